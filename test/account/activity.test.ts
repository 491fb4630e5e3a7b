import assert from 'node:assert/strict'
import { test } from 'node:test'
import { days } from '#src/contracts/duration.ts'
import { listUserEvents } from '#src/domain/activity/list-user-events.ts'
import { createSweeper } from '#src/storage/sweeper.ts'
import { createSdk, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { openAccountPage, signInToAccount } from '#test/drive/account.ts'
import { browserFor, logIn, signInHosted } from '#test/drive/application.ts'
import { pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { silentLog } from '#test/storage/records.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }
const NEXT = 'Another-Horse-10'

const eventsOf = async ({ domain, pool, findUser }: Poolhouse) =>
  (await listUserEvents(domain, { pool, user: await findUser(ADA.username), after: null, limit: 100 })).events.reverse()

for (const engine of ['embedded', 'postgresql'] as const) {
  test(`what happens on the API is recorded, with client, address and device, and without a secret (${engine})`, async (t) => {
    const poolhouse = await openPoolhouse(t, { engine })
    const { url, client, pool, message, domain } = poolhouse
    const sdk = createSdk(url)
    t.after(() => sdk.destroy())
    await sdk.signUp({ ClientId: client.id, Username: ADA.username, Password: PASSWORD, UserAttributes: [{ Name: 'email', Value: ADA.username }] })
    await sdk.resendConfirmationCode({ ClientId: client.id, Username: ADA.username })
    const { code } = await message({ to: ADA.username })
    await sdk.confirmSignUp({ ClientId: client.id, Username: ADA.username, ConfirmationCode: code ?? assert.fail() })
    const signIn = (PASSWORD: string) => sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: ADA.username, PASSWORD } })
    await refusalOf(signIn('Wrong-Horse-9'))
    const { AuthenticationResult } = await signIn(PASSWORD)
    const AccessToken = AuthenticationResult?.AccessToken ?? assert.fail()
    await refusalOf(sdk.changePassword({ AccessToken, PreviousPassword: 'Wrong-Horse-9', ProposedPassword: NEXT }))
    await sdk.changePassword({ AccessToken, PreviousPassword: PASSWORD, ProposedPassword: NEXT })
    await sdk.forgotPassword({ ClientId: client.id, Username: ADA.username })
    const reset = await message({ to: ADA.username })
    const wrong = reset.code === '000000' ? '000001' : '000000'
    const confirm = (ConfirmationCode: string) => sdk.confirmForgotPassword({ ClientId: client.id, Username: ADA.username, ConfirmationCode, Password: PASSWORD })
    await refusalOf(confirm(wrong))
    await confirm(reset.code ?? assert.fail())
    await sdk.adminSetUserPassword({ UserPoolId: pool.id, Username: ADA.username, Password: NEXT, Permanent: true })
    await sdk.adminUserGlobalSignOut({ UserPoolId: pool.id, Username: ADA.username })
    const events = await eventsOf(poolhouse)
    assert.deepEqual(events.map(({ type, response, wire }) => [type, response, wire]), [
      ['SignUp', 'InProgress', 'api'], ['ResendCode', 'Pass', 'api'], ['SignUp', 'Pass', 'api'], ['SignIn', 'Fail', 'api'], ['SignIn', 'Pass', 'api'],
      ['PasswordChange', 'Fail', 'api'], ['PasswordChange', 'Pass', 'api'], ['ForgotPassword', 'InProgress', 'api'], ['ForgotPassword', 'Fail', 'api'],
      ['ForgotPassword', 'Pass', 'api'], ['PasswordChange', 'Pass', 'admin'], ['SessionsEnded', 'Pass', 'admin'],
    ])
    const [failed, passed] = events.filter(({ type }) => type === 'SignIn')
    assert.deepEqual(failed?.challenges, [{ ChallengeName: 'Password', ChallengeResponse: 'Failure' }])
    assert.deepEqual([passed?.challenges, passed?.clientId, passed?.address], [[{ ChallengeName: 'Password', ChallengeResponse: 'Success' }], client.id, '127.0.0.1'])
    assert.match(passed?.device ?? '', /AWS SDK/)
    assert.ok(events.every(({ wire, clientId }) => wire === 'admin' || clientId === client.id))
    const written = JSON.stringify(events)
    for (const secret of [PASSWORD, NEXT, 'Wrong-Horse-9', AccessToken, ADA.username]) assert.ok(!written.includes(secret), secret)
    // Six digits may stand in a random id by chance: a code that is kept stands by itself.
    for (const digits of [code, reset.code]) assert.doesNotMatch(written, new RegExp(`(?<![0-9a-f-])${digits ?? assert.fail()}(?![0-9a-f-])`))
    const { events: none } = await listUserEvents(domain, { pool, user: await poolhouse.addUser('bea@example.com'), after: null, limit: 10 })
    assert.deepEqual(none.map(({ type, wire }) => [type, wire]), [['PasswordChange', null]])
  })
}

test('the person reads it in the account pages, page by page; where an operator sat stays untold', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { application, addUser, url, pool } = poolhouse
  await addUser(ADA.username)
  const sdk = createSdk(url)
  t.after(() => sdk.destroy())
  await sdk.adminUserGlobalSignOut({ UserPoolId: pool.id, Username: ADA.username })
  pageOf(await signInHosted(browserFor(application), application, { ...ADA, password: 'Wrong-Horse-9' }), 'sign-in')
  for (let round = 0; round < 24; round++) await logIn(browserFor(application), application, ADA)
  const browser = browserFor(application)
  const { view } = await signInToAccount(browser, application, ADA, 'account-activity', '/activity')
  assert.equal(view.events.length, 25)
  assert.deepEqual(view.events.slice(0, 2).map(({ kind, response, application: name, address }) => [kind, response, name, address]), [['SignIn', 'Pass', undefined, '127.0.0.1'], ['SignIn', 'Pass', 'app', '127.0.0.1']])
  const older = pageOf(await browser.open(new URL(view.olderHref ?? assert.fail(), application.publicUrl).href), 'account-activity').view
  assert.deepEqual(older.events.map(({ kind, response, byOperator, address }) => [kind, response, byOperator, address]), [
    ['SignIn', 'Fail', false, '127.0.0.1'], ['SessionsEnded', 'Pass', true, undefined], ['PasswordChange', 'Pass', false, undefined],
  ])
  assert.deepEqual([older.olderHref, older.newestHref?.endsWith('/account/activity')], [undefined, true])
  pageOf(await openAccountPage(browser, application, '/activity?after=nonsense'), 'account-activity')
})

test('who is locked out writes no rows, nor does an unknown name', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { url, client, addUser, clock } = poolhouse
  // The lock is a second long: longer than the tries that it refuses take.
  clock.hold()
  await addUser(ADA.username)
  const sdk = createSdk(url)
  t.after(() => sdk.destroy())
  for (const USERNAME of [ADA.username, 'nobody@example.com']) {
    for (let round = 0; round < 12; round++) await refusalOf(sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD: 'Wrong-Horse-9' } }))
  }
  assert.equal((await eventsOf(poolhouse)).filter(({ response }) => response === 'Fail').length, 5)
})

test('events are kept for the days that the configuration says', async (t) => {
  const poolhouse = await openPoolhouse(t, { variables: { USER_EVENT_DAYS: '7' } })
  const { addUser, config, opened, clock } = poolhouse
  await addUser(ADA.username)
  assert.equal((await eventsOf(poolhouse)).length, 1)
  assert.equal(config.userEventDays, 7)
  const sweeper = createSweeper({ database: opened, clock, log: silentLog, userEventDays: config.userEventDays })
  clock.advance(days(7) - 60_000)
  assert.equal((await sweeper.sweep()).userEvents, 0)
  clock.advance(120_000)
  assert.equal((await sweeper.sweep()).userEvents, 1)
})
