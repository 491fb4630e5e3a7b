import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes } from '#src/contracts/duration.ts'
import { answerOf, authorizeUrl, getCode, logIn } from './oidc-steps.ts'
import { openOidc } from './open-oidc.ts'
import { createTestBrowser } from './test-browser.ts'

test('OA-39: a sign-in finished in another browser through a copied link signs the first one in nowhere', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const [mine, other] = [createTestBrowser(), createTestBrowser()]
  const asked = await mine.get(authorizeUrl(oidc, app))
  const opened = await other.get(asked.location ?? '')
  assert.match(opened.location ?? '', /\/oauth2\/authorize\?/, 'the link begins the request again in that browser')
  const posted = await other.post(asked.location ?? '', { authentication: JSON.stringify({ poolId: oidc.pool.id, clientId: app.id, userId: oidc.user.id, username: 'x', authTime: new Date(), amr: [], acr: null, eventId: 'e', deviceKey: null, tokenSource: 'HostedAuth' }) })
  assert.equal(posted.status, 410)
  assert.equal(answerOf(await mine.get(authorizeUrl(oidc, app, { prompt: 'none' }))).get('error'), 'login_required')
})

test('OA-40: cookies held before the sign-in are worth nothing after it', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  const asked = await browser.get(authorizeUrl(oidc, app))
  const before = createTestBrowser(browser)
  const resume = await oidc.signIn(browser, asked.location ?? '')
  await browser.get(resume)
  assert.equal(answerOf(await before.get(authorizeUrl(oidc, app, { prompt: 'none' }))).get('error'), 'login_required')
  assert.doesNotMatch((await before.get(resume)).location ?? '', /code=/, 'the way back is walked once')
  const second = createTestBrowser(browser)
  const again = await browser.get(authorizeUrl(oidc, app, { prompt: 'login' }))
  await browser.get(await oidc.signIn(browser, again.location ?? ''))
  assert.equal(answerOf(await second.get(authorizeUrl(oidc, app, { prompt: 'none' }))).get('error'), 'login_required', 'signing in again renews the session id')
})

test('several tabs sign in side by side', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  const tabs = [await browser.get(authorizeUrl(oidc, app, { state: 'one' })), await browser.get(authorizeUrl(oidc, app, { state: 'two' }))]
  for (const [i, tab] of tabs.entries()) {
    const answer = answerOf(await browser.get(await oidc.signIn(browser, tab.location ?? '')))
    assert.deepEqual([answer.get('state'), answer.has('code')], [['one', 'two'][i], true])
  }
})

test('a page that was open for too long begins its request again, and loses nothing of it', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  const asked = await browser.get(authorizeUrl(oidc, app, { state: 'kept', scope: 'openid email' }))
  oidc.clock.advance(minutes(61))
  const stale = await browser.get(asked.location ?? '')
  const again = await browser.get(stale.location ?? '')
  const answer = answerOf(await browser.get(await oidc.signIn(browser, again.location ?? '')))
  assert.deepEqual([answer.get('state'), answer.has('code')], ['kept', true])
  const url = new URL(asked.location ?? '')
  url.searchParams.set('r', `${url.searchParams.get('r')}x`)
  assert.equal((await browser.get(url.href)).status, 400, 'only what we signed is begun again')
})

test('two answers to one request bring one code', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  const asked = await browser.get(authorizeUrl(oidc, app))
  const resume = await oidc.signIn(browser, asked.location ?? '')
  const answers = await Promise.all([createTestBrowser(browser).get(resume), createTestBrowser(browser).get(resume)])
  assert.equal(answers.filter(({ location }) => location?.includes('code=')).length, 1)
})

test('any instance answers any step', async (t) => {
  const oidc = await openOidc(t, { instances: 2 })
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  const on = (instance: number, url: string): string => url.replace(oidc.instances[0]?.url ?? '', oidc.instances[instance]?.url ?? '')
  const asked = await browser.get(authorizeUrl(oidc, app))
  await browser.get(on(1, asked.location ?? ''))
  const resume = await oidc.signIn(browser, on(1, asked.location ?? ''))
  const answered = await browser.get(resume)
  assert.ok(answerOf(answered).has('code'), 'begun here, answered there, resumed here')
})

test('a session ends with its user', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const user = await oidc.addUser()
  const browser = createTestBrowser()
  await getCode(oidc, app, {}, { browser, user })
  await oidc.stores.users.updateUser({ ...user, enabled: false })
  assert.match((await browser.get(authorizeUrl(oidc, app))).location ?? '', /\/login\?/)
})

test('cookies carry the pool, and are for this host, path and no script', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  const asked = await browser.get(authorizeUrl(oidc, app))
  const resumed = await browser.get(await oidc.signIn(browser, asked.location ?? ''))
  for (const header of [...asked.headers.getSetCookie(), ...resumed.headers.getSetCookie()]) {
    assert.ok(header.startsWith(`${oidc.pool.id}.`), header)
    assert.match(header, /httponly/i)
    assert.match(header, /samesite=lax/i)
    assert.doesNotMatch(header, /domain=/i)
  }
})

const signedOut = (oidc: Awaited<ReturnType<typeof openOidc>>, app: Awaited<ReturnType<typeof oidc.addClient>>, browser: ReturnType<typeof createTestBrowser>) =>
  browser.get(authorizeUrl(oidc, app, { prompt: 'none' })).then((visit) => answerOf(visit).get('error') === 'login_required')

test('OA-30: logout sends nobody to an address that is not registered, whatever the parameter is called', async (t) => {
  const oidc = await openOidc(t)
  const registered = 'https://app.example.com/bye'
  const app = await oidc.addClient({ LogoutURLs: [registered] })
  const browser = createTestBrowser()
  await getCode(oidc, app, {}, { browser })
  const { id_token: hint } = await logIn(oidc, app)
  const shapes = [
    'https://evil.example/bye', `${registered}/`, `${registered}?x=1`, `${registered}#x`, 'https://app.example.com@evil.example/bye', '//evil.example', 'javascript:alert(1)', 'HTTPS://APP.EXAMPLE.COM/bye',
  ]
  for (const uri of shapes) {
    for (const query of [{ client_id: app.id, logout_uri: uri }, { client_id: app.id, redirect_uri: uri, response_type: 'code' }, { client_id: app.id, post_logout_redirect_uri: uri }, { id_token_hint: hint ?? '', post_logout_redirect_uri: uri }]) {
      const visit = await browser.get(`${oidc.base}/logout?${new URLSearchParams(query)}`)
      assert.deepEqual([visit.status, visit.location], [400, null], JSON.stringify(query))
    }
  }
  for (const query of [{}, { client_id: app.id }, { client_id: 'nobody', logout_uri: registered }, { logout_uri: registered }, { client_id: app.id, redirect_uri: 'https://app.example.com/callback' }]) {
    assert.equal((await browser.get(`${oidc.base}/logout?${new URLSearchParams(query as Record<string, string>)}`)).status, 400, JSON.stringify(query))
  }
  assert.equal(await signedOut(oidc, app, browser), false, 'a refused logout signs nobody out')
})

test('OA-31: both forms of logout end the session, also for copied cookies', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ LogoutURLs: ['https://app.example.com/bye'] })
  const ways: [Record<string, string>, RegExp][] = [
    [{ client_id: app.id, logout_uri: 'https://app.example.com/bye', state: 'ignored', redirect_uri: 'https://evil.example' }, /^https:\/\/app\.example\.com\/bye$/],
    [{ client_id: app.id, redirect_uri: 'https://app.example.com/callback', response_type: 'code', state: 'x' }, /\/login\?.*scope=openid\+email\+profile.*state=x/],
  ]
  for (const [query, target] of ways) {
    const browser = createTestBrowser()
    await getCode(oidc, app, {}, { browser })
    const copied = createTestBrowser(browser)
    const visit = await browser.get(`${oidc.base}/logout?${new URLSearchParams(query)}`)
    assert.equal(visit.status, 302)
    assert.match(visit.location ?? '', target)
    assert.equal(await signedOut(oidc, app, browser), true)
    assert.equal(await signedOut(oidc, app, copied), true)
  }
})

test('RP-initiated logout: hint, address and state, by GET and POST; forged hints are refused', async (t) => {
  const oidc = await openOidc(t)
  const registered = 'https://app.example.com/bye?from=pool'
  const app = await oidc.addClient({ LogoutURLs: [registered] })
  const other = await oidc.addClient({})
  const browser = createTestBrowser()
  await getCode(oidc, app, {}, { browser })
  const { id_token: hint = '' } = await logIn(oidc, app)
  const [head, body] = hint.split('.')
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`
  for (const forged of [none, `${head}.${body}.AAAA`, 'junk']) {
    assert.equal((await browser.get(`${oidc.base}/logout?${new URLSearchParams({ id_token_hint: forged, post_logout_redirect_uri: registered })}`)).status, 400)
  }
  assert.equal((await browser.get(`${oidc.base}/logout?${new URLSearchParams({ id_token_hint: hint, client_id: other.id })}`)).status, 400)
  assert.equal(await signedOut(oidc, app, browser), false)
  oidc.clock.advance(minutes(61)) // an expired hint is a hint
  const visit = await browser.post(`${oidc.base}/logout`, { id_token_hint: hint, post_logout_redirect_uri: registered, state: 'a b' })
  assert.deepEqual([visit.status, visit.location], [303, `${registered}&state=a+b`])
  assert.equal((await browser.get(`${oidc.base}/logout?${new URLSearchParams({ id_token_hint: hint })}`)).status, 200)
})
