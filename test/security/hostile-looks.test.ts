import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import { createUserPoolDomain } from '#src/domain/user-pools/create-user-pool-domain.ts'
import { makePool } from '#test/aws-api/make-pool.ts'
import { openAwsApi } from '#test/aws-api/open-aws-api.ts'

/** A red dot. */
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC'

/** As it is on the wire: no client tidies the path up. */
const getRaw = (url: string, path: string): Promise<{ status: number; type: string; cache: string }> => new Promise((resolve, reject) => {
  const { hostname, port, host } = new URL(url)
  request({ hostname, port, path, headers: { host } }, (answer) => {
    answer.resume()
    resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', cache: answer.headers['cache-control'] ?? '' })
  }).on('error', reject).end()
})

test('HP-20 a file of a look is its own pool\'s, under its one name and of its one type', async (t) => {
  const { domain, url, post } = await openAwsApi(t)
  const [{ pool }, { pool: other }] = [await makePool({ domain }), await makePool({ domain })]
  await createUserPoolDomain(domain, { UserPoolId: pool.id, Domain: 'people' })
  const { json } = await post('SetUICustomization', { UserPoolId: pool.id, ImageFile: DOT })
  const path = `/${pool.id}${new URL((json['UICustomization'] as { ImageUrl: string }).ImageUrl).pathname}`
  assert.deepEqual(await getRaw(url, path), { status: 200, type: 'image/png', cache: 'public, max-age=31536000, immutable' })
  const wrong = [
    path.replace(pool.id, other.id), path.replace('.png', '.svg'), path.replace('.png', '.html'), path.replace('.png', '.jpeg'), path.replace('.png', '.css'), path.replace('.png', ''), path.toUpperCase(),
    `${path}/`, `${path}%00.html`, path.replace('/branding/', '/branding//'), path.replace('/branding/', '/branding/../branding/'), path.replace('/branding/', '/branding/%2e%2e/branding/'),
    `/${pool.id}/branding/`, `/${pool.id}/branding/..%2f..%2fetc%2fpasswd`, path.replace(/[0-9a-f]{64}/, '0'.repeat(64)),
  ]
  for (const address of wrong) {
    const { status, type, cache } = await getRaw(url, address)
    assert.ok(status === 404 || status === 400, `${address}: ${status}`)
    assert.ok(!/image|html|css/.test(type) && cache === 'no-store', `${address}: ${type}, ${cache}`)
  }
})

test('the operator of one pool changes, reads and removes no look of another', async (t) => {
  const { domain, post } = await openAwsApi(t)
  const [{ pool, client }, { pool: other }] = [await makePool({ domain }), await makePool({ domain })]
  await createUserPoolDomain(domain, { UserPoolId: pool.id, Domain: 'people' })
  const target = { UserPoolId: other.id, ClientId: client.id }
  const made = await post('CreateManagedLoginBranding', { UserPoolId: pool.id, ClientId: client.id, Settings: {} })
  const { ManagedLoginBrandingId } = made.json['ManagedLoginBranding'] as { ManagedLoginBrandingId: string }
  const style = { UserPoolId: other.id, ManagedLoginBrandingId }
  const attempts: readonly (readonly [string, object])[] = [
    ['SetUICustomization', { ...target, CSS: '.label-customizable{color:red}' }], ['GetUICustomization', target], ['CreateManagedLoginBranding', { ...target, Settings: {} }],
    ['DescribeManagedLoginBrandingByClient', target], ['DescribeManagedLoginBranding', style], ['UpdateManagedLoginBranding', { ...style, Settings: { a: 1 } }], ['DeleteManagedLoginBranding', style],
    ['UpdateUserPoolDomain', { UserPoolId: other.id, Domain: 'people', ManagedLoginVersion: 2 }], ['DeleteUserPoolDomain', { UserPoolId: other.id, Domain: 'people' }],
    ['CreateTerms', { ...target, TermsName: 'terms-of-use', TermsSource: 'LINK', Enforcement: 'NONE', Links: { 'cognito:default': 'https://example.com/terms' } }],
  ]
  for (const [operation, body] of attempts) assert.equal((await post(operation, body)).status, 400, operation)
  const { json } = await post('DescribeManagedLoginBranding', { UserPoolId: pool.id, ManagedLoginBrandingId })
  assert.deepEqual((json['ManagedLoginBranding'] as { Settings: object }).Settings, {})
  assert.equal((await domain.brands.brandOf({ poolId: other.id, clientId: null })).stylesheet, null)
})

test('links to documents are web addresses, and nothing a browser would run', async (t) => {
  const { domain, post } = await openAwsApi(t)
  const { pool, client } = await makePool({ domain })
  for (const link of ['javascript:alert(1)', 'javascript://example.com/%0aalert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'data:text/html,x', 'vbscript:x', '//example.com/x', '/x', 'blob:https://example.com/x']) {
    const { status } = await post('CreateTerms', { UserPoolId: pool.id, ClientId: client.id, TermsName: 'terms-of-use', TermsSource: 'LINK', Enforcement: 'NONE', Links: { 'cognito:default': link } })
    assert.equal(status, 400, link)
  }
})

test('words that every object answers to are no settings of a style, and no style is deep', async (t) => {
  const { domain, post } = await openAwsApi(t)
  const { pool, client } = await makePool({ domain })
  const create = (settings: string) => post('CreateManagedLoginBranding', `{"UserPoolId":"${pool.id}","ClientId":"${client.id}","Settings":${settings}}`)
  for (const depth of [100, 10_000, 300_000]) assert.equal((await create(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)).status, 400, `${depth} deep`)
  for (const member of ['__proto__', 'constructor', 'prototype']) assert.equal((await create(`{"categories":{"${member}":{"polluted":true}}}`)).status, 400, member)
  assert.equal('polluted' in {}, false)
  const words = ['constructor', 'toString', 'valueOf', '__proto__', 'hasOwnProperty']
  const made = await create(JSON.stringify({
    categories: {
      global: { colorSchemeMode: words[0], spacingDensity: words[1], pageHeader: { enabled: true }, pageFooter: { enabled: true } }, form: { location: { horizontal: words[2], vertical: words[0] } },
      auth: { authMethodOrder: [[{ type: words[0] }]] },
    },
    components: { form: { logo: { location: words[3], position: words[4] } }, pageHeader: { logo: { location: words[0] } }, pageFooter: { logo: { location: words[2] } }, favicon: { enabledTypes: words } },
  }))
  assert.equal(made.status, 200)
  const { stylesheet, ...look } = await domain.brands.brandOf({ poolId: pool.id, clientId: client.id })
  assert.deepEqual(look, JSON.parse(JSON.stringify(look)))
  assert.doesNotMatch(stylesheet?.css ?? '', /function|native|object/i)
})
