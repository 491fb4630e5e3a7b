import assert from 'node:assert/strict'
import { minutes, seconds } from '#src/contracts/duration.ts'
import type { TryPlaces } from '#src/domain/attempts/try-places.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { after, aUser, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

const rule = { kind: 'password', window: minutes(15), lockFrom: 5, maxLock: minutes(15) }

forEachEngine('of 20 tries at the same moment four are free, the fifth locks, and none is lost or counted twice', async (_t, open) => {
  const { stores: { attempts } } = await storesWithPool(await open())
  const endings = await race(async () => {
    const { count, locked } = await attempts.countAttempt({ ...rule, subject: 's', now: noon })
    return locked ? 'locked' : `try ${count}`
  })
  assert.deepEqual(tally(endings), { 'try 1': 1, 'try 2': 1, 'try 3': 1, 'try 4': 1, 'try 5': 1, locked: 15 })
  assert.deepEqual(await attempts.readAttempts('password', 's'), { count: 5, windowStart: noon, lockedUntil: after(seconds(1)) })
  assert.equal(await attempts.readAttempts('password', 'other'), null)
})

forEachEngine('each try after a lock doubles it up to the limit, and a quiet window forgives', async (_t, open) => {
  const { stores: { attempts } } = await storesWithPool(await open())
  let now = noon
  const locks: number[] = []
  for (let n = 1; n <= 17; n++) {
    const { count, locked, lockedUntil } = await attempts.countAttempt({ ...rule, subject: 's', now })
    assert.deepEqual({ count, locked }, { count: n, locked: false })
    locks.push(lockedUntil === null ? 0 : (lockedUntil.getTime() - now.getTime()) / 1000)
    now = lockedUntil ?? now
  }
  assert.deepEqual(locks, [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900])
  const early = new Date(now.getTime() + minutes(15) - 1)
  assert.equal((await attempts.countAttempt({ ...rule, subject: 's', now: early })).count, 18)
  now = new Date(early.getTime() + minutes(15))
  const quiet = new Date(now.getTime() + minutes(15))
  assert.deepEqual(await attempts.countAttempt({ ...rule, subject: 's', now: quiet }), { count: 1, windowStart: quiet, lockedUntil: null, locked: false, subject: 's' })
  await attempts.resetAttempts('password', 's')
  assert.equal(await attempts.readAttempts('password', 's'), null)
})

forEachEngine('a try that was not judged is taken back with its own lock, and never with another one', async (_t, open) => {
  const { stores: { attempts } } = await storesWithPool(await open())
  const count = (now = noon) => attempts.countAttempt({ ...rule, lockFrom: 3, subject: 's', now })
  const takeBack = (lockedUntil: Date | null) => attempts.takeBackAttempt({ kind: 'password', subject: 's', lockedUntil })
  await count()
  const slow = await count()
  const judged = await count()
  assert.deepEqual([slow.lockedUntil, judged.lockedUntil], [null, after(seconds(1))])
  await takeBack(slow.lockedUntil)
  assert.deepEqual(await attempts.readAttempts('password', 's'), { count: 2, windowStart: noon, lockedUntil: after(seconds(1)) }, 'the lock of the judged one stays')
  const own = await count(after(seconds(1)))
  await takeBack(own.lockedUntil)
  assert.deepEqual(await attempts.readAttempts('password', 's'), { count: 2, windowStart: noon, lockedUntil: null })
  await Promise.all(Array.from({ length: 20 }, () => takeBack(null)))
  assert.equal((await attempts.readAttempts('password', 's'))?.count, 0)
})

forEachEngine('without a lock a window begins at its first try, however busy it is', async (_t, open) => {
  const { stores: { attempts } } = await storesWithPool(await open())
  const count = (now: Date) => attempts.countAttempt({ kind: 'resend', subject: 's', now, window: minutes(60), lockFrom: null, maxLock: 0 })
  for (let n = 0; n < 6; n++) assert.deepEqual(await count(after(minutes(10 * n))), { count: n + 1, windowStart: noon, lockedUntil: null, locked: false, subject: 's' })
  assert.deepEqual(await count(after(minutes(60))), { count: 1, windowStart: after(minutes(60)), lockedUntil: null, locked: false, subject: 's' })
})

forEachEngine('a password try finds the user by any name and counts on one counter, in one statement; unknown names alike', async (_t, open) => {
  const database = await open()
  const { stores: { passwordTries, users }, pool } = await storesWithPool(database)
  const user = aUser(pool.id)
  await users.createUser(user, [{ kind: 'username', name: 'ana' }, { kind: 'email', name: 'ana@example.com' }])
  const begin = (canonicalName: string) => passwordTries.beginPasswordTry({ ...rule, poolId: pool.id, canonicalName, unknownSubject: `hash of ${canonicalName}`, now: noon })
  const before = database.statements()
  const first = await begin('ana')
  assert.equal(database.statements(), before + 1)
  assert.deepEqual(first, { user, subject: user.id, counted: { count: 1, windowStart: noon, lockedUntil: null, locked: false }, networkRetryAt: null })
  const endings = await race(async (index) => {
    const { counted } = await begin(index % 2 ? 'ana' : 'ana@example.com')
    return counted.locked ? 'locked' : 'free'
  })
  assert.deepEqual(tally(endings), { free: 4, locked: 16 })
  const unknown = await begin('nobody')
  assert.deepEqual(unknown, { user: null, subject: 'hash of nobody', counted: { count: 1, windowStart: noon, lockedUntil: null, locked: false }, networkRetryAt: null })
})

forEachEngine('tries of one network are counted over users: beyond its limit no user is, a success gives one back, and nobody waits for each other in a ring', async (_t, open) => {
  const database = await open()
  const { stores: { passwordTries, attempts }, pool } = await storesWithPool(database)
  const network = { kind: 'password-network', subject: 'n', window: minutes(10), limit: 10 }
  const begin = (name: string, now = noon) => passwordTries.beginPasswordTry({ ...rule, poolId: pool.id, canonicalName: name, unknownSubject: name, now, network })
  const before = database.statements()
  const endings = await race(async (index) => ((await begin(`user${index}`)).networkRetryAt === null ? 'counted' : 'refused'))
  assert.equal(database.statements(), before + 20)
  assert.deepEqual(tally(endings), { counted: 10, refused: 10 })
  const refused = endings.indexOf('refused')
  assert.equal(await attempts.readAttempts(rule.kind, `user${refused}`), null)
  assert.deepEqual((await begin('late')).networkRetryAt, after(minutes(10)))
  assert.equal((await begin('late', after(minutes(10)))).networkRetryAt, null)
  await attempts.resetAttempts(rule.kind, 'late', network)
  assert.deepEqual([(await attempts.readAttempts(network.kind, 'n'))?.count, await attempts.readAttempts(rule.kind, 'late')], [0, null])
  await race((index) => (index % 2 ? attempts.resetAttempts(rule.kind, 'same', network) : begin('same', after(minutes(20)))).then(() => 'done'))
})

forEachEngine('tries at a user from a place where they are known are counted there, and nowhere else', async (_t, open) => {
  const { stores: { attempts, devices, knownNetworks, passwordTries, users }, pool } = await storesWithPool(await open())
  const [ada, eve] = [aUser(pool.id), aUser(pool.id)]
  await users.createUser(ada, [{ kind: 'username', name: 'ada' }])
  await users.createUser(eve, [])
  await devices.createDevice({
    key: 'us-east-1_phone', userId: ada.id, groupKey: '-g', name: null, srp: null, secretDigest: 'd', remembered: true, lastAddress: null, createdAt: noon, updatedAt: noon, lastAuthenticatedAt: noon,
  })
  await knownNetworks.noteNetwork(ada.id, 'office', noon)
  await knownNetworks.noteNetwork(eve.id, 'cafe', noon)
  await knownNetworks.noteNetwork('nobody', 'cafe', noon)
  const nowhere = { browsers: [], deviceKey: null, network: null, networkSince: after(-1) }
  const cases: [Partial<TryPlaces>, string][] = [
    [{}, ''],
    [{ browsers: [{ userId: eve.id, place: 'hers' }, { userId: ada.id, place: 'own' }], deviceKey: 'us-east-1_phone', network: 'office' }, ' browser own'],
    [{ browsers: [{ userId: eve.id, place: 'hers' }] }, ''],
    [{ deviceKey: 'us-east-1_phone', network: 'office' }, ' device us-east-1_phone'],
    [{ deviceKey: 'us-east-1_other' }, ''],
    [{ network: 'office' }, ' network office'],
    [{ network: 'cafe' }, ''],
    [{ network: 'office', networkSince: noon }, ''],
  ]
  for (const [change, place] of cases) {
    const places = { ...nowhere, ...change }
    const { subject } = await passwordTries.beginPasswordTry({ ...rule, poolId: pool.id, canonicalName: 'ada', unknownSubject: 'u', now: noon, places })
    assert.equal(subject, `${ada.id}${place}`, JSON.stringify(change))
    assert.equal((await attempts.countAttempt({ ...rule, subject: ada.id, now: noon, places: { ...places, userId: ada.id } })).subject, subject)
  }
  assert.equal((await attempts.readAttempts('password', `${ada.id} network office`))?.count, 2)
  const unknown = await passwordTries.beginPasswordTry({ ...rule, poolId: pool.id, canonicalName: 'nobody', unknownSubject: 'u', now: noon, places: { ...nowhere, network: 'office' } })
  assert.equal(unknown.subject, 'u')
})

forEachEngine('a network is noted again when an hour has gone by, and not before', async (_t, open) => {
  const database = await open()
  const { stores: { knownNetworks, users }, pool } = await storesWithPool(database)
  const user = aUser(pool.id)
  await users.createUser(user, [])
  const notedAt = async (at: Date) => {
    const before = database.statements()
    await knownNetworks.noteNetwork(user.id, 'office', at)
    return database.statements() - before
  }
  assert.deepEqual([await notedAt(noon), await notedAt(after(minutes(59))), await notedAt(after(minutes(60)))], [1, 0, 1])
})
