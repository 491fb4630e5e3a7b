import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seconds } from '#src/contracts/duration.ts'
import { exchange, getCode, logIn, payloadOf, postForm, refresh, userInfo } from './oidc-steps.ts'
import { openOidc } from './open-oidc.ts'
import type { OpenOidc } from './open-oidc.ts'

const rotating = (oidc: OpenOidc, grace: number) => oidc.addClient({ RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: grace } })

test('OA-26: a refresh token works at its client, as it is, for no more than was granted', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const other = await oidc.addClient({})
  const { refresh_token: token } = await logIn(oidc, app, { scope: 'openid email' })
  assert.equal((await refresh(oidc, other, token)).body.error, 'invalid_grant')
  assert.equal((await refresh(oidc, app, `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).body.error, 'invalid_grant')
  assert.equal((await refresh(oidc, app, token, { scope: 'openid profile' })).body.error, 'invalid_scope')
  const narrow = await refresh(oidc, app, token, { scope: 'openid' })
  assert.equal(payloadOf(narrow.body.access_token).scope, 'openid')
  assert.equal(payloadOf((await refresh(oidc, app, token)).body.access_token).scope, 'openid email')
})

test('without rotation the same token serves until its end, and keeps the first sign-in', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ RefreshTokenValidity: 60, TokenValidityUnits: { RefreshToken: 'minutes' } })
  const first = await logIn(oidc, app, { nonce: 'n' })
  oidc.clock.advance(seconds(59 * 60))
  const again = await refresh(oidc, app, first.refresh_token)
  assert.equal(again.body.refresh_token, undefined)
  const [before, after] = [payloadOf(first.id_token), payloadOf(again.body.id_token)]
  for (const claim of ['sub', 'aud', 'iss', 'auth_time', 'origin_jti', 'event_id', 'nonce']) assert.equal(after[claim], before[claim], claim)
  assert.notEqual(after.jti, before.jti)
  oidc.clock.advance(seconds(61))
  assert.deepEqual([(await refresh(oidc, app, first.refresh_token)).body.error], ['invalid_grant'])
})

test('OA-27: a spent refresh token ends the whole family, access tokens included', async (t) => {
  const oidc = await openOidc(t)
  const app = await rotating(oidc, 0)
  const first = await logIn(oidc, app)
  const second = await refresh(oidc, app, first.refresh_token)
  assert.equal(second.status, 200)
  assert.notEqual(second.body.refresh_token, first.refresh_token)
  assert.equal((await refresh(oidc, app, first.refresh_token)).body.error, 'invalid_grant')
  assert.equal((await refresh(oidc, app, second.body.refresh_token)).body.error, 'invalid_grant')
  assert.equal((await userInfo(oidc, second.body.access_token ?? '')).status, 401)
})

test('OA-28: ten refreshes at once over two instances: at most one wins without grace, one successor for all with it', async (t) => {
  const oidc = await openOidc(t, { instances: 2 })
  oidc.clock.hold()
  const strict = await rotating(oidc, 0)
  const { refresh_token: token } = await logIn(oidc, strict)
  const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => refresh(oidc, strict, token, {}, i % 2)))
  assert.ok(answers.filter(({ status }) => status === 200).length <= 1)
  assert.ok(answers.every(({ status, body }) => status === 200 || body.error === 'invalid_grant'))
  const lenient = await rotating(oidc, 10)
  const { refresh_token: shared } = await logIn(oidc, lenient)
  const graceful = await Promise.all(Array.from({ length: 10 }, (_, i) => refresh(oidc, lenient, shared, {}, i % 2)))
  assert.deepEqual([...new Set(graceful.map(({ status }) => status))], [200])
  assert.equal(new Set(graceful.map(({ body }) => body.refresh_token)).size, 1)
  oidc.clock.advance(seconds(9))
  assert.equal((await refresh(oidc, lenient, shared)).body.refresh_token, graceful[0]?.body.refresh_token, 'within the grace time')
  oidc.clock.advance(seconds(2))
  assert.equal((await refresh(oidc, lenient, shared)).body.error, 'invalid_grant', 'after it')
  assert.equal((await refresh(oidc, lenient, graceful[0]?.body.refresh_token)).body.error, 'invalid_grant', 'and the family with it')
})

test('OA-29: revoking a refresh token ends its access tokens; nobody else can', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ GenerateSecret: true })
  const other = await oidc.addClient({ GenerateSecret: true })
  const fixed = await oidc.addClient({ EnableTokenRevocation: false })
  const url = `${oidc.base}/oauth2/revoke`
  const revoke = (token: string | undefined, by = app) => postForm(url, { token, client_id: by.id, client_secret: by.secrets[0]?.value })
  const tokens = await logIn(oidc, app)
  assert.equal((await revoke(tokens.refresh_token, other)).status, 200)
  assert.equal((await userInfo(oidc, tokens.access_token)).status, 200, 'another client changed nothing')
  assert.deepEqual([(await revoke(tokens.access_token)).status, (await revoke(tokens.access_token)).body.error], [400, 'unsupported_token_type'])
  assert.deepEqual([(await revoke('junk')).status, (await revoke(undefined)).body.error], [200, 'invalid_request'])
  assert.equal((await postForm(url, { token: tokens.refresh_token, client_id: app.id })).body.error, 'invalid_client')
  assert.equal((await revoke('x', fixed)).body.error, 'invalid_request')
  const done = await revoke(tokens.refresh_token)
  assert.deepEqual([done.status, done.body], [200, {}])
  assert.equal((await revoke(tokens.refresh_token)).status, 200)
  assert.equal((await userInfo(oidc, tokens.access_token)).status, 401)
  assert.equal((await refresh(oidc, app, tokens.refresh_token)).body.error, 'invalid_grant')
})

test('a disabled user, and one who signed out everywhere, can refresh no more', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const user = await oidc.addUser()
  const { body } = await exchange(oidc, app, await getCode(oidc, app, {}, { user }))
  await oidc.stores.users.updateUser({ ...user, enabled: false })
  assert.equal((await refresh(oidc, app, body.refresh_token)).body.error, 'invalid_grant')
  assert.equal((await userInfo(oidc, body.access_token ?? '')).status, 401)
  const tokens = await logIn(oidc, app)
  await oidc.stores.tokens.revokeUser(oidc.pool.id, oidc.user.id, oidc.clock.now())
  assert.equal((await refresh(oidc, app, tokens.refresh_token)).body.error, 'invalid_grant')
  assert.equal((await userInfo(oidc, tokens.access_token)).status, 401)
})
