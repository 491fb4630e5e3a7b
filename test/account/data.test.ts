import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes } from '#src/contracts/duration.ts'
import { exportUserData } from '#src/domain/account/export-user-data.ts'
import { createGroup } from '#src/domain/groups/create-group.ts'
import { adminAddUserToGroup } from '#src/domain/groups/admin-add-user-to-group.ts'
import { makeRecoveryCodes } from '#src/domain/recovery-codes/make-recovery-codes.ts'
import { signInToAccount } from '#test/drive/account.ts'
import { browserFor, logIn } from '#test/drive/application.ts'
import { pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }

test('everything stored about a person is in one file, and no secret', async (t) => {
  const { application, addUser, domain, pool, findUser } = await openPoolhouse(t, {
    pool: { Schema: [{ Name: 'note', DeveloperOnlyAttribute: true, AttributeDataType: 'String', Mutable: true }] },
  })
  const user = await addUser(ADA.username, { given_name: 'Ada', 'dev:custom:note': 'internal' })
  await createGroup(domain, { UserPoolId: pool.id, GroupName: 'countesses' })
  await adminAddUserToGroup(domain, { UserPoolId: pool.id, Username: user.id, GroupName: 'countesses' })
  const now = domain.clock.now()
  await domain.passkeys.addPasskey({ poolId: pool.id, id: 'key-1', userId: user.id, publicKey: new Uint8Array([1, 2]), counter: 3, transports: ['usb'], aaguid: 'a', name: 'Key', rpId: 'example.com', attachment: null, backedUp: false, createdAt: now, lastUsedAt: null }, 20)
  await domain.softwareTokens.saveSoftwareToken({ userId: user.id, seed: 'SEEDSEEDSEEDSEED', pendingSeed: null, friendlyName: 'Phone', lastStep: null, createdAt: now, updatedAt: now, version: 0 })
  const codes = await makeRecoveryCodes(domain, { user })
  const tokens = await logIn(browserFor(application), application, ADA).catch(() => null)
  const data = await exportUserData(domain, { pool, user: await findUser(user.id) })
  assert.deepEqual([data.attributes['email'], data.attributes['given_name'], data.groups], ['ada@example.com', 'Ada', ['countesses']])
  assert.deepEqual(data.factors['authenticator'], { name: 'Phone', registeredAt: now.toISOString() })
  assert.deepEqual(data.factors['recoveryCodes'], { left: 10, madeAt: (data.factors['recoveryCodes'] as { madeAt: string }).madeAt })
  assert.deepEqual(data.passkeys.map(({ name, publicKey }) => [name, publicKey]), [['Key', 'AQI']])
  assert.ok(data.events.length > 0)
  const text = JSON.stringify(data)
  for (const secret of ['SEEDSEED', 'internal', PASSWORD, user.credential?.hash, user.credential?.srp?.verifier, ...codes, tokens?.refresh_token]) {
    if (secret !== undefined) assert.ok(!text.includes(secret), secret)
  }
})

test('the file comes by the form alone, to who has signed in lately, and is recorded', async (t) => {
  const { application, addUser, clock, domain, pool, findUser } = await openPoolhouse(t)
  await addUser(ADA.username)
  const browser = browserFor(application)
  const page = await signInToAccount(browser, application, ADA, 'account-data', '/data')
  const { basePath, csrf } = page.view.frame.form
  const address = `${application.publicUrl}${basePath}/hosted/account-download`
  assert.equal((await browser.plain.get(address)).status, 405)
  const forged = await browser.plain.post(address, { csrf: 'forged' })
  assert.equal(forged.status, 403)
  const answer = await browser.plain.post(address, { csrf })
  assert.equal(answer.status, 200)
  assert.equal(answer.headers.get('content-disposition'), 'attachment; filename="account-data.json"')
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  assert.equal((JSON.parse(answer.text) as { attributes: Record<string, string> }).attributes['email'], ADA.username)
  const { events } = await domain.userEvents.listUserEvents({ poolId: pool.id, userId: (await findUser(ADA.username)).id, after: null, limit: 1 })
  assert.equal(events[0]?.type, 'DataDownloaded')
  clock.advance(minutes(6))
  pageOf(await browser.submit(page, 'account-download'), 'sign-in')
})
