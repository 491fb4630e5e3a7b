import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '#src/domain/domain-error.ts'
import type { TriggerName } from '#src/domain/triggers/trigger-runner.ts'
import { beginAuthorize, browserFor, signInHosted, signUpHosted } from '#test/drive/application.ts'
import { codeOf, pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'
import { firstFactors } from '#test/drive/passkeys.ts'
import { createTestTriggers } from '#test/test-triggers.ts'

const ADA = { email: 'ada@example.com', password: PASSWORD }
const WORDS = 'Members only: ask at the <b>front desk</b>'
const QUOTED = { code: 'refused_by_pool', tone: 'danger', message: WORDS }

const refusing = (trigger: TriggerName) => () => { throw new DomainError('UserLambdaValidation', `${trigger} failed with error ${WORDS}.`) }

test('a sign-up that a function refuses is quoted as plain text, and what was typed is kept', async (t) => {
  const triggers = createTestTriggers({ PreSignUp: refusing('PreSignUp') })
  const { application, domain, pool } = await openPoolhouse(t, { triggers })
  const page = pageOf(await signUpHosted(browserFor(application), application, ADA), 'sign-up')
  assert.deepEqual(page.view.frame.summary, QUOTED)
  assert.ok(JSON.stringify(page.view).includes(ADA.email) && !JSON.stringify(page.view).includes(PASSWORD))
  assert.equal(await domain.users.findUserByName(pool.id, ADA.email), null)
})

test('a sign-in that a function refuses before or after the password is quoted, with the name kept, for unknown names alike', async (t) => {
  const triggers = createTestTriggers()
  const { application, addUser } = await openPoolhouse(t, { triggers })
  await addUser(ADA.email)
  for (const trigger of ['PreAuthentication', 'PostAuthentication'] as const) {
    triggers.functions[trigger] = refusing(trigger)
    const page = pageOf(await signInHosted(browserFor(application), application, { username: ADA.email, password: PASSWORD }), 'sign-in')
    assert.deepEqual([page.view.frame.summary, page.view.identifier.value], [QUOTED, ADA.email])
    delete triggers.functions[trigger]
  }
  triggers.functions.PreAuthentication = refusing('PreAuthentication')
  const unknown = pageOf(await signInHosted(browserFor(application), application, { username: 'nobody@example.com', password: PASSWORD }), 'sign-in')
  assert.deepEqual(unknown.view.frame.summary, QUOTED)
})

test('a confirmation, a reset and a new password that a function refuses are quoted on their pages', async (t) => {
  const triggers = createTestTriggers()
  const { application, message } = await openPoolhouse(t, { triggers })
  const browser = browserFor(application)
  const asked = pageOf(await signUpHosted(browser, application, ADA), 'confirm')
  triggers.functions.PostConfirmation = refusing('PostConfirmation')
  const { code } = await message({ to: ADA.email })
  const confirm = pageOf(await browser.submit(asked, 'confirm-sign-up', { username: ADA.email, code: code ?? '' }), 'confirm')
  assert.deepEqual([confirm.view.frame.summary, confirm.view.username], [QUOTED, ADA.email])
  delete triggers.functions.PostConfirmation

  const forgot = pageOf(await browser.open(new URL(confirm.view.frame.links.forgotPassword ?? '', application.publicUrl).href), 'forgot-password')
  triggers.functions.CustomMessage = refusing('CustomMessage')
  const refused = pageOf(await browser.submit(forgot, 'forgot-password', { username: ADA.email }), 'forgot-password')
  assert.deepEqual([refused.view.frame.summary, refused.view.identifier.value], [QUOTED, ADA.email])
  delete triggers.functions.CustomMessage
  const reset = pageOf(await browser.submit(forgot, 'forgot-password', { username: ADA.email }), 'reset-password')
  triggers.functions.PostConfirmation = refusing('PostConfirmation')
  const { code: resetCode = '' } = await message({ to: ADA.email, purpose: 'forgot-password' })
  const late = pageOf(await browser.submit(reset, 'reset-password', { username: ADA.email, code: resetCode ?? '', password: 'Analytical-Engine-1' }), 'reset-password')
  assert.deepEqual(late.view.frame.summary, QUOTED)
})

/** Knows one user by the old password. */
const oldSystem = () => createTestTriggers({
  UserMigration: ({ userName, source, request }) => {
    if (userName !== ADA.email || (source === 'UserMigration_Authentication' && request['password'] !== PASSWORD)) throw new DomainError('UserLambdaValidation', 'UserMigration failed with error no such user in the old system.')
    return { userAttributes: { email: ADA.email, email_verified: 'true' }, finalUserStatus: 'CONFIRMED', messageAction: 'SUPPRESS' }
  },
})
const MIGRATES = { pool: { LambdaConfig: { UserMigration: 'arn:aws:lambda:us-east-1:123456789012:function:old-users' } } }

test('the sign-in page takes the old password of somebody who is not here yet, once, and asks the function never again', async (t) => {
  const triggers = oldSystem()
  const { application } = await openPoolhouse(t, { ...MIGRATES, triggers })
  codeOf(await signInHosted(browserFor(application), application, { username: ADA.email, password: PASSWORD }))
  codeOf(await signInHosted(browserFor(application), application, { username: ADA.email, password: PASSWORD }))
  assert.deepEqual(triggers.calls.map(({ source, userName }) => [source, userName]), [['UserMigration_Authentication', ADA.email]])
})

test('so does the page that asks for the name first', async (t) => {
  const triggers = oldSystem()
  const { application, findUser } = await openPoolhouse(t, { pool: { ...MIGRATES.pool, ...firstFactors('EMAIL_OTP') }, triggers })
  const browser = browserFor(application)
  const choice = pageOf(await browser.submit(pageOf(await beginAuthorize(browser, application), 'sign-in'), 'identify', { username: ADA.email }), 'choose-method')
  const wrong = pageOf(await browser.submit(choice, 'choose-method', { method: 'PASSWORD', password: 'Wrong-Horse-9' }), 'choose-method')
  assert.equal(wrong.view.frame.summary?.code, 'wrong_credentials')
  codeOf(await browser.submit(wrong, 'choose-method', { method: 'PASSWORD', password: PASSWORD }))
  assert.equal((await findUser(ADA.email)).status, 'CONFIRMED')
})

test('a forgotten password of somebody who is not here yet is reset here', async (t) => {
  const triggers = oldSystem()
  const { application, message } = await openPoolhouse(t, { ...MIGRATES, triggers })
  const browser = browserFor(application)
  const signIn = pageOf(await beginAuthorize(browser, application), 'sign-in')
  const forgot = pageOf(await browser.open(new URL(signIn.view.frame.links.forgotPassword ?? '', application.publicUrl).href), 'forgot-password')
  const reset = pageOf(await browser.submit(forgot, 'forgot-password', { username: ADA.email }), 'reset-password')
  const { code } = await message({ to: ADA.email })
  codeOf(await browser.submit(reset, 'reset-password', { username: ADA.email, code: code ?? '', password: 'Analytical-Engine-1' }))
})

test('HP-10 names that neither side knows look like any others, whatever the function says of them', async (t) => {
  const triggers = oldSystem()
  const { application, addUser } = await openPoolhouse(t, { ...MIGRATES, triggers })
  await addUser('here@example.com')
  const look = async (username: string) => {
    const browser = browserFor(application)
    const refused = pageOf(await signInHosted(browser, application, { username, password: 'Wrong-Horse-9' }), 'sign-in')
    const forgot = pageOf(await browser.open(new URL(refused.view.frame.links.forgotPassword ?? '', application.publicUrl).href), 'forgot-password')
    const reset = pageOf(await browser.submit(forgot, 'forgot-password', { username }), 'reset-password')
    return [refused.view.frame.summary, reset.view.frame.summary, Object.keys(reset.view).sort()]
  }
  const known = await look('here@example.com')
  assert.equal(known[0] !== undefined && 'code' in known[0] && known[0].code, 'wrong_credentials')
  assert.deepEqual(await look('nobody@example.com'), known)
  assert.deepEqual(await look(ADA.email), known)
})
