import assert from 'node:assert/strict'
import { test } from 'node:test'
import { days, minutes } from '#src/contracts/duration.ts'
import { askAccountDeletion } from '#src/domain/account/ask-account-deletion.ts'
import { deleteDueAccounts } from '#src/domain/account/delete-due-accounts.ts'
import { keepAccount } from '#src/domain/account/keep-account.ts'
import { startAccountDeletionWorker } from '#src/server/account-deletion-worker.ts'
import { createSdk, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { signInToAccount } from '#test/drive/account.ts'
import { beginAuthorize, browserFor, logIn, refresh, signInHosted } from '#test/drive/application.ts'
import { codeOf, pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { silentLog } from '#test/storage/records.ts'
import { noticeLink, noticesTo } from './inbox.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }

const askOnPages = async ({ application }: Poolhouse) => {
  const browser = browserFor(application)
  const page = await signInToAccount(browser, application, ADA, 'account-delete', '/delete')
  return { browser, page, done: pageOf(await browser.submit(page, 'account-delete'), 'done') }
}

for (const engine of ['embedded', 'postgresql'] as const) {
  test(`an account is signed out everywhere at once, and deleted when its days are over (${engine})`, async (t) => {
    const poolhouse = await openPoolhouse(t, { engine, pool: { Poolhouse: { accountDeletionDays: 3 } } })
    const { application, addUser, domain, clock, url, client, findUser } = poolhouse
    await addUser(ADA.username)
    const elsewhere = await logIn(browserFor(application), application, ADA)
    const { browser, page, done } = await askOnPages(poolhouse)
    assert.deepEqual([page.view.graceDays, done.view.kind], [3, 'deletion-asked'])
    assert.equal((await refresh(application, elsewhere.refresh_token)).status, 400)
    pageOf(await beginAuthorize(browser, application), 'sign-in')
    const sdk = createSdk(url)
    t.after(() => sdk.destroy())
    const signIn = () => sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: ADA.username, PASSWORD } })
    assert.deepEqual([(await refusalOf(signIn())).name, (await refusalOf(signIn())).message], ['NotAuthorizedException', 'User account is waiting to be deleted.'])
    assert.equal((await refusalOf(sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: ADA.username, PASSWORD: 'Wrong-Horse-9' } }))).message, 'Incorrect username or password.')
    clock.advance(days(3) - minutes(1))
    assert.equal(await deleteDueAccounts(domain), 0)
    await findUser(ADA.username)
    clock.advance(minutes(2))
    const rounds = await Promise.all([deleteDueAccounts(domain), deleteDueAccounts(domain), deleteDueAccounts(domain)])
    assert.equal(rounds.reduce((sum, deleted) => sum + deleted), 1)
    assert.equal((await refusalOf(findUser(ADA.username))).name, 'DomainError')
    const notices = await noticesTo(poolhouse, ADA.username)
    assert.equal(notices.length, 2)
    assert.match(notices[0] ?? '', /^You asked us to delete your account at people\. It will be deleted on /)
    assert.equal(notices[1], 'Your account at people and everything stored with it is deleted, as you asked.')
  })
}

test('signing in on the pages offers to keep it: kept it goes on to the application, left it stays as it was', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { application, addUser, findUser, domain, clock } = poolhouse
  await addUser(ADA.username)
  await askOnPages(poolhouse)
  const dueAt = (await findUser(ADA.username)).deletionDueAt
  const browser = browserFor(application)
  const keep = pageOf(await signInHosted(browser, application, ADA), 'keep-account')
  assert.equal(keep.view.dueAt, dueAt?.toISOString())
  pageOf(await browser.open(`${application.publicUrl}${keep.view.leaveHref}`), 'signed-out')
  pageOf(await beginAuthorize(browser, application), 'sign-in')
  assert.deepEqual((await findUser(ADA.username)).deletionDueAt, dueAt, 'looking at the page keeps nothing')
  // No other form gets past it.
  pageOf(await browser.submit(keep, 'recovery-codes-kept'), 'sign-in')
  const again = browserFor(application)
  codeOf(await again.submit(pageOf(await signInHosted(again, application, ADA), 'keep-account'), 'keep-account'))
  assert.equal((await findUser(ADA.username)).deletionDueAt, null)
  clock.advance(days(15))
  assert.equal(await deleteDueAccounts(domain), 0)
  codeOf(await signInHosted(browserFor(application), application, ADA))
})

test('without days of grace the account goes at once', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { Poolhouse: { accountDeletionDays: 0 } } })
  const { addUser, findUser } = poolhouse
  await addUser(ADA.username)
  const { done } = await askOnPages(poolhouse)
  assert.equal(done.view.kind, 'account-deleted')
  assert.equal((await refusalOf(findUser(ADA.username))).name, 'DomainError')
  assert.deepEqual(await noticesTo(poolhouse, ADA.username), ['Your account at people and everything stored with it is deleted, as you asked.'])
})

test('of keeping and deleting at the last moment one wins; a notice of the deletion keeps the account too', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { domain, pool, addUser, findUser, clock, application } = poolhouse
  for (let round = 0; round < 5; round++) {
    const user = await addUser(`user${round}@example.com`)
    await askAccountDeletion(domain, { pool, user })
    clock.advance(days(14))
    const [, deleted] = await Promise.all([keepAccount(domain, user), deleteDueAccounts(domain)])
    const kept = await findUser(user.id).then(({ deletionDueAt }) => deletionDueAt === null, () => false)
    assert.equal(kept, deleted === 0)
  }
  await addUser(ADA.username)
  await askOnPages(poolhouse)
  const reader = browserFor(application)
  const link = await noticeLink(poolhouse, ADA.username)
  const page = pageOf(await reader.open(link), 'not-me')
  pageOf(await reader.submit(page, 'not-me', { link: new URL(link).searchParams.get('link') ?? '' }), 'not-me')
  const { deletionDueAt, status } = await findUser(ADA.username)
  assert.deepEqual([deletionDueAt, status], [null, 'RESET_REQUIRED'])
})

test('a program that starts deletes what fell due while it was down, two at once as well as one', async (t) => {
  const { domain, pool, addUser, clock, opened } = await openPoolhouse(t)
  for (let n = 0; n < 60; n++) await domain.accountDeletions.askDeletion(pool.id, (await addUser(`user${n}@example.com`)).id, clock.now())
  const stays = await addUser(ADA.username)
  clock.advance(1000)
  const workers = [startAccountDeletionWorker(domain, silentLog), startAccountDeletionWorker(domain, silentLog)]
  while ((await opened.prisma.user.count()) > 1) await new Promise((resolve) => setImmediate(resolve))
  await Promise.all(workers.map((worker) => worker.stop()))
  assert.deepEqual((await opened.prisma.user.findMany()).map(({ id }) => id), [stays.id])
  assert.equal(await domain.userPools.estimateUsers(pool.id), 1)
})
