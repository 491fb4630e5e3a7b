import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import * as oidc from 'openid-client'
import { minutes } from '#src/contracts/duration.ts'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import type { AppClientSettingsInput } from '#src/domain/app-clients/app-client-settings.ts'
import { createResourceServer } from '#src/domain/resource-servers/create-resource-server.ts'
import { browserFor, CALLBACK } from '#test/drive/application.ts'
import { type HostedBrowser, pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { giveAuthenticator, TOTP } from '#test/drive/second-factors.ts'

const SIGNED_OUT = 'https://app.example.com/signed-out'
const ANN = 'ann@example.com'

/** A whole installation, and openid-client as a confidential client of it, configured by discovery alone. */
async function open(t: TestContext, settings: AppClientSettingsInput = {}): Promise<{ poolhouse: Poolhouse; config: oidc.Configuration }> {
  const poolhouse = await openPoolhouse(t)
  await poolhouse.addUser(ANN)
  const client = await createUserPoolClient(poolhouse.domain, {
    UserPoolId: poolhouse.pool.id, ClientName: 'web', GenerateSecret: true, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid', 'email'], CallbackURLs: [CALLBACK], LogoutURLs: [SIGNED_OUT], ...settings,
  })
  return { poolhouse, config: await discover(poolhouse, client.id, client.secrets[0]?.value) }
}

const discover = (poolhouse: Poolhouse, clientId: string, secret: string | undefined): Promise<oidc.Configuration> =>
  oidc.discovery(new URL(`${poolhouse.url}/${poolhouse.pool.id}`), clientId, secret, undefined, { execute: [oidc.allowInsecureRequests] })

/** Authorization code with PKCE, state and nonce, through the hosted sign-in page. */
async function logIn(config: oidc.Configuration, browser: HostedBrowser): Promise<oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers> {
  const [verifier, nonce, state] = [oidc.randomPKCECodeVerifier(), oidc.randomNonce(), oidc.randomState()]
  const start = oidc.buildAuthorizationUrl(config, {
    redirect_uri: CALLBACK, scope: 'openid email', state, nonce, code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
  })
  const end = await browser.submit(pageOf(await browser.open(start.href), 'sign-in'), 'sign-in', { username: ANN, password: PASSWORD })
  assert.equal(end.kind, 'application')
  return oidc.authorizationCodeGrant(config, end.location, { pkceCodeVerifier: verifier, expectedNonce: nonce, expectedState: state })
}

const isRefused = (error: string) => (thrown: { error?: unknown }): boolean => thrown.error === error

test('a relying party signs a person in, refreshes, reads user info, revokes and signs out', async (t) => {
  const { poolhouse, config } = await open(t)
  const browser = browserFor(poolhouse.application)
  const tokens = await logIn(config, browser)
  const sub = tokens.claims()?.sub ?? ''
  assert.equal((await oidc.fetchUserInfo(config, tokens.access_token, sub)).email, ANN)
  const fresh = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '')
  assert.equal(fresh.claims()?.sub, sub)

  await oidc.tokenRevocation(config, tokens.refresh_token ?? '')
  await assert.rejects(oidc.refreshTokenGrant(config, tokens.refresh_token ?? ''), isRefused('invalid_grant'))
  await assert.rejects(oidc.fetchUserInfo(config, fresh.access_token, sub), 'access tokens of the family are dead too')

  const out = oidc.buildEndSessionUrl(config, { id_token_hint: tokens.id_token ?? '', post_logout_redirect_uri: SIGNED_OUT, state: 'bye' })
  const end = await browser.open(out.href)
  assert.equal(end.kind === 'application' && end.location.href, `${SIGNED_OUT}?state=bye`)
  pageOf(await browser.open(oidc.buildAuthorizationUrl(config, { redirect_uri: CALLBACK, scope: 'openid' }).href), 'sign-in')
})

test('a rotated refresh token that is used again ends its whole family', async (t) => {
  const { poolhouse, config } = await open(t, { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 } })
  const first = await logIn(config, browserFor(poolhouse.application))
  const second = await oidc.refreshTokenGrant(config, first.refresh_token ?? '')
  assert.ok(second.refresh_token && second.refresh_token !== first.refresh_token)
  await assert.rejects(oidc.refreshTokenGrant(config, first.refresh_token ?? ''), isRefused('invalid_grant'))
  await assert.rejects(oidc.refreshTokenGrant(config, second.refresh_token), isRefused('invalid_grant'))
})

test('a machine gets a token for its scopes', async (t) => {
  const { poolhouse } = await open(t)
  await createResourceServer(poolhouse.domain, {
    UserPoolId: poolhouse.pool.id, Identifier: 'https://api.example.com', Name: 'API', Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read' }],
  })
  const machine = await createUserPoolClient(poolhouse.domain, {
    UserPoolId: poolhouse.pool.id, ClientName: 'machine', GenerateSecret: true, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthScopes: ['https://api.example.com/read'],
  })
  const config = await discover(poolhouse, machine.id, machine.secrets[0]?.value)
  const token = await oidc.clientCredentialsGrant(config, { scope: 'https://api.example.com/read' })
  assert.deepEqual([token.token_type, token.expires_in, token.id_token, token.refresh_token], ['bearer', 3600, undefined, undefined])
  await assert.rejects(oidc.clientCredentialsGrant(config, { scope: 'https://api.example.com/write' }), isRefused('invalid_scope'))
})

test('a relying party asks for a level that discovery names, and for a fresh sign-in', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'OPTIONAL', ...TOTP } })
  const user = await poolhouse.addUser(ANN)
  const config = await discover(poolhouse, poolhouse.client.id, undefined)
  const strongest = (config.serverMetadata()['acr_values_supported'] as string[] | undefined)?.at(-1) ?? ''
  const authenticator = await giveAuthenticator(poolhouse, user)
  const browser = browserFor(poolhouse.application)
  const begin = async (change: Record<string, string>) => {
    const verifier = oidc.randomPKCECodeVerifier()
    const start = oidc.buildAuthorizationUrl(config, {
      redirect_uri: CALLBACK, scope: 'openid', code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', ...change,
    })
    return { stop: await browser.open(start.href), verifier }
  }
  const finish = async (location: URL, pkceCodeVerifier: string, maxAge?: number) =>
    (await oidc.authorizationCodeGrant(config, location, { pkceCodeVerifier, ...(maxAge === undefined ? {} : { maxAge }) })).claims()

  const { stop, verifier } = await begin({ acr_values: strongest })
  const code = pageOf(await browser.submit(pageOf(stop, 'sign-in'), 'sign-in', { username: ANN, password: PASSWORD }), 'mfa-code')
  const end = await browser.submit(code, 'mfa-code', { code: authenticator.code() })
  assert.ok(end.kind === 'application')
  const claims = await finish(end.location, verifier)
  assert.deepEqual([claims?.['acr'], claims?.['amr']], [strongest, ['pwd', 'otp', 'mfa']])

  const silent = await begin({ acr_values: strongest, prompt: 'none', max_age: '3600' })
  assert.ok(silent.stop.kind === 'application')
  assert.equal((await finish(silent.stop.location, silent.verifier, 3600))?.['acr'], strongest)
  poolhouse.clock.advance(minutes(5))
  pageOf((await begin({ acr_values: strongest, max_age: '60' })).stop, 'sign-in')
})
