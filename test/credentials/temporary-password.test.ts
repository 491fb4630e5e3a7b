import assert from 'node:assert/strict'
import { test } from 'node:test'
import { days } from '#src/contracts/duration.ts'
import { adminCreateUser } from '#src/domain/users/admin-create-user.ts'
import { beginAuthorize, browserFor, signInHosted } from '#test/drive/application.ts'
import { codeOf, pageOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse } from '#test/drive/open-poolhouse.ts'

const TEMPORARY = 'Temporary-Horse-9'
const OWN = 'Own-Horse-9'

test('CR-18 on the page: a temporary password leads to an own one only, and that step proves and writes nothing else', async (t) => {
  const poolhouse = await openPoolhouse(t, {
    pool: { Schema: [{ Name: 'name', Required: true, Mutable: true, AttributeDataType: 'String' }, { Name: 'role', AttributeDataType: 'String', Mutable: true }] },
    client: { WriteAttributes: ['email', 'name'] },
  })
  const { domain, pool, application } = poolhouse
  await adminCreateUser(domain, { pool, username: 'ada@example.com', attributes: { email: 'ada@example.com' }, temporaryPassword: TEMPORARY, messageAction: 'SUPPRESS' })
  const browser = browserFor(application)
  let page = pageOf(await signInHosted(browser, application, { username: 'ada@example.com', password: TEMPORARY }), 'new-password')
  // No session, no code: only this step goes on.
  pageOf(await beginAuthorize(browser, application), 'sign-in')
  const silent = await beginAuthorize(browser, application, { prompt: 'none' })
  assert.equal(silent.kind === 'application' && silent.location.searchParams.get('error'), 'login_required')
  for (const forbidden of ['email_verified', 'custom:role', 'sub', 'identities', 'phone_number_verified', 'constructor']) {
    page = pageOf(await browser.submit(page, 'new-password', { password: OWN, 'attribute.name': 'Ada', [`attribute.${forbidden}`]: 'true' }), 'new-password')
    assert.notEqual(summaryOf(page), undefined, forbidden)
  }
  page = pageOf(await browser.submit(page, 'new-password', { password: 'short', 'attribute.name': 'Ada' }), 'new-password')
  page = pageOf(await browser.submit(page, 'new-password', { password: OWN }), 'new-password')
  assert.deepEqual(Object.keys(page.view.frame.fieldErrors ?? {}), ['attribute.name'])
  codeOf(await browser.submit(page, 'new-password', { password: OWN, 'attribute.name': 'Ada' }))
  const user = await poolhouse.findUser('ada@example.com')
  assert.equal(user.status, 'CONFIRMED')
  assert.deepEqual(user.attributes, { email: 'ada@example.com', email_verified: 'false', name: 'Ada' })
  // The answer was spent: posting it again sets nothing.
  await browser.submit(page, 'new-password', { password: 'Third-Horse-9', 'attribute.name': 'Eve' })
  for (const password of ['Third-Horse-9', TEMPORARY]) {
    assert.equal(summaryOf(await signInHosted(browserFor(application), application, { username: 'ada@example.com', password })), 'wrong_credentials')
  }
  assert.equal((await poolhouse.findUser('ada@example.com')).attributes['name'], 'Ada')
})

test('CR-18 on the page: a temporary password that was never used dies after its days', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { domain, pool, application, clock } = poolhouse
  await adminCreateUser(domain, { pool, username: 'ada@example.com', attributes: { email: 'ada@example.com' }, temporaryPassword: TEMPORARY, messageAction: 'SUPPRESS' })
  clock.advance(days(7) + 1000)
  const stop = await signInHosted(browserFor(application), application, { username: 'ada@example.com', password: TEMPORARY })
  pageOf(stop, 'sign-in')
  assert.equal(summaryOf(stop), 'wrong_credentials')
})
