import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { UserEvent } from '#src/domain/activity/user-event.ts'
import type { User } from '#src/domain/users/user.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { after, aPool, aUser, noon, storesWithPool } from '#test/storage/records.ts'

const anEvent = (user: User, change: Partial<UserEvent> = {}): UserEvent => ({
  id: randomUUID(), poolId: user.poolId, userId: user.id, type: 'SignIn', response: 'Pass', createdAt: noon, clientId: 'client', wire: 'api', address: '192.0.2.1', device: 'Firefox on Linux',
  challenges: [{ ChallengeName: 'Password', ChallengeResponse: 'Success' }], details: { amr: 'pwd' }, ...change,
})

forEachEngine('events are read back whole, newest first, page by page, each user their own', async (_t, open) => {
  const database = await open()
  const { stores: { users, userEvents }, pool } = await storesWithPool(database)
  const [ada, bea] = [aUser(pool.id), aUser(pool.id)]
  for (const user of [ada, bea]) await users.createUser(user, [])
  const events = Array.from({ length: 7 }, (_, n) => anEvent(ada, { createdAt: after(Math.floor(n / 2) * 1000), ...(n === 0 ? { clientId: null, wire: null, address: null, device: null, challenges: [], details: {} } : {}) }))
  for (const event of [...events, anEvent(bea)]) userEvents.add(event)
  const seen: UserEvent[] = []
  for (let next: string | null = null, pages = 0; pages < 4; pages++) {
    const page: Awaited<ReturnType<typeof userEvents.listUserEvents>> = await userEvents.listUserEvents({ poolId: pool.id, userId: ada.id, after: next, limit: 3 })
    seen.push(...page.events)
    next = page.next
    if (next === null) break
    assert.match(next, /^[0-9a-f-]{36}#2026-11-21T12:00:0\d\.000Z$/)
  }
  const order = (a: UserEvent, b: UserEvent) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1)
  assert.deepEqual(seen, events.toSorted(order))
  for (const wrong of [{ poolId: aPool().id, userId: ada.id, after: null }, { poolId: pool.id, userId: 'nobody', after: null }, { poolId: pool.id, userId: ada.id, after: 'x#y' }]) {
    assert.deepEqual(await userEvents.listUserEvents({ ...wrong, limit: 3 }), { events: [], next: null })
  }
})

forEachEngine('events of somebody who is gone are dropped, others of the same write are not, and events go with their user', async (_t, open) => {
  const database = await open()
  const { stores: { users, userEvents }, pool } = await storesWithPool(database)
  const [gone, here] = [aUser(pool.id), aUser(pool.id)]
  for (const user of [gone, here]) await users.createUser(user, [])
  await users.deleteUser(pool.id, gone.id)
  const twice = anEvent(here)
  for (const event of [anEvent(gone), twice, twice, anEvent(here)]) userEvents.add(event)
  await userEvents.flush()
  assert.equal(await database.prisma.userEvent.count(), 2)
  await users.deleteUser(pool.id, here.id)
  assert.equal(await database.prisma.userEvent.count(), 0)
})

forEachEngine('a thousand events take two statements, and a store that stops writes what waits', async (_t, open) => {
  const database = await open()
  const { stores, pool } = await storesWithPool(database)
  const user = aUser(pool.id)
  await stores.users.createUser(user, [])
  const before = database.statements()
  for (let n = 0; n < 1000; n++) stores.userEvents.add(anEvent(user))
  await stores.stop()
  assert.equal(database.statements() - before, 2)
  assert.equal(await database.prisma.userEvent.count(), 1000)
})
