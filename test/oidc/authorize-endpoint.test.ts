import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerOf, authorizeUrl, challengeOf, getCode, newVerifier } from './oidc-steps.ts'
import { CALLBACK, openOidc } from './open-oidc.ts'
import { createTestBrowser } from './test-browser.ts'
import type { Visit } from './test-browser.ts'

const pageOf = (visit: Visit) => JSON.parse(visit.text) as { page: string; code?: string; developer?: { parameter: string; sent?: string; registered: string[] } }

function assertErrorPage(visit: Visit, code: string, about: string): void {
  assert.equal(visit.status, 400, about)
  assert.equal(visit.location, null, about)
  assert.equal(pageOf(visit).code, code, about)
}

test('OA-03: an address that differs from the registered one in anything gets our error page', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ CallbackURLs: [CALLBACK, 'myapp://callback'] })
  const mutations = [
    'https://evil.example/callback', 'https://app.example.com@evil.example/callback', 'https://app.example.com@@evil.example/callback',
    'https://user@app.example.com/callback', 'https://app.example.com.evil.example/callback', 'https://app.example.com/callback/../x', 'https://app.example.com/x/../callback',
    'https://app.example.com/callback/..;/', 'https://app.example.com/%2e/callback', 'https://app.example.com/callback%2e', 'https://app.example.com/callback/', 'https://app.example.com//callback',
    'https://app.example.com/callback?x=1', 'https://app.example.com/callback#x', 'https://app.example.com:443/callback', 'https://app.example.com:8443/callback',
    'http://app.example.com/callback', 'HTTPS://app.example.com/callback', 'https://APP.example.com/callback', 'https://app.example.com./callback', 'https://app.example.com\\callback',
    'https:\\\\app.example.com\\callback', '//app.example.com/callback', '/callback', 'javascript:alert(1)', 'data:text/html,x', ' https://app.example.com/callback', 'https://app.example.com/callback ',
    'https://app.example.com/call\r\nback', 'https://app.example.com/callback\t', 'https://app.example.com/callback', 'https://app.example.com/Callback', 'myapp://callback/', 'MYAPP://callback',
  ].filter((uri) => uri !== CALLBACK)
  const browser = createTestBrowser()
  for (const uri of mutations) assertErrorPage(await browser.get(authorizeUrl(oidc, app, { redirect_uri: uri })), 'redirect_mismatch', uri)
  assertErrorPage(await browser.get(authorizeUrl(oidc, app, { redirect_uri: '' })), 'invalid_request', 'empty')
  assertErrorPage(await browser.get(authorizeUrl(oidc, app, { redirect_uri: undefined })), 'invalid_request', 'missing')
  const told = pageOf(await browser.get(authorizeUrl(oidc, app, { redirect_uri: `${CALLBACK}/` })))
  assert.deepEqual([told.developer?.sent, told.developer?.registered], [`${CALLBACK}/`, [CALLBACK, 'myapp://callback']])
  const own = await browser.get(authorizeUrl(oidc, app, { redirect_uri: 'myapp://callback' }))
  assert.match(own.location ?? '', /\/login\?/)
})

test('a client with DefaultRedirectURI may leave the address out', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ DefaultRedirectURI: CALLBACK })
  assert.ok(await getCode(oidc, app, { redirect_uri: undefined }))
})

test('OA-04, OA-37: repeated, oversized and malformed parameters are refused, unknown ones ignored', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  const url = authorizeUrl(oidc, app)
  for (const name of ['client_id', 'redirect_uri', 'state', 'scope', 'response_type', 'nonce', 'prompt']) {
    const value = new URL(url).searchParams.get(name) ?? 'x'
    for (const repeated of [`${url}&${name}=${value}&${name}=y`, `${oidc.base}/oauth2/authorize?${name}=y&${new URL(url).search.slice(1)}${name in { nonce: 1, prompt: 1 } ? `&${name}=z` : ''}`]) {
      assertErrorPage(await browser.get(repeated), 'invalid_request', repeated)
    }
  }
  assertErrorPage(await browser.get(`${url}&pad=${'x'.repeat(12 * 1024)}`), 'invalid_request', 'oversized')
  assertErrorPage(await browser.get(`${oidc.base}/oauth2/authorize?client_id[]=${app.id}`), 'invalid_request', 'client_id[]')
  assertErrorPage(await browser.get(`${url}&x=%ff`), 'invalid_request', 'bad UTF-8')
  assertErrorPage(await browser.get(`${url}&x=%00`), 'invalid_request', 'NUL')
  assert.match((await browser.get(`${url}&unknown=1`)).location ?? '', /\/login\?/)
})

test('OA-05, OA-06, OA-36: response types and modes', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  const errorFor = async (change: Record<string, string | undefined>) => answerOf(await browser.get(authorizeUrl(oidc, app, change))).get('error')
  assert.equal(await errorFor({ response_type: undefined }), 'invalid_request')
  assert.equal(await errorFor({ response_type: '' }), 'invalid_request')
  assert.equal(await errorFor({ response_type: 'magic' }), 'unsupported_response_type')
  assert.equal(await errorFor({ response_type: 'token' }), 'unauthorized_client')
  for (const type of ['id_token', 'code token', 'code id_token', 'id_token token', 'none']) assert.equal(await errorFor({ response_type: type }), 'unsupported_response_type', type)
  assert.equal(await errorFor({ response_mode: 'carrier_pigeon' }), 'unsupported_response_mode')
  const posted = await browser.get(authorizeUrl(oidc, app, { response_mode: 'form_post', response_type: 'magic', state: '"><script>alert(1)</script>' }))
  assert.equal(posted.status, 200)
  assert.doesNotMatch(posted.text, /<script>alert/)
  assert.match(posted.text, /name="state" value="&quot;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;"/)
  assert.match(posted.headers.get('content-security-policy') ?? '', /form-action https:\/\/app\.example\.com;/)
})

test('OA-07: an unknown client gets our page, whatever its name', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  for (const id of ['nobody', '<script>alert(1)</script>', "' OR 1=1 --", 'x'.repeat(5000)]) {
    assertErrorPage(await browser.get(authorizeUrl(oidc, app, { client_id: id })), 'unknown_client', id)
  }
})

test('OA-09: only S256 challenges of the right form pass, and a client may be made to send one', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const strict = await oidc.addClient({ Poolhouse: { pkceRequired: true } })
  const browser = createTestBrowser()
  const challenge = challengeOf(newVerifier())
  const bad = [
    { code_challenge: challenge, code_challenge_method: 'plain' }, { code_challenge: challenge }, { code_challenge: challenge, code_challenge_method: 's256' },
    { code_challenge: challenge, code_challenge_method: 'S512' }, { code_challenge: 'short', code_challenge_method: 'S256' }, { code_challenge_method: 'S256' },
    { code_challenge: `${challenge}${challenge}${challenge}${challenge}`, code_challenge_method: 'S256' }, { code_challenge: 'ü'.repeat(43), code_challenge_method: 'S256' },
  ]
  for (const change of bad) assert.equal(answerOf(await browser.get(authorizeUrl(oidc, app, change))).get('error'), 'invalid_request', JSON.stringify(change))
  assert.equal(answerOf(await browser.get(authorizeUrl(oidc, strict))).get('error'), 'invalid_request')
})

test('OA-16: state comes back byte for byte, with the issuer, and codes are long', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  const state = ' %2B+&=#?/\\"\'<>{}[]|~é€😀'
  const asked = await browser.get(authorizeUrl(oidc, app, { state }))
  const answered = await browser.get(await oidc.signIn(browser, asked.location ?? ''))
  const answer = answerOf(answered)
  assert.deepEqual([answer.get('state'), answer.get('iss')], [state, oidc.base])
  assert.ok((answer.get('code') ?? '').length * 6 >= 128)
  assert.ok(answered.location?.startsWith(`${CALLBACK}?`))
})

test('OA-34: scopes are all of the client when none are asked for, and never more', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ AllowedOAuthScopes: ['openid', 'email'] })
  const browser = createTestBrowser()
  for (const scope of ['openid profile', 'nonsense', 'openid aws.cognito.signin.user.admin', 'offline_access', 'openid "x"']) {
    const answer = answerOf(await browser.get(authorizeUrl(oidc, app, { scope })))
    assert.deepEqual([answer.get('error'), answer.get('state'), answer.get('iss')], ['invalid_scope', 's', oidc.base], scope)
  }
  const asked = await browser.get(authorizeUrl(oidc, app, { scope: undefined }))
  const shown = JSON.parse((await browser.get(asked.location ?? '')).text) as { pending: { params: { scope: string } } }
  assert.equal(shown.pending.params.scope, 'openid email')
})

test('OA-32: prompt and max_age', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  const errorFor = async (change: Record<string, string>) => answerOf(await browser.get(authorizeUrl(oidc, app, change))).get('error')
  assert.equal(await errorFor({ prompt: 'none' }), 'login_required')
  assert.equal(await errorFor({ prompt: 'none login' }), 'invalid_request')
  assert.equal(await errorFor({ prompt: 'dance' }), 'invalid_request')
  assert.equal(await errorFor({ max_age: '-1' }), 'invalid_request')
  assert.equal(await errorFor({ max_age: 'x' }), 'invalid_request')
  const asked = await browser.get(authorizeUrl(oidc, app))
  await browser.get(await oidc.signIn(browser, asked.location ?? '', oidc.user, { authTime: new Date(oidc.clock.now().getTime() - 30_000) }))
  const goes = async (change: Record<string, string>) => (await browser.get(authorizeUrl(oidc, app, change))).location ?? ''
  assert.match(await goes({ prompt: 'none' }), /callback\?code=/)
  assert.match(await goes({}), /callback\?code=/)
  assert.match(await goes({ prompt: 'consent' }), /callback\?code=/)
  assert.match(await goes({ max_age: '10000' }), /callback\?code=/)
  assert.match(await goes({ max_age: '1' }), /\/login\?uid=/)
  assert.match(await goes({ prompt: 'login' }), /\/login\?uid=/)
  assert.match(await goes({ prompt: 'create' }), /\/signup\?uid=/)
  assert.equal(await errorFor({ max_age: '1', prompt: 'none' }), 'login_required')
})

test('prompt=select_account offers the remembered account, and going on as it costs no new sign-in', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  await getCode(oidc, app, {}, { browser })
  const asked = await browser.get(authorizeUrl(oidc, app, { prompt: 'select_account' }))
  const shown = JSON.parse((await browser.get(asked.location ?? '')).text) as { pending: { prompt: string; rememberedAccount: { userId: string } } }
  assert.deepEqual([shown.pending.prompt, shown.pending.rememberedAccount], ['select_account', { userId: oidc.user.id }])
  const resumed = await browser.get((await browser.post(asked.location ?? '', { action: 'continue' })).location ?? '')
  assert.match(resumed.location ?? '', /callback\?code=/)
})

test('prompt=login never goes on as the remembered account without signing in', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  await getCode(oidc, app, {}, { browser })
  const asked = await browser.get(authorizeUrl(oidc, app, { prompt: 'login' }))
  assert.equal((await browser.post(asked.location ?? '', { action: 'continue' })).status, 410)
})

test('another user may sign in over a session: the first is signed out without a question', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const other = await oidc.addUser()
  const browser = createTestBrowser()
  await getCode(oidc, app, {}, { browser })
  const stolen = createTestBrowser(browser)
  const asked = await browser.get(authorizeUrl(oidc, app, { prompt: 'login' }))
  const answered = await browser.get(await oidc.signIn(browser, asked.location ?? '', other))
  assert.match(answered.location ?? '', /callback\?code=/)
  assert.match((await browser.get(authorizeUrl(oidc, app, { prompt: 'none' }))).location ?? '', /callback\?code=/)
  assert.equal(answerOf(await stolen.get(authorizeUrl(oidc, app, { prompt: 'none' }))).get('error'), 'login_required', 'the old session is dead')
})

test('abandoning the sign-in tells the application', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  const asked = await browser.get(authorizeUrl(oidc, app))
  const answer = answerOf(await browser.get((await browser.post(asked.location ?? '', { action: 'abandon' })).location ?? ''))
  assert.deepEqual([answer.get('error'), answer.get('state')], ['access_denied', 's'])
})

test('OA-21: a forged id_token_hint gets our page', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const segment = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const forged = [`${segment({ alg: 'none' })}.${segment({ sub: oidc.user.id, iss: oidc.base })}.`, 'junk', `${segment({ alg: 'RS256', kid: 'x' })}.${segment({})}.AAAA`]
  for (const hint of forged) assertErrorPage(await createTestBrowser().get(authorizeUrl(oidc, app, { id_token_hint: hint })), 'invalid_request', hint)
})

test('authorization by POST keeps the session', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  await getCode(oidc, app, {}, { browser })
  const posted = await browser.post(`${oidc.base}/oauth2/authorize`, Object.fromEntries(new URL(authorizeUrl(oidc, app)).searchParams))
  assert.equal(posted.status, 303)
  assert.match((await browser.get(posted.location ?? '')).location ?? '', /callback\?code=/)
})

test('OA-35: the authorization endpoint has no CORS', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const visit = await createTestBrowser().get(authorizeUrl(oidc, app), { origin: 'https://evil.example' })
  assert.deepEqual([...visit.headers.keys()].filter((name) => name.startsWith('access-control-')), [])
})
