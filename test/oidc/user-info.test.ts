import assert from 'node:assert/strict'
import { createHmac, createPublicKey } from 'node:crypto'
import { test } from 'node:test'
import { getCode, logIn, payloadOf, postForm, userInfo } from './oidc-steps.ts'
import { openOidc } from './open-oidc.ts'

const segment = (value: object | string): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

test('OA-18, OA-19: only a live access token with openid, and never in the address', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ AllowedOAuthScopes: ['openid', 'email', 'aws.cognito.signin.user.admin'] })
  const tokens = await logIn(oidc, app)
  const api = await logIn(oidc, app, { scope: 'aws.cognito.signin.user.admin' })
  const access = tokens.access_token
  const refused = [
    'junk', tokens.id_token ?? '', tokens.refresh_token, await getCode(oidc, app), access.slice(0, -1), access.slice(0, -10), `${access}A`, `${access}.A`, access.toUpperCase(), api.access_token,
  ]
  for (const token of refused) {
    const { status, challenge } = await userInfo(oidc, token)
    assert.equal(status, 401, token)
    assert.match(challenge ?? '', /^Bearer .*error="invalid_token"/)
  }
  const none = await userInfo(oidc, null)
  assert.deepEqual([none.status, none.challenge], [401, 'Bearer realm="userInfo"'])
  assert.equal((await fetch(`${oidc.base}/oauth2/userInfo?access_token=${access}`)).status, 400)
  assert.equal((await userInfo(oidc, access, { authorization: `Token ${access}` })).status, 400)
  assert.equal((await userInfo(oidc, access)).status, 200)
  oidc.clock.advance(3601_000)
  assert.equal((await userInfo(oidc, access)).status, 401, 'expired')
})

test('OA-20: forged tokens are refused', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const { access_token: access } = await logIn(oidc, app)
  const [head = '', body = '', signature = ''] = access.split('.')
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string; alg: string }
  assert.deepEqual(Object.keys(header).sort(), ['alg', 'kid'])
  const jwks = (await (await fetch(`${oidc.base}/.well-known/jwks.json`)).json()) as { keys: (JsonWebKey & { n: string })[] }
  const [jwk] = jwks.keys
  assert.ok(jwk)
  const pem = createPublicKey({ key: jwk as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString()
  const hs256 = (key: string | Buffer) => {
    const input = `${segment({ ...header, alg: 'HS256' })}.${body}`
    return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`
  }
  const forged = [
    `${segment({ ...header, alg: 'none' })}.${body}.`, `${segment({ ...header, alg: 'nOnE' })}.${body}.`, `${segment({ alg: 'none' })}.${body}.${signature}`,
    hs256(pem), hs256(Buffer.from(jwk.n, 'base64url')), hs256(jwk.n),
    ...['../../../dev/null', "x' OR '1'='1", '', header.kid.slice(1)].map((kid) => `${segment({ ...header, kid })}.${body}.${signature}`),
    ...[{ jwk }, { jku: `${oidc.base}/.well-known/jwks.json` }, { x5u: 'https://evil.example/x' }].map((more) => `${segment({ ...header, ...more })}.${body}.${signature}`),
    `${head}.${segment({ ...payloadOf(access), sub: oidc.user.id, exp: 9_999_999_999 })}.${signature}`,
  ]
  for (const token of forged) assert.equal((await userInfo(oidc, token)).status, 401, token.slice(0, 60))
})

test('attributes follow scopes and what the client may read; flags are strings', async (t) => {
  const oidc = await openOidc(t)
  const user = await oidc.addUser({ attributes: { email: 'e@example.com', email_verified: 'true', name: 'N', phone_number: '+15550100', phone_number_verified: 'false', address: 'Street 1', updated_at: '1700000000', 'custom:team': 'red' } })
  const all = await oidc.addClient({ AllowedOAuthScopes: ['openid', 'email', 'profile', 'phone'], ReadAttributes: ['email', 'email_verified', 'name', 'phone_number', 'phone_number_verified', 'address', 'updated_at', 'custom:team'] })
  const few = await oidc.addClient({ AllowedOAuthScopes: ['openid', 'email', 'profile', 'phone'], ReadAttributes: ['name'] })
  const infoFor = async (app: typeof all, scope: string) => {
    const code = await getCode(oidc, app, { scope }, { user })
    const { body } = await postForm(`${oidc.base}/oauth2/token`, { grant_type: 'authorization_code', code, client_id: app.id, redirect_uri: 'https://app.example.com/callback' })
    return { info: (await userInfo(oidc, body.access_token ?? '')).body, id: payloadOf(body.id_token) }
  }
  const base = { sub: user.id, username: user.username }
  const everything = await infoFor(all, 'openid')
  assert.deepEqual(everything.info, { ...base, email: 'e@example.com', email_verified: 'true', name: 'N', phone_number: '+15550100', phone_number_verified: 'false', address: { formatted: 'Street 1' }, updated_at: 1_700_000_000, 'custom:team': 'red' })
  assert.deepEqual([everything.id.email_verified, everything.id.phone_number_verified, everything.id.address], [true, false, { formatted: 'Street 1' }])
  assert.deepEqual((await infoFor(all, 'openid email')).info, { ...base, email: 'e@example.com', email_verified: 'true' })
  assert.deepEqual((await infoFor(all, 'openid phone')).info, { ...base, phone_number: '+15550100', phone_number_verified: 'false' })
  assert.deepEqual((await infoFor(all, 'openid profile')).info, { ...base, name: 'N', updated_at: 1_700_000_000, 'custom:team': 'red' })
  assert.deepEqual((await infoFor(few, 'openid')).info, { ...base, name: 'N' })
})

test('POST takes the token from header or form, but not from both', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const { access_token: token } = await logIn(oidc, app)
  const url = `${oidc.base}/oauth2/userInfo`
  assert.equal((await postForm(url, {}, { authorization: `Bearer ${token}` })).status, 200)
  assert.equal((await postForm(url, { access_token: token })).status, 200)
  assert.equal((await postForm(url, { access_token: token }, { authorization: `Bearer ${token}` })).status, 400)
  const preflight = await fetch(url, { method: 'OPTIONS', headers: { origin: 'https://app.example.com', 'access-control-request-method': 'GET' } })
  assert.deepEqual([preflight.status, preflight.headers.get('access-control-allow-origin'), preflight.headers.get('access-control-allow-credentials')], [204, '*', null])
})
