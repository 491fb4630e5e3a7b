import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes } from '#src/contracts/duration.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { digestToken } from '#src/crypto/token-digest.ts'
import { answerOf, authorizeUrl, challengeOf, exchange, getCode, newVerifier } from './oidc-steps.ts'
import type { Change } from './oidc-steps.ts'
import { CALLBACK, openOidc } from './open-oidc.ts'
import type { OpenOidc } from './open-oidc.ts'
import { createTestBrowser } from './test-browser.ts'
import type { TestBrowser, Visit } from './test-browser.ts'

/** Changes nothing, but is not among the parameters of plain requests: oidc-provider answers. */
const NOT_PLAIN = { display: 'page' }
const challenge = challengeOf(newVerifier())

/** Requests, plain and almost plain. */
const REQUESTS: Record<string, Change> = {
  'as little as possible': { scope: undefined, state: undefined },
  'all that is plain': {
    scope: 'email openid', nonce: 'n', code_challenge: challenge, code_challenge_method: 'S256', login_hint: 'ann', ui_locales: 'de', lang: 'de',
    response_mode: 'query', screen_hint: 'signup', identity_provider: 'COGNITO', idp_identifier: 'x',
  },
  'a state with everything in it': { state: ' %2B+&=#?/\\"\'<>é😀' },
  'no openid': { scope: 'email', nonce: 'n' },
  'the default address': { redirect_uri: undefined },
  'forgotten password': { screen_hint: 'forgot_password' },
  'a challenge without method': { code_challenge: challenge },
  'a plain challenge': { code_challenge: challenge, code_challenge_method: 'plain' },
  'a method without challenge': { code_challenge_method: 'S256' },
  'a short challenge': { code_challenge: 'short', code_challenge_method: 'S256' },
  'a scope too many': { scope: 'openid phone' },
  'another response type': { response_type: 'token' },
  'another response mode': { response_mode: 'fragment' },
  'another address': { redirect_uri: `${CALLBACK}/` },
  'prompt=consent': { prompt: 'consent' },
  'prompt=none': { prompt: 'none' },
}

const attributesOf = (cookie: string): string => cookie.split(/; */).slice(1).map((part) => part.toLowerCase()).sort().join('; ')

const minutesUntil = (_: string, date: string): string => `expires=${Math.max(0, Math.round((Date.parse(date) - Date.now()) / 60_000))}`

/** An answer with what differs each time taken out: ids, codes, and the parameter that made it not plain. */
function shapeOf({ status, location, headers }: Visit): object {
  const url = new URL(location ?? 'none:')
  const r = url.searchParams.get('r')
  const asked = new URLSearchParams(r === null ? '' : Buffer.from(r.split('.')[0] ?? '', 'base64url').toString())
  asked.delete('display')
  asked.sort()
  const uid = url.searchParams.get('uid') ?? /authorize\/([\w-]+)/.exec(headers.getSetCookie().join())?.[1] ?? ' '
  for (const name of ['uid', 'r']) if (url.searchParams.has(name)) url.searchParams.set(name, name)
  return {
    status, location: url.href.replace(/([?#]code=)[\w-]+/, '$1code'), asked: asked.toString(), cache: headers.get('cache-control'),
    cookies: headers.getSetCookie().map((cookie) => `${cookie.split('=')[0]} ${attributesOf(cookie).replaceAll(uid.toLowerCase(), 'uid').replace(/expires=([^;]+)/, minutesUntil)}`).sort(),
  }
}

/** What is stored of a model, with random ids and times taken out. */
async function storedShape(oidc: OpenOidc, model: string, id: string): Promise<object> {
  const found = await oidc.stores.models.find({ poolId: oidc.pool.id, model, idDigest: digestToken(id) })
  const { cid, uid, sessionUid, iat, exp, browser, returnTo, authorizations, params, loginTs, authTime, ...rest } = found?.payload ?? assert.fail(`no ${model}`)
  const { display: _display, ...asked } = (params ?? {}) as Record<string, unknown>
  const ofClients = Object.values((authorizations ?? {}) as Record<string, { sid: string }>).map(({ sid, ...client }) => ({ ...client, sid: typeof sid }))
  const lifetime = Math.round((Number(exp) - Number(iat)) / 60)
  return {
    ...rest, asked, ofClients, times: [typeof loginTs, typeof authTime], random: [cid, uid, sessionUid, browser].map((value) => (typeof value === 'string' ? value.length : value)), lifetime,
    returnTo: typeof returnTo === 'string' ? returnTo.replace(/[\w-]+$/, 'uid') : undefined,
  }
}

const cookieOf = (browser: TestBrowser, name: string): string => [...browser.cookies.values()].find((cookie) => cookie.name.endsWith(`.${name}`))?.value ?? assert.fail(`no cookie ${name}`)
/** Koa names the type of every answer. */
const isPlain = ({ headers }: Visit): boolean => headers.get('content-type') === null
const plainly = (oidc: OpenOidc): boolean => oidc.instances.every(({ wire }) => wire.providers.size() === 0)

test('plain requests are answered as oidc-provider answers them: the page, then the code, then with the session', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ DefaultRedirectURI: CALLBACK })
  for (const [about, change] of Object.entries(REQUESTS)) {
    const answers: object[][] = []
    for (const more of [{}, NOT_PLAIN]) {
      const browser = createTestBrowser()
      const asked = await browser.get(authorizeUrl(oidc, app, { ...change, ...more }))
      const steps = [shapeOf(asked)]
      if (asked.location?.includes('uid=')) {
        steps.push(await storedShape(oidc, 'Interaction', new URL(asked.location).searchParams.get('uid') ?? ''))
        const resumed = await browser.get(await oidc.signIn(browser, asked.location))
        steps.push(shapeOf(resumed), await storedShape(oidc, 'AuthorizationCode', answerOf(resumed).get('code') ?? ''), await storedShape(oidc, 'Session', cookieOf(browser, 'session')))
        const again = await browser.get(authorizeUrl(oidc, app, { ...change, ...more }))
        steps.push(shapeOf(again), await storedShape(oidc, 'AuthorizationCode', answerOf(again).get('code') ?? ''))
      }
      answers.push(steps)
    }
    assert.deepEqual(answers[0], answers[1], about)
  }
})

test('plain requests need no oidc-provider, from the first page to a second client', async (t) => {
  const oidc = await openOidc(t)
  const [app, other] = [await oidc.addClient({}), await oidc.addClient({})]
  const browser = createTestBrowser()
  const verifier = newVerifier()
  const code = await getCode(oidc, app, { code_challenge: challengeOf(verifier), code_challenge_method: 'S256', nonce: 'n' }, { browser })
  assert.equal((await exchange(oidc, app, code, { code_verifier: verifier })).status, 200)
  assert.equal((await exchange(oidc, other, await getCode(oidc, other, {}, { browser }))).status, 200)
  assert.ok(plainly(oidc))
  await browser.get(authorizeUrl(oidc, app, NOT_PLAIN))
  assert.ok(!plainly(oidc))
})

test('what one begins the other resumes, and sessions serve both', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ GenerateSecret: true })
  const withOptions = (client: AppClient, Poolhouse: AppClient['settings']['Poolhouse']) => oidc.stores.appClients.updateClient({ ...client, settings: { ...client.settings, Poolhouse } })
  const before = app.settings.Poolhouse
  const [browser, elsewhere] = [createTestBrowser(), createTestBrowser()]
  const begunPlainly = await browser.get(authorizeUrl(oidc, app))
  assert.ok(isPlain(begunPlainly))
  const changed = await withOptions(app, { ...before, dpopBoundAccessTokens: true })
  const resumed = await browser.get(await oidc.signIn(browser, begunPlainly.location ?? ''))
  assert.ok(!isPlain(resumed), 'oidc-provider has resumed it')
  const begunByProvider = await elsewhere.get(authorizeUrl(oidc, app))
  assert.ok(!isPlain(begunByProvider))
  await withOptions(changed, before)
  const answered = await elsewhere.get(await oidc.signIn(elsewhere, begunByProvider.location ?? ''))
  assert.ok(isPlain(answered))
  for (const visit of [resumed, answered]) assert.equal((await exchange(oidc, app, answerOf(visit).get('code') ?? '')).status, 200)
  for (const signedIn of [browser, elsewhere]) for (const more of [{}, NOT_PLAIN]) assert.ok(answerOf(await signedIn.get(authorizeUrl(oidc, app, more))).has('code'))
})

test('clients that push, sign or bind their requests are never plain', async (t) => {
  const oidc = await openOidc(t)
  assert.ok(isPlain(await createTestBrowser().get(authorizeUrl(oidc, await oidc.addClient({})))))
  for (const option of [{ requirePushedAuthorizationRequests: true }, { dpopBoundAccessTokens: true }, { requestObjectSigningAlg: 'ES256' as const }]) {
    const visit = await createTestBrowser().get(authorizeUrl(oidc, await oidc.addClient({ Poolhouse: option })))
    assert.ok(!isPlain(visit), JSON.stringify(option))
  }
})

test('a session that is over, of a stranger or too old for the client brings no code', async (t) => {
  const oidc = await openOidc(t)
  const [app, impatient] = [await oidc.addClient({}), await oidc.addClient({ Poolhouse: { sessionMinutes: 5 } })]
  const stale = createTestBrowser(undefined, { cookie: `${oidc.pool.id}.session=made-up` })
  const asked = await stale.get(authorizeUrl(oidc, app))
  assert.match(asked.location ?? '', /\/login\?uid=/)
  assert.ok(!asked.headers.getSetCookie().some((cookie) => cookie.startsWith(`${oidc.pool.id}.session`)), 'nobody chooses the id of a session')
  const browser = createTestBrowser()
  await getCode(oidc, app, {}, { browser })
  oidc.clock.advance(minutes(6))
  assert.match((await browser.get(authorizeUrl(oidc, impatient))).location ?? '', /\/login\?uid=/)
  assert.match((await browser.get(authorizeUrl(oidc, app))).location ?? '', /code=/)
  oidc.clock.advance(minutes(55))
  assert.match((await browser.get(authorizeUrl(oidc, app))).location ?? '', /\/login\?uid=/)
})

test('of 20 calls that resume at once exactly one gets the code and the session, on whatever instance', async (t) => {
  const oidc = await openOidc(t, { instances: 2 })
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  const asked = await browser.get(authorizeUrl(oidc, app))
  const resume = await oidc.signIn(browser, asked.location ?? '')
  const [here = '', there = ''] = oidc.instances.map(({ url }) => resume.replace(oidc.instances[0]?.url ?? '', url))
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => createTestBrowser(browser).get(index % 2 ? here : there)))
  assert.equal(answers.filter(({ location }) => location?.includes('code=')).length, 1)
  for (const { location, headers } of answers) {
    const carries = headers.getSetCookie().some((cookie) => /\.session=[\w-]/.test(cookie))
    if (!location?.includes('code=')) assert.ok(!carries && location?.startsWith(`${oidc.base}/oauth2/authorize?`), `the others begin again: ${location}`)
  }
})

test('a pending request is resumed on an instance that knew nothing of it', async (t) => {
  const oidc = await openOidc(t, { instances: 2 })
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  const asked = await browser.get(authorizeUrl(oidc, app))
  const resume = await oidc.signIn(browser, asked.location ?? '')
  const code = answerOf(await browser.get(resume.replace(oidc.instances[0]?.url ?? '', oidc.instances[1]?.url ?? ''))).get('code')
  assert.ok(code)
  assert.ok(plainly(oidc))
  assert.equal((await exchange(oidc, app, code)).status, 200, 'and its code redeemed on the first')
})

test('neither another browser, nor a planted cookie, nor an hour later resumes a request', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  const asked = await browser.get(authorizeUrl(oidc, app))
  const resume = await oidc.signIn(browser, asked.location ?? '')
  const uid = cookieOf(browser, 'resume')
  const planted = { cookie: `${oidc.pool.id}.resume=${uid}` }
  const strangers: TestBrowser[] = [createTestBrowser(), createTestBrowser(undefined, planted), createTestBrowser(undefined, { cookie: `${planted.cookie}; ${oidc.pool.id}.browser=made-up` })]
  for (const stranger of strangers) {
    const { location, headers } = await stranger.get(resume)
    assert.doesNotMatch(location ?? '', /code=/)
    assert.ok(!headers.getSetCookie().some((cookie) => /\.session=[\w-]/.test(cookie)))
  }
  oidc.clock.advance(minutes(61))
  const late = await browser.get(resume)
  assert.match(late.location ?? '', /\/oauth2\/authorize\?/, 'the request begins again')
  assert.ok(!late.headers.getSetCookie().some((cookie) => /\.session=[\w-]/.test(cookie)))
})

test('signing in again keeps the session but for its id, and a second code of one request is never made', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  const tabs = [await browser.get(authorizeUrl(oidc, app)), await browser.get(authorizeUrl(oidc, app))]
  const sessions: { id: string; uid: unknown }[] = []
  for (const tab of tabs) {
    const resume = await oidc.signIn(browser, tab.location ?? '')
    const thief = createTestBrowser(browser)
    assert.ok(answerOf(await browser.get(resume)).has('code'))
    assert.doesNotMatch((await thief.get(resume)).location ?? '', /code=/)
    const id = cookieOf(browser, 'session')
    sessions.push({ id, uid: (await oidc.stores.models.find({ poolId: oidc.pool.id, model: 'Session', idDigest: digestToken(id) }))?.payload.uid })
  }
  assert.notEqual(sessions[0]?.id, sessions[1]?.id)
  assert.equal(sessions[0]?.uid, sessions[1]?.uid)
  assert.equal(await oidc.stores.models.find({ poolId: oidc.pool.id, model: 'Session', idDigest: digestToken(sessions[0]?.id ?? '') }), null)
})
