import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { days } from '#src/contracts/duration.ts'
import type { NoticeLink } from '#src/domain/notices/notice-link.ts'
import type { User } from '#src/domain/users/user.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { after, aPool, aUser, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

const aLink = (user: User, change: Partial<NoticeLink> = {}): NoticeLink => ({
  digest: randomUUID(), poolId: user.poolId, userId: user.id, kind: 'emailChanged', undo: { what: 'contact', attribute: 'email', before: 'ada@example.com' },
  createdAt: noon, expiresAt: after(days(7)), ...change,
})

forEachEngine('a link is used by one of twenty, with the younger ones of its user and nobody else\'s', async (_t, open) => {
  const { stores: { users, noticeLinks }, pool } = await storesWithPool(await open())
  const [ada, bea] = [aUser(pool.id), aUser(pool.id)]
  for (const user of [ada, bea]) await users.createUser(user, [])
  const older = aLink(ada, { createdAt: after(-1000), kind: 'passwordChanged', undo: { what: 'nothing' } })
  const taken = aLink(ada)
  const younger = aLink(ada, { createdAt: after(1000), kind: 'passkeyAdded', undo: { what: 'passkey', id: 'p' } })
  const others = aLink(bea, { createdAt: after(1000) })
  for (const link of [older, taken, younger, others]) assert.equal(await noticeLinks.addLink(link, false), true)
  assert.deepEqual(await noticeLinks.findLink(pool.id, taken.digest, after(2000)), taken)
  assert.deepEqual(await noticeLinks.takeLink(aPool().id, taken.digest, after(2000)), [], 'another pool')
  const takes = await race(async () => (await noticeLinks.takeLink(pool.id, taken.digest, after(2000))).map(({ digest }) => digest).join())
  assert.deepEqual(tally(takes), { '': 19, [`${taken.digest},${younger.digest}`]: 1 })
  assert.equal(await noticeLinks.findLink(pool.id, younger.digest, after(2000)), null)
  for (const left of [older, others]) assert.deepEqual(await noticeLinks.findLink(pool.id, left.digest, after(2000)), left)
})

forEachEngine('a link is over with its time, and only the first of its kind is stored where that is asked', async (_t, open) => {
  const { stores: { users, noticeLinks }, pool } = await storesWithPool(await open())
  const user = aUser(pool.id)
  await users.createUser(user, [])
  const link = aLink(user)
  assert.equal(await noticeLinks.addLink(link, true), true)
  assert.equal(await noticeLinks.addLink(aLink(user, { createdAt: after(1) }), true), false)
  assert.equal(await noticeLinks.addLink(aLink(user, { createdAt: after(1), kind: 'phoneChanged' }), true), true)
  assert.equal((await noticeLinks.takeLink(pool.id, link.digest, after(2))).length, 2)
  assert.equal(await noticeLinks.addLink(aLink(user, { createdAt: after(3) }), true), false, 'a used one counts while it lasts')
  const next = aLink(user, { createdAt: after(days(7)), expiresAt: after(days(14)) })
  assert.equal(await noticeLinks.addLink(next, true), true)
  assert.equal(await noticeLinks.findLink(pool.id, next.digest, after(days(14))), null)
  assert.deepEqual(await noticeLinks.takeLink(pool.id, next.digest, after(days(14))), [])
  await assert.rejects(noticeLinks.addLink(aLink(aUser(pool.id)), false), { code: 'UserNotFound' })
})
