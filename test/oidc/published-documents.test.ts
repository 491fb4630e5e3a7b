import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { minutes } from '#src/contracts/duration.ts'
import { generateSigningKey } from '#src/crypto/signing-key.ts'
import { createSigningKeys } from '#src/domain/tokens/signing-keys.ts'
import { rotateSigningKeys } from '#src/domain/tokens/rotate-signing-keys.ts'
import { getCode, logIn, payloadOf } from './oidc-steps.ts'
import { openOidc } from './open-oidc.ts'

type Metadata = Record<string, unknown> & { jwks_uri: string }

test('OA-01: discovery names the address it was fetched from, and nothing weak', async (t) => {
  const oidc = await openOidc(t)
  const response = await fetch(`${oidc.base}/.well-known/openid-configuration`)
  const metadata = (await response.json()) as Metadata
  assert.equal(metadata.issuer, oidc.base)
  for (const member of Object.keys(metadata).filter((name) => name.endsWith('_endpoint') || name === 'jwks_uri')) assert.ok(String(metadata[member]).startsWith(`${oidc.base}/`), member)
  assert.deepEqual([metadata.code_challenge_methods_supported, metadata.response_types_supported, metadata.id_token_signing_alg_values_supported], [['S256'], ['code', 'token'], ['RS256']])
  assert.deepEqual(await (await fetch(`${oidc.base}/.well-known/oauth-authorization-server`)).json(), metadata)
  const etag = response.headers.get('etag') ?? ''
  assert.match(response.headers.get('cache-control') ?? '', /max-age=\d+/)
  assert.equal((await fetch(`${oidc.base}/.well-known/openid-configuration`, { headers: { 'if-none-match': etag } })).status, 304)
  assert.equal((await fetch(`${oidc.base}/.well-known/openid-configuration`, { headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' } }).then((r) => r.json() as Promise<Metadata>)).issuer, oidc.base)
})

test('OA-02: the key set holds public RSA keys of 2048 bits with different ids', async (t) => {
  const oidc = await openOidc(t)
  const { keys } = (await (await fetch(`${oidc.base}/.well-known/jwks.json`)).json()) as { keys: Record<string, string>[] }
  assert.ok(keys.length >= 1)
  for (const key of keys) {
    assert.deepEqual(Object.keys(key).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use'])
    assert.ok(Buffer.from(key.n ?? '', 'base64url').length >= 256)
  }
  assert.equal(new Set(keys.map(({ kid }) => kid)).size, keys.length)
})

test('OA-17: the ID token is signed by a published key and says what it must', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const tokens = await logIn(oidc, app, { nonce: 'n-0', scope: 'openid email' })
  const jwks = createRemoteJWKSet(new URL(`${oidc.base}/.well-known/jwks.json`))
  const { payload, protectedHeader } = await jwtVerify(tokens.id_token ?? '', jwks, { issuer: oidc.base, audience: app.id })
  assert.deepEqual(Object.keys(protectedHeader).sort(), ['alg', 'kid'])
  assert.deepEqual([payload.nonce, payload.sub, payload.token_use, payload['cognito:username']], ['n-0', oidc.user.id, 'id', oidc.user.username])
  assert.ok((payload.exp ?? 0) - (payload.iat ?? 0) <= 86_400)
  const access = payloadOf(tokens.access_token)
  assert.deepEqual([access.token_use, access.client_id, access.username, access.scope, access.version, access.aud, access.sub], ['access', app.id, oidc.user.username, 'openid email', 2, undefined, oidc.user.id])
  assert.deepEqual([access.origin_jti, access.event_id, access.auth_time], [payload.origin_jti, payload.event_id, payload.auth_time])
  const { createHash } = await import('node:crypto')
  assert.equal(payload.at_hash, createHash('sha256').update(tokens.access_token).digest().subarray(0, 16).toString('base64url'))
})

test('RE-11: a rotated key is published before it signs, and the old one stays until its last token is dead', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const kidOf = (jwt: string): string => (JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid
  const published = async (): Promise<string[]> => ((await (await fetch(`${oidc.base}/.well-known/jwks.json`)).json()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid)
  const before = await logIn(oidc, app)
  const old = kidOf(before.access_token)
  const keys = { store: oidc.stores.signingKeys, clock: oidc.clock, generateSigningKey }
  const pool = await oidc.stores.userPools.findPool(oidc.pool.id)
  assert.ok(pool)
  const { kid } = await rotateSigningKeys({ ...keys, signingKeys: createSigningKeys(keys) }, pool)
  assert.deepEqual((await published()).sort(), [old, kid].sort())
  assert.equal(kidOf((await logIn(oidc, app)).access_token), old, 'published, not yet signing')
  oidc.clock.advance(minutes(11))
  assert.equal(kidOf((await logIn(oidc, app)).access_token), kid)
  assert.ok((await published()).includes(old))
  assert.ok(await getCode(oidc, app, { id_token_hint: before.id_token }), 'a hint signed by the old key is known')
  oidc.clock.advance(minutes(25 * 60))
  assert.deepEqual(await published(), [kid])
})

test('a pool with a fixed issuer says so everywhere', async (t) => {
  const issuer = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Fixed0001'
  const oidc = await openOidc(t, { settings: { Poolhouse: { issuer } } })
  const app = await oidc.addClient({})
  const tokens = await logIn(oidc, app)
  assert.deepEqual([payloadOf(tokens.id_token).iss, payloadOf(tokens.access_token).iss], [issuer, issuer])
  assert.equal(((await (await fetch(`${oidc.base}/.well-known/openid-configuration`)).json()) as Metadata).issuer, issuer)
})
