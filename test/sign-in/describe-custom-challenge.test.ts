import assert from 'node:assert/strict'
import { test } from 'node:test'
import { redrawPicture } from '#src/images/redraw-picture.ts'
import { describeCustomChallenge } from '#src/domain/sign-in/describe-custom-challenge.ts'

const describe = (given: Record<string, string>) => describeCustomChallenge({ redrawPicture }, given)
const leavesOut = async (given: Record<string, string>) => {
  const { content, ignored } = await describe(given)
  const [name = ''] = Object.keys(given)
  assert.deepEqual([content[name as keyof typeof content], ignored], [undefined, [name]], JSON.stringify(given).slice(0, 80))
}

test('words are one line of plain text, cut where they are too long, without what turns the direction of writing', async () => {
  const { content } = await describe({ title: 'a\u202eb\u0000c\n d', text: `${'é'.repeat(999)}\u{1f600}\u{1f600}`, label: '\u2066', help: '<b>x</b>' })
  assert.deepEqual([content.title, content.label, content.help], ['a b c d', undefined, '<b>x</b>'])
  assert.equal(content.text, `${'é'.repeat(999)}…`)
})

test('links are https, name no user, and say their host', async () => {
  const { content } = await describe({ link: 'https://EXÄMPLE.com:8443/a?b#c', linkText: 'There' })
  assert.deepEqual(content.link, { href: 'https://xn--exmple-cua.com:8443/a?b#c', host: 'xn--exmple-cua.com:8443', text: 'There' })
  for (const link of ['http://example.com', 'javascript:alert(1)', 'data:text/html,x', '//example.com', '/path', 'https://bank.example@evil.example/', 'https://:x@evil.example/', `https://example.com/${'a'.repeat(2048)}`, 'https://']) await leavesOut({ link })
})

test('pictures are data of a kind that is known by its bytes, and nothing that is fetched', async () => {
  const html = Buffer.from('<script>alert(1)</script>').toString('base64')
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>').toString('base64')
  for (const image of ['https://example.com/a.png', '/branding/a.png', `data:image/svg+xml;base64,${svg}`, `data:image/png;base64,${svg}`, `data:image/png;base64,${html}`, `data:text/html;base64,${html}`, 'data:image/png;base64,', 'data:image/png,x', `data:image/png;base64,${'A'.repeat(262_144)}`]) await leavesOut({ image })
})

test('choices are a JSON array of different texts, not too many', async () => {
  const { content } = await describe({ choices: '["a",{"value":"b","label":"B\\u202e"}]' })
  assert.deepEqual(content.choices, [{ value: 'a', label: 'a' }, { value: 'b', label: 'B' }])
  for (const choices of ['a,b', '[]', '{"a":1}', '[1]', '["a","a"]', '[""]', '[" "]', '[{"label":"x"}]', JSON.stringify(Array.from({ length: 21 }, (_, n) => `${n}`)), JSON.stringify(['a'.repeat(201)]), '["a\\u0000"]', '[{"__proto__":{"value":"a"}}]']) await leavesOut({ choices })
})

test('only members of its own are read, and an unknown kind of input is the plain one', async () => {
  const inherited = Object.create({ title: 'inherited' }) as Record<string, string>
  assert.deepEqual((await describe(inherited)).content.title, undefined)
  const { content, ignored } = await describe({ inputType: 'file', constructor: 'x', USERNAME: 'ada' })
  assert.deepEqual([content.input, ignored], ['text', ['inputType']])
})
