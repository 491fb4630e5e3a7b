import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import * as client from 'openid-client'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { CALLBACK, openOidc } from './open-oidc.ts'
import type { OpenOidc } from './open-oidc.ts'
import { createTestBrowser } from './test-browser.ts'
import type { TestBrowser } from './test-browser.ts'

type LogIn = { config: client.Configuration; app: AppClient; oidc: OpenOidc }

async function open(t: TestContext): Promise<LogIn> {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ GenerateSecret: true })
  const config = await client.discovery(new URL(oidc.base), app.id, app.secrets[0]?.value, undefined, { execute: [client.allowInsecureRequests] })
  return { oidc, app, config }
}

/** The whole login by PKCE code flow; with `silent` the browser's session is enough. */
async function logIn({ oidc, config }: LogIn, browser: TestBrowser, options: { silent?: boolean } = {}) {
  const verifier = client.randomPKCECodeVerifier()
  const [nonce, state] = [client.randomNonce(), client.randomState()]
  const start = client.buildAuthorizationUrl(config, {
    redirect_uri: CALLBACK, scope: 'openid email', state, nonce, code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
  })
  const asked = await browser.get(start.href)
  assert.equal(asked.status, 303, asked.text)
  const answered = options.silent ? asked : await browser.get(await oidc.signIn(browser, asked.location ?? ''))
  assert.equal(answered.status, 303, answered.text)
  return client.authorizationCodeGrant(config, new URL(answered.location ?? ''), { pkceCodeVerifier: verifier, expectedNonce: nonce, expectedState: state })
}

test('a browser signs in, and openid-client gets tokens, user info and fresh tokens', async (t) => {
  const login = await open(t)
  const { oidc, config } = login
  const tokens = await logIn(login, createTestBrowser())
  const claims = tokens.claims()
  assert.equal(claims?.sub, oidc.user.id)
  assert.equal(claims?.email, 'ann@example.com')
  assert.equal(claims?.email_verified, true)
  assert.equal(claims?.name, undefined, 'the scope profile was not asked for')
  assert.equal(claims?.['cognito:username'], oidc.user.username)
  const info = await client.fetchUserInfo(config, tokens.access_token, oidc.user.id)
  assert.deepEqual({ ...info }, { sub: oidc.user.id, email: 'ann@example.com', email_verified: 'true', username: oidc.user.username })
  assert.ok(tokens.refresh_token)
  const fresh = await client.refreshTokenGrant(config, tokens.refresh_token)
  assert.equal(fresh.claims()?.auth_time, claims?.auth_time)
  assert.equal(fresh.refresh_token, undefined)
  assert.deepEqual(oidc.logged, [])
})

test('a whole login takes four statements beside the password, a silent one three, user info and a refresh one each', async (t) => {
  const login = await open(t)
  const { oidc, config } = login
  await logIn(login, createTestBrowser()) // caches are filled, the first key is made
  const count = async (work: () => Promise<unknown>): Promise<number> => {
    const before = oidc.database.statements()
    await work()
    return oidc.database.statements() - before
  }
  const browser = createTestBrowser()
  let tokens = await logIn(login, createTestBrowser())
  assert.equal(await count(async () => { tokens = await logIn(login, browser) }), 4)
  assert.equal(await count(() => logIn(login, browser, { silent: true })), 3)
  assert.equal(await count(() => client.fetchUserInfo(config, tokens.access_token, oidc.user.id)), 1)
  assert.equal(await count(() => client.refreshTokenGrant(config, tokens.refresh_token ?? '')), 1)
  assert.equal(await count(() => fetch(`${oidc.base}/.well-known/jwks.json`)), 0)
})

test('a session serves every client of the pool, for an hour that does not slide', async (t) => {
  const login = await open(t)
  const other = await login.oidc.addClient({ GenerateSecret: true })
  const otherConfig = new client.Configuration(login.config.serverMetadata(), other.id, other.secrets[0]?.value)
  client.allowInsecureRequests(otherConfig)
  const browser = createTestBrowser()
  const first = (await logIn(login, browser)).claims()
  login.oidc.clock.advance(50 * 60_000)
  const second = (await logIn({ ...login, app: other, config: otherConfig }, browser, { silent: true })).claims()
  assert.equal(second?.auth_time, first?.auth_time)
  login.oidc.clock.advance(11 * 60_000)
  const asked = await browser.get(client.buildAuthorizationUrl(login.config, { redirect_uri: CALLBACK, scope: 'openid' }).href)
  assert.match(asked.location ?? '', /\/login\?uid=/)
})
