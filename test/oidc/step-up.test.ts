import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes } from '#src/contracts/duration.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { digestToken } from '#src/crypto/token-digest.ts'
import type { Authentication } from '#src/domain/sign-in/challenge.ts'
import type { UserPoolSettings } from '#src/domain/user-pools/user-pool-settings.ts'
import { answerOf, authorizeUrl, payloadOf, exchange, postForm, refresh } from './oidc-steps.ts'
import type { Change } from './oidc-steps.ts'
import { openOidc } from './open-oidc.ts'
import type { OpenOidc } from './open-oidc.ts'
import { createTestBrowser } from './test-browser.ts'
import type { TestBrowser } from './test-browser.ts'

const L1 = 'urn:cognito:loa:1'
const L3 = 'urn:cognito:loa:3'
const L4 = 'urn:cognito:loa:4'

/** A browser that is signed in by these methods. */
async function signedIn(oidc: OpenOidc, app: AppClient, change: Partial<Authentication> = {}): Promise<TestBrowser> {
  const browser = createTestBrowser()
  const asked = await browser.get(authorizeUrl(oidc, app))
  assert.ok(answerOf(await browser.get(await oidc.signIn(browser, asked.location ?? '', undefined, change))).has('code'))
  return browser
}

/** Where a request leads: a code, the error it is answered by, or why the person is asked. */
async function leads(oidc: OpenOidc, app: AppClient, browser: TestBrowser, change: Change): Promise<string> {
  const { location } = await browser.get(authorizeUrl(oidc, app, change))
  if (location?.includes('/login?')) return `asked: ${(await pendingAt(browser, location)).reasons.join(' ')}`
  const answer = new URL(location ?? 'none:').searchParams
  return answer.get('error') ?? (answer.has('code') ? 'code' : String(location))
}

const pendingAt = async (browser: TestBrowser, location: string): Promise<{ reasons: string[]; rememberedAccount: object | null }> =>
  (JSON.parse((await browser.get(location)).text) as { pending: { reasons: string[]; rememberedAccount: object | null } }).pending

const PWD = { amr: ['pwd'] } satisfies Partial<Authentication>
const TOTP = { amr: ['pwd', 'otp', 'mfa'] } satisfies Partial<Authentication>

/** What was proven, what is asked for, and where that leads. */
const TABLE: readonly (readonly [Partial<Authentication>, Change, string])[] = [
  [PWD, { acr_values: L1 }, 'code'],
  [PWD, { acr_values: L4 }, 'asked: level_too_low'],
  [PWD, { acr_values: `${L4} ${L1}` }, 'asked: level_too_low'],
  [PWD, { acr_values: `${L1} ${L4}` }, 'code'],
  [PWD, { acr_values: 'urn:example:gold 0' }, 'code'],
  [PWD, { acr_values: `urn:example:gold ${L4}` }, 'asked: level_too_low'],
  [PWD, { acr_values: L4, prompt: 'none' }, 'login_required'],
  [PWD, { acr_values: `${L4} ${L1}`, prompt: 'none' }, 'code'],
  [PWD, { acr_values: L4, scope: 'email' }, 'code'],
  [PWD, { acr_values: L1, max_age: '3600' }, 'code'],
  [{ amr: ['email_otp'] }, { acr_values: L3 }, 'asked: level_too_low'],
  [{ amr: [] }, { acr_values: L1 }, 'asked: level_too_low'],
  [TOTP, { acr_values: L4 }, 'code'],
  [TOTP, { acr_values: L1 }, 'code'],
  [TOTP, { acr_values: L4, prompt: 'none' }, 'code'],
  [TOTP, { acr_values: L4, prompt: 'login' }, 'asked: login_prompt'],
  [TOTP, { acr_values: L4, max_age: '0' }, 'asked: login_prompt'],
]

test('a session serves the levels that it reached, and a request for more asks the person', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  for (const [proven, change, expected] of TABLE) {
    const browser = await signedIn(oidc, app, proven)
    assert.equal(await leads(oidc, app, browser, change), expected, JSON.stringify([proven, change]))
  }
})

test('who is asked for a level only may go on as who they are; who is asked for a fresh sign-in may not', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = await signedIn(oidc, app)
  oidc.clock.advance(minutes(5))
  const remembered = async (change: Change) => (await pendingAt(browser, (await browser.get(authorizeUrl(oidc, app, change))).location ?? '')).rememberedAccount
  assert.deepEqual(await remembered({ acr_values: L4 }), { userId: oidc.user.id })
  assert.equal(await remembered({ acr_values: L4, max_age: '60' }), null)
  assert.equal(await remembered({ acr_values: L4, prompt: 'login' }), null)
  // Going on without proving more asks again, and gives nothing.
  const asked = await browser.get(authorizeUrl(oidc, app, { acr_values: L4 }))
  const resumed = await browser.post(asked.location ?? '', {})
  assert.match((await browser.get(resumed.location ?? '')).location ?? '', /\/login\?uid=/)
})

test('a sign-in that goes on from the session raises it, keeps its age, and is told in both tokens and after every refresh', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = await signedIn(oidc, app)
  const before = await sessionOf(oidc, browser)
  oidc.clock.advance(minutes(5))
  const asked = await browser.get(authorizeUrl(oidc, app, { acr_values: L4 }))
  const raised: Partial<Authentication> = { ...TOTP, acr: L4, authTime: new Date(before.loginTs * 1000), continuedSession: before.uid }
  const code = answerOf(await browser.get(await oidc.signIn(browser, asked.location ?? '', undefined, raised))).get('code') ?? ''
  const { body } = await exchange(oidc, app, code)
  const refreshed = (await refresh(oidc, app, body.refresh_token)).body
  for (const token of [body.access_token, body.id_token, refreshed.access_token, refreshed.id_token]) {
    const { acr, amr, auth_time: authTime } = payloadOf(token)
    assert.deepEqual([acr, amr, authTime], [L4, TOTP.amr, Math.floor(before.loginTs)])
  }
  const after = await sessionOf(oidc, browser)
  assert.deepEqual([after.uid, after.amr, after.loginTs], [before.uid, TOTP.amr, before.loginTs])
  assert.equal(await leads(oidc, app, browser, { acr_values: L4 }), 'code')
  const other = await oidc.addClient({})
  assert.equal(await leads(oidc, other, browser, {}), 'code')
})

test('proofs of a session that has ended, is another one or another person’s, or is too old by now, are worth nothing', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ LogoutURLs: ['https://app.example.com/out'] })
  const bob = await oidc.addUser({ username: 'bob' })
  const cases: Record<string, (browser: TestBrowser) => Promise<Partial<Authentication>>> = {
    'signed out meanwhile': async (browser) => {
      await browser.get(`${oidc.base}/logout?${new URLSearchParams({ client_id: app.id, logout_uri: 'https://app.example.com/out' })}`)
      return {}
    },
    'another session': () => Promise.resolve({ continuedSession: 'another' }),
    'another person': () => Promise.resolve({ userId: bob.id }),
    'too old by now': () => {
      oidc.clock.advance(minutes(2))
      return Promise.resolve({})
    },
  }
  for (const [about, meanwhile] of Object.entries(cases)) {
    const browser = await signedIn(oidc, app)
    const { uid, loginTs } = await sessionOf(oidc, browser)
    const asked = await browser.get(authorizeUrl(oidc, app, { acr_values: L4, max_age: '60' }))
    const raised = { ...TOTP, authTime: new Date(loginTs * 1000), continuedSession: uid, ...(await meanwhile(browser)) }
    await assert.rejects(oidc.signIn(browser, asked.location ?? '', undefined, raised), /410/, about)
  }
})

test('somebody who can reach none of the levels goes back to the application', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = await signedIn(oidc, app)
  const asked = await browser.get(authorizeUrl(oidc, app, { acr_values: L4 }))
  const refused = await browser.post(asked.location ?? '', { action: 'refuse-level' })
  const answer = answerOf(await browser.get(refused.location ?? ''))
  assert.deepEqual([answer.get('error'), answer.get('state'), answer.has('code')], ['unmet_authentication_requirements', 's', false])
  assert.equal(await leads(oidc, app, browser, {}), 'code', 'and stays signed in')
})

test('pushed requests ask for levels as well, and so does every response type', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ GenerateSecret: true, AllowedOAuthFlows: ['code', 'implicit'] })
  const browser = await signedIn(oidc, app)
  const pushed = await postForm(`${oidc.base}/oauth2/par`, {
    client_id: app.id, client_secret: app.secrets[0]?.value, response_type: 'code', redirect_uri: 'https://app.example.com/callback', scope: 'openid', acr_values: L4,
  })
  const { request_uri: requestUri } = pushed.body as { request_uri?: string }
  const { location } = await browser.get(`${oidc.base}/oauth2/authorize?${new URLSearchParams({ client_id: app.id, request_uri: requestUri ?? '' })}`)
  assert.deepEqual((await pendingAt(browser, location ?? '')).reasons, ['level_too_low'])
  assert.equal(await leads(oidc, app, browser, { response_type: 'token', acr_values: L4 }), 'asked: level_too_low')
  const implicit = answerOf(await browser.get(authorizeUrl(oidc, app, { response_type: 'token', acr_values: L1 })))
  assert.equal(payloadOf(implicit.get('access_token') ?? undefined)['acr'], L1)
})

test('levels have the names of the pool of now: in discovery, in requests, and in tokens of older sessions', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const supported = async () => ((await (await fetch(`${oidc.base}/.well-known/openid-configuration`)).json()) as { acr_values_supported?: string[] }).acr_values_supported
  assert.deepEqual(await supported(), [1, 2, 3, 4].map((level) => `urn:cognito:loa:${level}`))
  const browser = await signedIn(oidc, app)
  const change = async (settings: Partial<UserPoolSettings>) => {
    const pool = await oidc.stores.userPools.findPool(oidc.pool.id) ?? assert.fail()
    await oidc.stores.userPools.updatePool({ ...pool, settings: { ...pool.settings, ...settings } })
  }
  await change({ AcrConfiguration: { Level1: { AcrValue: 'urn:example:low' } } })
  assert.equal((await supported())?.[0], 'urn:example:low')
  assert.equal(await leads(oidc, app, browser, { acr_values: 'urn:example:low' }), 'code')
  const { body } = await exchange(oidc, app, answerOf(await browser.get(authorizeUrl(oidc, app))).get('code') ?? '')
  assert.equal(payloadOf(body.id_token)['acr'], 'urn:example:low')
  await change({ UserPoolTier: 'LITE' })
  assert.equal(await supported(), undefined)
  assert.equal(await leads(oidc, app, browser, { acr_values: L4 }), 'code', 'the cheapest tier ignores what it does not know')
})

test('a session of before the pool demanded a second factor is none any more, on any path and for any client', async (t) => {
  const oidc = await openOidc(t)
  const [app, other] = [await oidc.addClient({}), await oidc.addClient({})]
  const [weak, strong] = [await signedIn(oidc, app), await signedIn(oidc, app, TOTP)]
  oidc.clock.advance(minutes(1))
  const pool = await oidc.stores.userPools.findPool(oidc.pool.id) ?? assert.fail()
  await oidc.stores.userPools.updatePool({ ...pool, updatedAt: oidc.clock.now(), settings: { ...pool.settings, MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true } } })
  for (const client of [app, other]) {
    for (const change of [{}, { display: 'page' }]) {
      assert.equal(await leads(oidc, client, weak, change), 'asked: second_factor_missing')
      assert.equal(await leads(oidc, client, strong, change), 'code')
    }
    assert.equal(await leads(oidc, client, weak, { prompt: 'none' }), 'login_required')
  }
  const { location } = await weak.get(authorizeUrl(oidc, app, { prompt: 'select_account' }))
  const chosen = await weak.post(location ?? '', {})
  assert.match((await weak.get(chosen.location ?? '')).location ?? '', /\/login\?uid=/, 'choosing the account is not signing in')
  // By a remembered device: no second factor is in its proofs, and the sign-in let it in all the same.
  const asked = await weak.get(authorizeUrl(oidc, app))
  await weak.get(await oidc.signIn(weak, asked.location ?? ''))
  assert.equal(await leads(oidc, other, weak, {}), 'code')
})

test('signing in again keeps the session of the same person, and begins another one for anybody else', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const bob = await oidc.addUser({ username: 'bob' })
  const ways: readonly Change[] = [{ prompt: 'login' }, { max_age: '60' }, { max_age: '0' }]
  for (const change of ways) {
    const browser = await signedIn(oidc, app, TOTP)
    const before = await sessionOf(oidc, browser)
    oidc.clock.advance(minutes(5))
    const again = await browser.get(authorizeUrl(oidc, app, change))
    await browser.get(await oidc.signIn(browser, again.location ?? ''))
    const same = await sessionOf(oidc, browser)
    assert.deepEqual([same.uid, same.accountId, same.amr], [before.uid, oidc.user.id, ['pwd']], 'what was proven now counts, not what was proven before')
    assert.ok(same.loginTs > before.loginTs)
    assert.notEqual(same.cookie, before.cookie)

    const stolen = createTestBrowser(browser)
    oidc.clock.advance(minutes(5))
    const third = await browser.get(authorizeUrl(oidc, app, change))
    const code = answerOf(await browser.get(await oidc.signIn(browser, third.location ?? '', bob))).get('code')
    const others = await sessionOf(oidc, browser)
    assert.equal(others.accountId, bob.id)
    assert.notEqual(others.uid, same.uid, 'nothing that hangs on the first session is the second person’s')
    assert.equal(payloadOf((await exchange(oidc, app, code ?? '')).body.id_token)['sub'], bob.id)
    assert.match(await leads(oidc, app, stolen, {}), /^asked: no_session/, 'and the first session is over')
  }
})

type Session = { uid: string; accountId: string; amr: string[]; loginTs: number; cookie: string }

async function sessionOf(oidc: OpenOidc, browser: TestBrowser): Promise<Session> {
  const cookie = [...browser.cookies.values()].find(({ name }) => name.endsWith('.session'))?.value ?? assert.fail('no session')
  const found = await oidc.stores.models.findSession(oidc.pool.id, digestToken(cookie))
  return { ...(found?.payload as Omit<Session, 'cookie'>), cookie }
}
