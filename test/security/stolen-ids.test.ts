import assert from 'node:assert/strict'
import { test } from 'node:test'
import { digestToken } from '#src/crypto/token-digest.ts'
import { answerOf, authorizeUrl, exchange, getCode } from '#test/oidc/oidc-steps.ts'
import { openOidc } from '#test/oidc/open-oidc.ts'
import { createTestBrowser } from '#test/oidc/test-browser.ts'

const namedByDigest = (secret: string): string => `sha256:${digestToken(secret)}`

test('CR-31 the digests in the database are worth nothing as session, authorization code or pending request', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const browser = createTestBrowser()
  const code = await getCode(oidc, app, {}, { browser })
  assert.equal((await exchange(oidc, app, namedByDigest(code))).body.error, 'invalid_grant')
  assert.equal((await exchange(oidc, app, code)).status, 200)

  const thief = createTestBrowser(browser)
  for (const [key, cookie] of thief.cookies) if (cookie.name.endsWith('.session')) thief.cookies.set(key, { ...cookie, value: namedByDigest(cookie.value) })
  assert.equal(answerOf(await thief.get(authorizeUrl(oidc, app, { prompt: 'none' }))).get('error'), 'login_required')
  assert.ok(answerOf(await browser.get(authorizeUrl(oidc, app, { prompt: 'none' }))).get('code'))
})

test('OA-39 the way back from the sign-in page works only in the browser that began, also with its resume cookie planted elsewhere', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const attacker = createTestBrowser()
  const asked = await attacker.get(authorizeUrl(oidc, app))
  const wayBack = await oidc.signIn(attacker, asked.location ?? '')
  const victim = createTestBrowser()
  for (const [key, cookie] of attacker.cookies) if (cookie.name.endsWith('.resume')) victim.cookies.set(key, cookie)
  assert.equal(victim.cookies.size, 1, 'the planted cookie')
  const visit = await victim.get(wayBack)
  assert.doesNotMatch(visit.location ?? '', /code=/)
  assert.equal(answerOf(await victim.get(authorizeUrl(oidc, app, { prompt: 'none' }))).get('error'), 'login_required')
  assert.ok(answerOf(await attacker.get(wayBack)).get('code'), 'nothing was used up')
})
