import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import Provider from 'oidc-provider'
import instance from 'oidc-provider/lib/helpers/weak_cache.js'
import { generateSigningKey, loadSigningKey } from '#src/crypto/signing-key.ts'
import { checkDpopReplay, checkDpopRequired, findGrantSource, openProvider, validateDpop } from './oidc-provider-internals.ts'

test('oidc-provider is the version whose inner modules were read', () => {
  const { version } = JSON.parse(readFileSync('node_modules/oidc-provider/package.json', 'utf8')) as { version: string }
  assert.equal(version, '9.13.3', 'read src/oidc/oidc-provider-internals.ts, src/oidc/grants and lib/actions/grants of the new version side by side')
})

test('the inner steps are where they were', () => {
  for (const step of [checkDpopReplay, checkDpopRequired, findGrantSource, validateDpop]) assert.equal(typeof step, 'function')
})

test('opening a provider adds the token response type, takes our scopes and modes, and lets addresses be', async () => {
  const { privateKey, kid, alg } = loadSigningKey(await generateSigningKey())
  const provider = new Provider('https://auth.example.com/us-east-1_Example01', {
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid, alg }] }, features: { devInteractions: { enabled: false } }, cookies: { keys: [] }, adapter: () => ({}) as never,
  })
  const scopes = new Set(['openid'])
  const mode = () => Promise.resolve()
  openProvider(provider, scopes, { query: mode })
  const inner = instance(provider)
  assert.ok(inner.configuration.responseTypes.includes('token'))
  assert.ok(inner.configuration.grantTypes.has('implicit'))
  assert.equal(inner.configuration.scopes, scopes)
  assert.equal(inner.responseModes.get('query'), mode)
  const client = new (provider.Client as unknown as new (metadata: object) => { redirectUriAllowed(uri: string): boolean })({
    client_id: 'c', token_endpoint_auth_method: 'none', redirect_uris: ['myapp://callback', 'https://app.example.com/'], response_types: ['code', 'token'], grant_types: ['authorization_code', 'implicit'],
  })
  assert.deepEqual(['myapp://callback', 'myapp://callback/'].map((uri) => client.redirectUriAllowed(uri)), [true, false])
})
