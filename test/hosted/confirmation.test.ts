import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seconds } from '#src/contracts/duration.ts'
import { adminConfirmSignUp } from '#src/domain/users/admin-confirm-sign-up.ts'
import { beginAuthorize, browserFor, signInHosted, signUpHosted } from '#test/drive/application.ts'
import { codeOf, pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'

test('where accounts are confirmed by a link the page asks for no code, sends another link, and leads to the sign-in', async (t) => {
  const { application, clock, message } = await openPoolhouse(t, { pool: { VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_LINK' } } })
  const browser = browserFor(application)
  const waiting = pageOf(await signUpHosted(browser, application, { email: 'ada@example.com', password: PASSWORD }), 'confirm')
  assert.equal(waiting.view.by, 'link')
  const first = await message({ to: 'ada@example.com' })
  clock.advance(seconds(31))
  const again = pageOf(await browser.submit(waiting, 'resend-code', { username: 'ada@example.com', purpose: 'sign-up' }), 'confirm')
  assert.deepEqual([again.view.by, again.view.frame.notice?.code], ['link', 'code_sent'])
  const second = await message({ to: 'ada@example.com' })
  assert.notEqual(second.link, first.link)

  // Opened on a phone; the first page goes on by itself afterwards.
  const phone = browserFor(application)
  const ready = pageOf(await phone.open(second.link ?? ''), 'confirm-link')
  const { clientId, username, code } = ready.view.link
  pageOf(await phone.submit(ready, 'confirm-link', { client_id: clientId, user_name: username, confirmation_code: code }), 'done')
  const signIn = pageOf(await browser.open(new URL(again.view.frame.links.signIn ?? '', application.publicUrl).href), 'sign-in')
  assert.equal(signIn.view.identifier.value, 'ada@example.com')
  codeOf(await browser.submit(signIn, 'sign-in', { username: 'ada@example.com', password: PASSWORD }))
})

test('elsewhere the page asks for the code', async (t) => {
  const { application } = await openPoolhouse(t)
  const browser = browserFor(application)
  pageOf(await beginAuthorize(browser, application), 'sign-in')
  assert.equal(pageOf(await signUpHosted(browser, application, { email: 'ada@example.com', password: PASSWORD }), 'confirm').view.by, 'code')
})

test('where the pool sends nothing the page says who confirms, and asks for no code; afterwards one signs in', async (t) => {
  const { application, domain, pool } = await openPoolhouse(t, { pool: { AutoVerifiedAttributes: [] } })
  const browser = browserFor(application)
  assert.equal(pageOf(await signUpHosted(browser, application, { email: 'ada@example.com', password: PASSWORD }), 'confirm').view.by, 'operator')
  for (const username of ['ada@example.com', 'nobody@example.com']) {
    const asked = pageOf(await browser.submit(pageOf(await beginAuthorize(browser, application), 'sign-in'), 'resend-code', { username, purpose: 'sign-up' }), 'confirm')
    assert.deepEqual([asked.view.by, asked.view.destination, asked.view.frame.notice], ['operator', undefined, undefined])
  }
  const person = { username: 'ada@example.com', password: PASSWORD }
  const early = pageOf(await signInHosted(browser, application, person), 'confirm')
  assert.deepEqual([early.view.by, early.view.frame.summary], ['operator', undefined])
  await adminConfirmSignUp(domain, { pool, username: 'ada@example.com' })
  codeOf(await signInHosted(browser, application, person))
})
