import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes } from '#src/contracts/duration.ts'
import { openAccountPage, signInToAccount } from '#test/drive/account.ts'
import { browserFor, signInHosted } from '#test/drive/application.ts'
import { codeOf, pageOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }
const NEW = 'countess@example.com'

test('a new address waits for its code; the old one is the way in until then', async (t) => {
  const { application, addUser, message, findUser, clock } = await openPoolhouse(t)
  clock.hold()
  await addUser(ADA.username)
  const browser = browserFor(application)
  const page = await signInToAccount(browser, application, ADA, 'account-contact', '/email')
  assert.deepEqual([page.view.value, page.view.verified, page.view.waiting, page.view.proof], [ADA.username, true, false, undefined])
  const waiting = pageOf(await browser.submit(page, 'account-contact', { attribute: 'email', contact: NEW }), 'account-contact')
  assert.deepEqual([waiting.view.value, waiting.view.waiting, waiting.view.proof?.value, waiting.view.proof?.sent], [ADA.username, true, NEW, true])
  assert.ok((waiting.view.proof?.resend.availableInSeconds ?? 0) > 0)
  assert.equal((await findUser(ADA.username)).attributes['email'], ADA.username)
  codeOf(await signInHosted(browserFor(application), application, ADA))

  const { code } = await message({ to: NEW })
  const wrong = await browser.submit(waiting, 'account-contact-code', { attribute: 'email', code: code === '000000' ? '000001' : '000000' })
  assert.equal(summaryOf(wrong), 'code_mismatch')
  const profile = pageOf(await browser.submit(pageOf(wrong, 'account-contact'), 'account-contact-code', { attribute: 'email', code: code ?? '' }), 'account-profile')
  assert.equal(profile.view.frame.notice?.code, 'account_contact_confirmed')
  assert.deepEqual(profile.view.contacts.map(({ attribute, value, verified, waiting: left }) => ({ attribute, value, verified, left }))[0], { attribute: 'email', value: NEW, verified: true, left: undefined })
  codeOf(await signInHosted(browserFor(application), application, { ...ADA, username: NEW }))
})

test('the wait for a new address can be given up, and somebody else’s address is not to be had', async (t) => {
  const { application, addUser, message, findUser } = await openPoolhouse(t)
  await addUser(ADA.username)
  await addUser('bob@example.com')
  const browser = browserFor(application)
  const page = await signInToAccount(browser, application, ADA, 'account-contact', '/email')
  const waiting = pageOf(await browser.submit(page, 'account-contact', { attribute: 'email', contact: NEW }), 'account-contact')
  const kept = pageOf(await browser.submit(waiting, 'account-contact', { attribute: 'email', contact: ADA.username }), 'account-profile')
  assert.equal(kept.view.frame.notice?.code, 'account_contact_kept')
  assert.deepEqual((await findUser(ADA.username)).pendingAttributes, {})
  const taken = await browser.submit(page, 'account-contact', { attribute: 'email', contact: 'bob@example.com' })
  if (summaryOf(taken) !== 'alias_exists') {
    const { code } = await message({ to: 'bob@example.com' })
    assert.equal(summaryOf(await browser.submit(pageOf(taken, 'account-contact'), 'account-contact-code', { attribute: 'email', code: code ?? '' })), 'alias_exists')
  }
  assert.equal((await findUser(ADA.username)).attributes['email'], ADA.username)
})

test('an unproven address is proven by a code that is asked for, and codes are limited', async (t) => {
  const { application, addUser, message } = await openPoolhouse(t)
  await addUser(ADA.username, { email_verified: 'false' })
  const browser = browserFor(application)
  let page = await signInToAccount(browser, application, ADA, 'account-contact', '/email')
  assert.deepEqual([page.view.proof?.value, page.view.proof?.sent], [ADA.username, false])
  page = pageOf(await browser.submit(page, 'account-contact-resend', { attribute: 'email' }), 'account-contact')
  assert.equal(page.view.proof?.sent, true)
  const { code } = await message({ to: ADA.username })
  for (let n = 0; n < 4; n++) await browser.submit(page, 'account-contact-resend', { attribute: 'email' })
  assert.equal(summaryOf(await browser.submit(page, 'account-contact-resend', { attribute: 'email' })), 'message_limit')
  assert.ok(code)
})

test('contacts ask for a sign-in of the last minutes, before they are shown and before they are changed', async (t) => {
  const { application, addUser, clock, findUser } = await openPoolhouse(t)
  await addUser(ADA.username)
  const browser = browserFor(application)
  const page = await signInToAccount(browser, application, ADA, 'account-contact', '/email')
  clock.advance(minutes(6))
  const asked = pageOf(await browser.submit(page, 'account-contact', { attribute: 'email', contact: NEW }), 'sign-in')
  assert.equal(asked.view.identifier.value, ADA.username)
  assert.deepEqual((await findUser(ADA.username)).pendingAttributes, {})
  const back = pageOf(await browser.submit(asked, 'sign-in', ADA), 'account-contact')
  assert.equal(back.view.frame.notice?.code, 'account_once_more')
  clock.advance(minutes(6))
  pageOf(await openAccountPage(browser, application, '/email'), 'sign-in')
  pageOf(await openAccountPage(browser, application, '/profile'), 'account-profile')
})

test('what no app client lets its users write is shown, and not changed', async (t) => {
  const { application, addUser, findUser } = await openPoolhouse(t, { client: { WriteAttributes: ['email', 'nickname'], ReadAttributes: ['email', 'name', 'nickname', 'custom:level'] }, pool: { Schema: [{ Name: 'level', AttributeDataType: 'String', Mutable: true }] } })
  await addUser(ADA.username, { name: 'Ada', 'custom:level': 'gold' })
  const browser = browserFor(application)
  const page = await signInToAccount(browser, application, ADA, 'account-profile', '/profile')
  assert.deepEqual(page.view.editable.map(({ name }) => name), ['nickname'])
  assert.deepEqual(page.view.fixed.map(({ name }) => name).sort(), ['custom:level', 'name'])
  assert.deepEqual(page.view.contacts.map(({ attribute }) => attribute), ['email'])
  const forged = pageOf(await browser.submit(page, 'account-profile', { 'attribute.name': 'Queen', 'attribute.custom:level': 'platinum', 'attribute.sub': 'x' }), 'account-profile')
  assert.equal(forged.view.frame.summary?.code, 'invalid_fields')
  const email = pageOf(await browser.submit(page, 'account-profile', { 'attribute.email': NEW, 'attribute.nickname': 'A' }), 'account-profile')
  assert.equal(email.view.frame.notice?.code, 'account_saved')
  const { attributes } = await findUser(ADA.username)
  assert.deepEqual([attributes['name'], attributes['custom:level'], attributes['email'], attributes['nickname']], ['Ada', 'gold', ADA.username, 'A'])
  pageOf(await browser.submit(email, 'account-profile', { 'attribute.nickname': ' ' }), 'account-profile')
  assert.equal((await findUser(ADA.username)).attributes['nickname'], undefined)
  const phone = await openAccountPage(browser, application, '/phone')
  pageOf(phone, 'account-profile')
})
