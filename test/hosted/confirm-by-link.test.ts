import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seconds } from '#src/contracts/duration.ts'
import { beginAuthorize, browserFor, signUpHosted } from '#test/drive/application.ts'
import { codeOf, pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'

test('where accounts are confirmed by a link the page asks for no code, sends another link, and leads to the sign-in', async (t) => {
  const { application, clock, message } = await openPoolhouse(t, { pool: { VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_LINK' } } })
  const browser = browserFor(application)
  const waiting = pageOf(await signUpHosted(browser, application, { email: 'ada@example.com', password: PASSWORD }), 'confirm')
  assert.equal(waiting.view.byLink, true)
  const first = await message({ to: 'ada@example.com' })
  clock.advance(seconds(31))
  const again = pageOf(await browser.submit(waiting, 'resend-code', { username: 'ada@example.com', purpose: 'sign-up' }), 'confirm')
  assert.deepEqual([again.view.byLink, again.view.frame.notice?.code], [true, 'code_sent'])
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
  assert.equal(pageOf(await signUpHosted(browser, application, { email: 'ada@example.com', password: PASSWORD }), 'confirm').view.byLink, undefined)
})
