import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerOf, authorizeUrl, payloadOf, userInfo } from './oidc-steps.ts'
import { CALLBACK, openOidc } from './open-oidc.ts'
import { createTestBrowser } from './test-browser.ts'

test('response_type=token brings access and ID token in the fragment, and no refresh token', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ AllowedOAuthFlows: ['implicit'], AllowedOAuthScopes: ['openid', 'email', 'profile'] })
  const browser = createTestBrowser()
  const asked = await browser.get(authorizeUrl(oidc, app, { response_type: 'token', nonce: 'n', scope: 'openid email' }))
  const answered = await browser.get(await oidc.signIn(browser, asked.location ?? ''))
  assert.ok(answered.location?.startsWith(`${CALLBACK}#`), answered.location ?? answered.text)
  const answer = answerOf(answered)
  assert.deepEqual([answer.get('token_type'), answer.get('expires_in'), answer.get('state'), answer.has('code'), answer.has('refresh_token')], ['Bearer', '3600', 's', false, false])
  const [access, id] = [payloadOf(answer.get('access_token') ?? ''), payloadOf(answer.get('id_token') ?? '')]
  assert.deepEqual([access.scope, access.client_id, id.nonce, id.email, id.sub], ['openid email', app.id, 'n', 'ann@example.com', oidc.user.id])
  assert.equal((await userInfo(oidc, answer.get('access_token'))).status, 200)
  const silent = answerOf(await browser.get(authorizeUrl(oidc, app, { response_type: 'token', prompt: 'none' })))
  assert.equal(payloadOf(silent.get('id_token') ?? '').sub, oidc.user.id)
  const query = answerOf(await browser.get(authorizeUrl(oidc, app, { response_type: 'token', response_mode: 'query' })))
  assert.deepEqual([query.get('error'), query.has('access_token')], ['invalid_request', false], 'tokens never travel in a query')
  assert.equal(answerOf(await browser.get(authorizeUrl(oidc, app, { response_type: 'code' }))).get('error'), 'unauthorized_client')
})

test('form_post carries the answer in a form', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  const asked = await browser.get(authorizeUrl(oidc, app, { response_mode: 'form_post' }))
  const answered = await browser.get(await oidc.signIn(browser, asked.location ?? ''))
  assert.equal(answered.status, 200)
  assert.match(answered.text, new RegExp(`<form method="post" action="${CALLBACK}">`))
  assert.match(answered.text, /name="code" value="[\w-]{22,}"/)
  assert.equal(answered.location, null)
  assert.equal(answerOf({ ...(await browser.get(authorizeUrl(oidc, app, { prompt: 'none' }))) }).has('code'), true, 'the session was kept')
})
