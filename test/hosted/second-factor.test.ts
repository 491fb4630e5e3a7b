import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserFor, signInHosted } from '#test/drive/application.ts'
import { pageOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'

test('a pool that demands a second factor lets nobody in without one, and the page says why', async (t) => {
  const { application, addUser } = await openPoolhouse(t, {
    pool: { MfaConfiguration: 'ON', SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::000000000000:role/sms' } },
  })
  await addUser('ada@example.com')
  const stop = await signInHosted(browserFor(application), application, { username: 'ada@example.com', password: PASSWORD })
  pageOf(stop, 'sign-in')
  assert.equal(summaryOf(stop), 'second_factor_unavailable')
})
