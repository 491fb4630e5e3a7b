import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import sharp from 'sharp'
import { createUserPoolDomain } from '#src/domain/user-pools/create-user-pool-domain.ts'
import { makePool } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { emptyPng } from '#test/hostile-pictures.ts'

const CSS = '.submitButton-customizable { background-color: #6a1b9a; }'
const png = await sharp({ create: { width: 40, height: 20, channels: 4, background: '#c00' } }).png().toBuffer()

async function open(t: TestContext) {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  await createUserPoolDomain(api.domain, { UserPoolId: pool.id, Domain: 'people' })
  const set = async (members: object = {}) => (await api.sdk.setUICustomization({ UserPoolId: pool.id, ...members })).UICustomization ?? assert.fail()
  const get = async (ClientId?: string) => (await api.sdk.getUICustomization({ UserPoolId: pool.id, ...(ClientId !== undefined && { ClientId }) })).UICustomization ?? assert.fail()
  const refused = async (members: object) => {
    const { name, message } = await refusalOf(set(members))
    assert.equal(name, 'InvalidParameterException', message)
    return message
  }
  return { ...api, pool, client, set, get, refused }
}

test('SetUICustomization: answers what it set, with the address of the logo', async (t) => {
  const { pool, set, get, url } = await open(t)
  const { CreationDate, LastModifiedDate, ImageUrl = '', CSSVersion = '', ...set1 } = await set({ CSS, ImageFile: png })
  assert.deepEqual(set1, { UserPoolId: pool.id, ClientId: 'ALL', CSS })
  assert.match(CSSVersion, /^20\d{12}$/)
  assert.match(ImageUrl, /^http:\/\/people\.[\w.:-]+\/branding\/[0-9a-f]{64}\.png$/)
  assert.deepEqual(CreationDate, LastModifiedDate)
  assert.deepEqual((await get()).ImageUrl, ImageUrl)

  const logo = await fetch(`${url}/${pool.id}${new URL(ImageUrl).pathname}`)
  const headers = ['content-type', 'cache-control', 'x-content-type-options', 'content-security-policy'].map((name) => logo.headers.get(name))
  assert.deepEqual([logo.status, ...headers], [200, 'image/png', 'public, max-age=31536000, immutable', 'nosniff', "default-src 'none'; sandbox"])
  const { width, height } = await sharp(await logo.arrayBuffer()).metadata()
  assert.deepEqual([width, height], [40, 20])
  for (const other of ['.jpeg', '.svg', '']) {
    assert.equal((await fetch(`${url}/${pool.id}${new URL(ImageUrl).pathname.replace('.png', other)}`)).status, 404, other)
  }
})

test('GetUICustomization: shows a client its own or that of all, of which each request replaced both parts', async (t) => {
  const { client, set, get, clock } = await open(t)
  const forAll = await set({ ClientId: 'ALL', CSS })
  assert.deepEqual(await get(client.id), forAll)
  const own = await set({ ClientId: client.id, CSS: '.label-customizable { font-weight: 700; }', ImageFile: png })
  assert.deepEqual([await get(client.id), await get('ALL'), await get()], [own, forAll, forAll])
  clock.advance(2000)
  const changed = await set({ ClientId: client.id, ImageFile: png })
  assert.deepEqual([changed.CSS, changed.CSSVersion, changed.ImageUrl, changed.CreationDate], [undefined, undefined, own.ImageUrl, own.CreationDate])
  assert.ok((changed.LastModifiedDate ?? 0) > (own.LastModifiedDate ?? 0))
  assert.equal((await set({ ClientId: client.id, CSS })).ImageUrl, undefined)
})

test('SetUICustomization: a request with neither part removes, and a client falls back again', async (t) => {
  const { sdk, pool, client, set, get } = await open(t)
  const forAll = await set({ CSS })
  await set({ ClientId: client.id, CSS: '.label-customizable { font-weight: 700; }' })
  assert.deepEqual(await set({ ClientId: client.id }), { UserPoolId: pool.id })
  assert.deepEqual(await get(client.id), forAll)
  await set({ CSS: ' ' })
  assert.deepEqual([await get(), await get(client.id)], [{ UserPoolId: pool.id }, { UserPoolId: pool.id }])
  await set({ ClientId: client.id, CSS })
  await sdk.deleteUserPoolClient({ UserPoolId: pool.id, ClientId: client.id })
  assert.equal((await refusalOf(get(client.id))).name, 'ResourceNotFoundException')
})

test('SetUICustomization: needs a domain, and clients and pools that exist', async (t) => {
  const { sdk, set, get, ...api } = await open(t)
  const { pool: bare } = await makePool({ ...api })
  const refusal = await refusalOf(sdk.setUICustomization({ UserPoolId: bare.id, CSS }))
  assert.deepEqual([refusal.name, refusal.message], ['InvalidParameterException', 'There has to be an existing domain associated with this user pool'])
  const nowhere = { UserPoolId: 'us-east-1_000000000' }
  for (const ask of [() => set({ ClientId: 'nobody', CSS }), () => get('nobody'), () => sdk.setUICustomization({ ...nowhere, CSS }), () => sdk.getUICustomization(nowhere)]) {
    assert.equal((await refusalOf(ask())).name, 'ResourceNotFoundException')
  }
})

test('SetUICustomization: names the line of what no sheet may have, and keeps what was set before', async (t) => {
  const { set, get, refused } = await open(t)
  const before = await set({ CSS })
  for (const [sheet, message] of [
    ['\n.stranger { color: red }', 'CSS is not valid at line 2, column 1: only the class names for customization are allowed as selectors: .stranger'],
    ['@import url(https://example.com/x.css);', 'CSS is not valid at line 1, column 1: at-rules are not allowed: @import url(https://example.com/x.css);'],
    ['@media print { .label-customizable { color: red } }', 'CSS is not valid at line 1, column 1: at-rules are not allowed: @media print { .label-customizable { color: red } }'],
    ['.label-customizable { color: red; @supports (x: y) {} }', 'CSS is not valid at line 1, column 35: at-rules are not allowed: @supports (x: y) {}'],
  ] as const) assert.equal(await refused({ CSS: sheet }), message)
  assert.deepEqual(await get(), before)
})

test('SetUICustomization: takes what properties a sheet has, and shows those that style', async (t) => {
  const { pool, client, set, get, url } = await open(t)
  const sheet = `${CSS} .label-customizable { position: fixed; background: url(https://example.com/x); text-transform: uppercase }`
  await set({ CSS: sheet })
  assert.equal((await get()).CSS, sheet)
  const page = await fetch(`${url}/${pool.id}/login?client_id=${client.id}&response_type=code&redirect_uri=x`)
  const shown = await stylesheetOf(await page.text(), url)
  assert.match(shown, /\.label-customizable\{text-transform:uppercase\}/)
  assert.match(shown, /--id-accent:/)
  assert.ok(!/url\(|position|example\.com/.test(shown))
})

/** The pool's sheet as the page links it: pages of this runtime are their views. */
async function stylesheetOf(view: string, url: string): Promise<string> {
  const [, href = assert.fail(view)] = /"stylesheets":\["([^"]+)"/.exec(view) ?? []
  const sheet = await fetch(new URL(href, url))
  assert.equal(sheet.headers.get('content-type'), 'text/css; charset=utf-8')
  return sheet.text()
}

test('HP-20 SetUICustomization: refuses what is no PNG or JPEG of its size', async (t) => {
  const { pool, set, refused, post, get } = await open(t)
  await set({ CSS })
  assert.equal(await refused({ ImageFile: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>') }), 'The image file is not of an accepted format.')
  assert.equal(await refused({ ImageFile: Buffer.from('<!doctype html><script>alert(1)</script>') }), 'The image file is not of an accepted format.')
  assert.equal(await refused({ ImageFile: await sharp(png).webp().toBuffer() }), 'The image file is not of an accepted format.')
  assert.equal(await refused({ ImageFile: emptyPng(60_000, 60_000) }), 'The image has too many pixels.')
  assert.equal(await refused({ ImageFile: png.subarray(0, 40) }), 'The image file cannot be read.')
  assert.equal(await refused({ ImageFile: Buffer.concat([png, Buffer.alloc(100 * 1024)]) }), 'The image file is too large.')
  for (const ImageFile of ['*', 'data:image/png;base64,AAAA', 'AAA', 'AAAA=', '%89PNG']) {
    assert.equal((await post('SetUICustomization', { UserPoolId: pool.id, ImageFile })).json['__type'], 'InvalidParameterException', ImageFile)
  }
  assert.equal((await get()).CSS, CSS)
})

test('SetUICustomization: holds the sizes of the members and of all together', async (t) => {
  const { set, refused } = await open(t)
  const comment = (length: number) => `/*${'x'.repeat(length - 4)}*/`
  assert.equal((await set({ CSS: comment(131_072) })).CSS?.length, 131_072)
  assert.match(await refused({ CSS: comment(131_073) }), /Member must have length less than or equal to 131072/)
  assert.equal(await refused({ CSS: comment(100_000), ImageFile: Buffer.concat([png, Buffer.alloc(50_000)]) }), 'Request parameters too large.')
})

test('SetUICustomization: what is set at the same time leaves one whole', async (t) => {
  const { set, get } = await open(t)
  const sheets = Array.from({ length: 8 }, (_, index) => `.label-customizable { font-size: ${index + 12}px; }`)
  await Promise.all(sheets.map((sheet) => set({ CSS: sheet, ImageFile: png })))
  const { CSS: last, ImageUrl } = await get()
  assert.ok(sheets.includes(last ?? '') && ImageUrl !== undefined)
})
