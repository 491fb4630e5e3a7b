import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adminCreateUser } from '#src/domain/users/admin-create-user.ts'
import { adminDisableUser } from '#src/domain/users/admin-enable-user.ts'
import { beginAuthorize, browserFor, signUpHosted } from '#test/drive/application.ts'
import { pageOf, type Stop } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'

const said = (stop: Stop): unknown => (stop.kind === 'page' ? [stop.status, stop.view.screen, stop.view.frame.summary, stop.view.frame.fieldErrors] : stop.kind)
const wrong = (code: string): string => (code === '000000' ? '000001' : '000000')

test('HP-10 after a sign-up a wrong code is answered alike whether the address was free or taken', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { application } = poolhouse
  await poolhouse.addUser('taken@example.com')
  const answers = async (email: string) => {
    const browser = browserFor(application)
    const page = pageOf(await signUpHosted(browser, application, { email, password: PASSWORD }), 'confirm')
    const code = email.startsWith('free') ? wrong((await poolhouse.message({ to: email })).code ?? '') : '000000'
    return said(await browser.submit(page, 'confirm-sign-up', { username: email, code }))
  }
  assert.deepEqual(await answers('taken@example.com'), await answers('free@example.com'))
})

/** Accounts in every state in which no reset code is sent, and none at all. */
async function accounts(poolhouse: Poolhouse): Promise<string[]> {
  const { domain, pool, application } = poolhouse
  await poolhouse.addUser('disabled@example.com')
  await adminDisableUser(domain, { pool, username: 'disabled@example.com' })
  await poolhouse.addUser('unproven@example.com', { email_verified: 'false' })
  await adminCreateUser(domain, { pool, username: 'invited@example.com', attributes: { email: 'invited@example.com', email_verified: 'true' }, messageAction: 'SUPPRESS' })
  await signUpHosted(browserFor(application), application, { email: 'fresh@example.com', password: PASSWORD })
  return ['nobody@example.com', 'disabled@example.com', 'unproven@example.com', 'invited@example.com', 'fresh@example.com']
}

test('HP-10 CR-13 a wrong reset code is answered alike for nobody and for accounts that are sent none', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { application, url } = poolhouse
  const expected = ['reset-password', 'code_mismatch']
  for (const username of [...(await accounts(poolhouse)), (await poolhouse.addUser('usual@example.com')).attributes['email'] ?? '']) {
    const browser = browserFor(application)
    const signIn = pageOf(await beginAuthorize(browser, application), 'sign-in')
    const forgot = pageOf(await browser.open(`${url}${signIn.view.frame.links.forgotPassword ?? ''}`), 'forgot-password')
    const reset = pageOf(await browser.submit(forgot, 'forgot-password', { username }), 'reset-password')
    const code = username.startsWith('usual') ? wrong((await poolhouse.message({ to: username })).code ?? '') : '000000'
    const page = pageOf(await browser.submit(reset, 'reset-password', { username, code, password: 'Another-Horse-7' }), 'reset-password')
    assert.deepEqual([page.view.screen, page.view.frame.summary?.code], expected, username)
  }
})

test('HP-10 a stranger\'s guess at a confirmation code is answered alike for nobody, confirmed accounts and those that wait', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { application } = poolhouse
  const names = [...(await accounts(poolhouse)), (await poolhouse.addUser('usual@example.com')).attributes['email'] ?? '']
  const code = wrong((await poolhouse.message({ to: 'fresh@example.com' })).code ?? '')
  const answers: unknown[] = []
  for (const username of names) {
    const browser = browserFor(application)
    const page = pageOf(await beginAuthorize(browser, application), 'sign-in')
    answers.push(said(await browser.submit(page, 'confirm-sign-up', { username, code })))
  }
  assert.deepEqual(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1, JSON.stringify(answers))
})
