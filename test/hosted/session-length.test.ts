import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes } from '#src/contracts/duration.ts'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { beginAuthorize, browserFor, CALLBACK, issuerOf, signInHosted } from '#test/drive/application.ts'
import { codeOf, pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }

test('where the pool asks, only who says so stays signed in when the browser is closed', async (t) => {
  const { application, addUser, pool } = await openPoolhouse(t, { pool: { Poolhouse: { askToKeepSignedIn: true } } })
  await addUser(ADA.username)
  const expiryAfter = async (fields: Record<string, string>): Promise<boolean> => {
    const browser = browserFor(application)
    const page = pageOf(await beginAuthorize(browser, application), 'sign-in')
    assert.deepEqual(page.view.keepSignedIn, { checked: false })
    const refused = pageOf(await browser.submit(page, 'sign-in', { ...ADA, password: 'Wrong-Horse-9', ...fields }), 'sign-in')
    assert.deepEqual(refused.view.keepSignedIn, { checked: 'keep' in fields })
    const { uid, r, csrf } = refused.view.frame.form
    const answered = await browser.plain.post(`${issuerOf(application)}/hosted/sign-in`, { uid: uid ?? '', r: r ?? '', csrf, ...ADA, ...fields })
    const cookie = answered.headers.getSetCookie().find((header) => header.startsWith(`${pool.id}.session=`))
    assert.ok(cookie)
    return /; expires=/i.test(cookie)
  }
  assert.equal(await expiryAfter({}), false)
  assert.equal(await expiryAfter({ keep: 'on' }), true)
})

test('a session lasts as long as the pool says, and a client may ask for a fresher one', async (t) => {
  const { application, addUser, clock, domain, pool } = await openPoolhouse(t, { pool: { Poolhouse: { sessionMinutes: 10 } } })
  await addUser(ADA.username)
  const strict = await createUserPoolClient(domain, {
    UserPoolId: pool.id, ClientName: 'strict', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
    CallbackURLs: [CALLBACK], Poolhouse: { sessionMinutes: 5 },
  })
  const browser = browserFor(application)
  const page = pageOf(await beginAuthorize(browser, application), 'sign-in')
  assert.equal(page.view.keepSignedIn, undefined)
  codeOf(await signInHosted(browser, application, ADA))
  clock.advance(minutes(6))
  pageOf(await beginAuthorize(browser, { ...application, clientId: strict.id }), 'sign-in')
  codeOf(await beginAuthorize(browser, application))
  clock.advance(minutes(5))
  pageOf(await beginAuthorize(browser, application), 'sign-in')
})
