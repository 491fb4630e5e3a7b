import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes } from '#src/contracts/duration.ts'
import { describeRecoveryCodes } from '#src/domain/recovery-codes/describe-recovery-codes.ts'
import { makeRecoveryCodes } from '#src/domain/recovery-codes/make-recovery-codes.ts'
import { browserFor, signInHosted } from '#test/drive/application.ts'
import { codeOf, type HostedBrowser, type Page, pageOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { ALL, authenticatorOf, giveAuthenticator, TOTP } from '#test/drive/second-factors.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }
const OPTIONAL = { pool: { MfaConfiguration: 'OPTIONAL', ...TOTP } } as const

/** From the second factor, by "try another way", to the page of recovery codes. */
async function toRecovery(browser: HostedBrowser, { url }: Pick<Poolhouse, 'url'>, asked: Page) {
  const choice = pageOf(await browser.submit(asked, 'mfa-another'), 'mfa-choose')
  assert.ok(choice.view.recoveryHref)
  return pageOf(await browser.open(`${url}${choice.view.recoveryHref}`), 'recovery-code')
}

test('after a factor was set up at a sign-in ten codes are shown, also when the page is loaded again, and never afterwards', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'ON', ...TOTP } })
  const { application, addUser, clock, domain } = poolhouse
  const user = await addUser('ada@example.com')
  const browser = browserFor(application)
  const setUp = pageOf(await signInHosted(browser, application, ADA), 'mfa-app')
  const authenticator = authenticatorOf(poolhouse, setUp.view.key.replaceAll(' ', ''))
  const shown = pageOf(await browser.submit(setUp, 'mfa-app', { code: authenticator.code(), device_name: '' }), 'recovery-codes')
  assert.equal(shown.view.step.kind, 'new')
  const codes = shown.view.step.kind === 'new' ? shown.view.step.codes : []
  assert.equal(new Set(codes).size, 10)
  const again = pageOf(await browser.open(shown.url), 'recovery-codes')
  assert.deepEqual(again.view.step, shown.view.step)
  codeOf(await browser.submit(shown, 'recovery-codes-kept'))
  assert.equal((await browser.open(shown.url)).kind, 'application', 'begins again, and is signed in')
  assert.equal((await describeRecoveryCodes(domain, { user }))?.left, 10)
  clock.advance(minutes(2))
  const later = browserFor(application)
  const recovery = await toRecovery(later, poolhouse, pageOf(await signInHosted(later, application, ADA), 'mfa-code'))
  codeOf(await later.submit(recovery, 'recovery-code', { recovery_code: codes[0] ?? '' }))
  const next = browserFor(application)
  const spent = await toRecovery(next, poolhouse, pageOf(await signInHosted(next, application, ADA), 'mfa-code'))
  const refused = pageOf(await next.submit(spent, 'recovery-code', { recovery_code: codes[0] ?? '' }), 'recovery-code')
  assert.deepEqual([summaryOf(refused), refused.view.frame.fieldErrors?.['recovery_code']?.code], ['recovery_code_mismatch', 'recovery_code_mismatch'])
  codeOf(await next.submit(refused, 'recovery-code', { recovery_code: codes[1]?.toUpperCase() ?? '' }))
})

test('who adds a factor and has codes left keeps them, and sees no page', async (t) => {
  const poolhouse = await openPoolhouse(t, OPTIONAL)
  const { application, addUser, domain } = poolhouse
  const user = await addUser('ada@example.com')
  await makeRecoveryCodes(domain, { user })
  const browser = browserFor(application)
  const offer = pageOf(await signInHosted(browser, application, ADA), 'mfa-offer')
  const setUp = pageOf(await browser.submit(offer, 'mfa-set-up', { factor: 'SOFTWARE_TOKEN_MFA' }), 'mfa-app')
  const authenticator = authenticatorOf(poolhouse, setUp.view.key.replaceAll(' ', ''))
  codeOf(await browser.submit(setUp, 'mfa-app', { code: authenticator.code(), device_name: '' }))
})

test('who signs in by one of the last codes is told how many are left, and gets new ones there or goes on', async (t) => {
  const poolhouse = await openPoolhouse(t, OPTIONAL)
  const { application, addUser, domain } = poolhouse
  const user = await addUser('ada@example.com')
  await giveAuthenticator(poolhouse, user)
  const codes = await makeRecoveryCodes(domain, { user })
  const signInBy = async (code: string | undefined) => {
    const browser = browserFor(application)
    const page = await toRecovery(browser, poolhouse, pageOf(await signInHosted(browser, application, ADA), 'mfa-code'))
    return { browser, stop: await browser.submit(page, 'recovery-code', { recovery_code: code ?? '' }) }
  }
  for (const code of codes.slice(0, 6)) codeOf((await signInBy(code)).stop)
  const few = await signInBy(codes[6])
  const told = pageOf(few.stop, 'recovery-codes')
  assert.deepEqual(told.view.step, { kind: 'few', left: 3 })
  codeOf(await few.browser.submit(told, 'recovery-codes-kept'))
  const fewer = await signInBy(codes[7])
  const renewed = pageOf(await fewer.browser.submit(pageOf(fewer.stop, 'recovery-codes'), 'new-recovery-codes'), 'recovery-codes')
  assert.equal(renewed.view.step.kind === 'new' && renewed.view.step.codes.length, 10)
  codeOf(await fewer.browser.submit(renewed, 'recovery-codes-kept'))
  assert.equal(summaryOf((await signInBy(codes[8])).stop), 'recovery_code_mismatch', 'the old ones are worth nothing')
})

test('recovery codes are offered only to who has some, and their page only where a second factor is asked for', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'OPTIONAL', ...ALL } })
  const { application, addUser, domain, url } = poolhouse
  const user = await addUser('ada@example.com')
  await giveAuthenticator(poolhouse, user)
  const without = browserFor(application)
  const asked = pageOf(await signInHosted(without, application, ADA), 'mfa-code')
  assert.equal(pageOf(await without.submit(asked, 'mfa-another'), 'mfa-choose').view.recoveryHref, undefined)
  const [code = ''] = await makeRecoveryCodes(domain, { user })
  const other = await addUser('eve@example.com')
  const browser = browserFor(application)
  const page = pageOf(await browser.open(`${url}/${application.poolId}/oauth2/authorize?${new URLSearchParams({ client_id: application.clientId, response_type: 'code', redirect_uri: application.redirectUri }).toString()}`), 'sign-in')
  for (const form of ['recovery-code', 'new-recovery-codes', 'recovery-codes-kept'] as const) {
    pageOf(await browser.submit(page, form, { recovery_code: code }), 'sign-in')
  }
  assert.equal(await describeRecoveryCodes(domain, { user: other }), null)
  assert.equal((await describeRecoveryCodes(domain, { user }))?.left, 10)
})
