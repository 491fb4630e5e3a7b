import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seconds } from '#src/contracts/duration.ts'
import type { RequestOrigin } from '#src/domain/activity/request-origin.ts'
import { rememberBrowser } from '#src/domain/devices/browser.ts'
import { disownChange } from '#src/domain/notices/disown-change.ts'
import { sendNotice } from '#src/domain/notices/send-notice.ts'
import { createUserPool } from '#src/domain/user-pools/create-user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { createSdk } from '#test/aws-api/open-aws-api.ts'
import { noticeLink } from '#test/account/inbox.ts'
import { browserFor, signInHosted } from '#test/drive/application.ts'
import { codeOf, pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse, type PoolhouseOptions } from '#test/drive/open-poolhouse.ts'

const ADA = 'ada@example.com'
const NEXT = 'Another-Horse-10'

/** An installation where somebody was just told that the password was changed. */
async function openWithLink(t: Parameters<typeof openPoolhouse>[0], options: PoolhouseOptions = {}): Promise<Poolhouse & { link: string; token: string }> {
  const poolhouse = await openPoolhouse(t, options)
  await poolhouse.addUser(ADA)
  const sdk = createSdk(poolhouse.url)
  t.after(() => sdk.destroy())
  const { AuthenticationResult } = await sdk.initiateAuth({ ClientId: poolhouse.client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: ADA, PASSWORD } })
  await sdk.changePassword({ AccessToken: AuthenticationResult?.AccessToken, PreviousPassword: PASSWORD, ProposedPassword: NEXT })
  const link = await noticeLink(poolhouse, ADA)
  return { ...poolhouse, link, token: new URL(link).searchParams.get('link') ?? assert.fail() }
}

const isUntouched = async ({ findUser, application }: Poolhouse): Promise<void> => {
  assert.equal((await findUser(ADA)).status, 'CONFIRMED')
  codeOf(await signInHosted(browserFor(application), application, { username: ADA, password: NEXT }))
}

test('scanners that open the link with any method but a form of the page change nothing, and leave it for the person', async (t) => {
  const poolhouse = await openWithLink(t)
  const { link, token, application } = poolhouse
  for (const method of ['GET', 'HEAD', 'GET', 'OPTIONS', 'POST', 'PUT', 'DELETE']) await (await fetch(link, { method, headers: { 'user-agent': 'link-scanner/1.0' } })).arrayBuffer()
  for (const method of ['GET', 'HEAD']) assert.equal((await fetch(`${application.publicUrl}/${application.poolId}/hosted/not-me?link=${token}`, { method })).status, 405)
  await isUntouched(poolhouse)
  const reader = browserFor(application)
  const done = pageOf(await reader.submit(pageOf(await reader.open(link), 'not-me'), 'not-me', { link: token }), 'not-me')
  assert.equal(done.view.step.state, 'done')
})

test('forms of other sites, without a token, or with the token of another link are refused', async (t) => {
  const poolhouse = await openWithLink(t)
  const { link, token, application } = poolhouse
  const reader = browserFor(application)
  const { csrf, basePath } = pageOf(await reader.open(link), 'not-me').view.frame.form
  const address = `${application.publicUrl}${basePath}/hosted/not-me`
  const post = async (body: Record<string, string>, origin = application.publicUrl) =>
    (await fetch(address, { method: 'POST', redirect: 'manual', headers: { origin }, body: new URLSearchParams(body) })).status
  const other = pageOf(await reader.open(link.replace(token, `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)), 'not-me')
  assert.equal(other.view.step.state, 'spent')
  assert.equal(await post({ csrf, link: token }, 'https://evil.example.com'), 403)
  assert.equal(await post({ link: token }), 403)
  assert.equal(await post({ csrf: other.view.frame.form.csrf, link: token }), 403)
  assert.equal(await post({ csrf, link: 'x'.repeat(43) }), 403)
  await isUntouched(poolhouse)
})

test('forged, cut, long and hostile tokens are links that can no longer be used', async (t) => {
  const poolhouse = await openWithLink(t)
  const { link, token, application } = poolhouse
  const reader = browserFor(application)
  for (const forged of ['', 'x', token.slice(1), `${token}A`, 'A'.repeat(43), `${token}%00`, "'%20OR%201=1--", 'x'.repeat(4000), '%F0%9F%94%91'.repeat(11)]) {
    const stop = await reader.open(link.replace(token, forged))
    if (stop.kind === 'page' && stop.view.screen === 'not-me') assert.equal(stop.view.step.state, 'spent', forged)
    else assert.ok(stop.kind !== 'application' && stop.status < 500, forged)
  }
  await isUntouched(poolhouse)
})

test('the link of one pool says nothing in another, and does nothing there', async (t) => {
  const poolhouse = await openWithLink(t)
  const { link, token, application, domain, pool } = poolhouse
  const other = await createUserPool(domain, { region: 'us-east-1', request: { PoolName: 'others' } })
  const reader = browserFor(application)
  const page = pageOf(await reader.open(link.replace(pool.id, other.id)), 'not-me')
  assert.equal(page.view.step.state, 'spent')
  assert.equal(pageOf(await reader.submit(page, 'not-me', { link: token }), 'not-me').view.step.state, 'spent')
  await isUntouched(poolhouse)
})

for (const engine of ['embedded', 'postgresql'] as const) {
  test(`of twenty presses one counts (${engine})`, async (t) => {
    const poolhouse = await openWithLink(t, { engine })
    const { link, token, application, domain, findUser, pool } = poolhouse
    const reader = browserFor(application)
    const page = pageOf(await reader.open(link), 'not-me')
    const stops = await Promise.all(Array.from({ length: 20 }, () => browserFor(application).submit(page, 'not-me', { link: token })))
    assert.equal(stops.filter((stop) => pageOf(stop, 'not-me').view.step.state === 'done').length, 1)
    const { events } = await domain.userEvents.listUserEvents({ poolId: pool.id, userId: (await findUser(ADA)).id, after: null, limit: 50 })
    assert.equal(events.filter(({ type }) => type === 'Disowned').length, 1)
  })
}

test('links are stored as digests, and their tokens are in no log line', async (t) => {
  const { opened, token, logLines, link, application } = await openWithLink(t, { variables: { LOG_LEVEL: 'info' } })
  const reader = browserFor(application)
  await reader.submit(pageOf(await reader.open(link), 'not-me'), 'not-me', { link: token })
  const rows = await opened.prisma.noticeLink.findMany()
  assert.equal(rows.length, 1)
  assert.ok(!JSON.stringify(rows).includes(token))
  assert.ok(!logLines.join('\n').includes(token))
})

const AT_HOME: RequestOrigin = { wire: 'hosted', address: '203.0.113.7', userAgent: null, clientId: null, language: null }

const remembered = async ({ domain, pool }: Poolhouse, user: User): Promise<void> =>
  void (await domain.requestOrigins.during(AT_HOME, () => rememberBrowser(domain, { pool, user, name: 'Firefox on Linux', address: null })))

const devicesOf = async ({ domain }: Poolhouse, user: User): Promise<number> => (await domain.devices.listDevices({ userId: user.id, after: null, limit: 60 })).devices.length

test('what came after so many changes that nobody was told of it is taken back with them', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const user = await poolhouse.addUser(ADA)
  await remembered(poolhouse, user)
  const link = await noticeLink(poolhouse, ADA)
  for (let n = 0; n < 12; n++) await remembered(poolhouse, user)
  assert.equal(await devicesOf(poolhouse, user), 13)
  await disownChange(poolhouse.domain, { pool: poolhouse.pool, token: new URL(link).searchParams.get('link') ?? '' })
  assert.equal(await devicesOf(poolhouse, user), 0)
})

test('whoever is told of a strange sign-in takes back what was changed before the message went out', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const { domain, pool, clock } = poolhouse
  const user = await poolhouse.addUser(ADA)
  const at = clock.now()
  clock.advance(seconds(1))
  await remembered(poolhouse, user)
  clock.advance(seconds(1))
  await sendNotice(domain, { pool, user, notice: { kind: 'newBrowser' }, undo: { what: 'nothing' }, origin: AT_HOME, facts: { at, device: null } })
  const link = await noticeLink(poolhouse, ADA)
  await disownChange(domain, { pool, token: new URL(link).searchParams.get('link') ?? '' })
  assert.equal(await devicesOf(poolhouse, user), 0)
})
