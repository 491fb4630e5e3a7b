import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { forEachEngine } from '#test/storage/engines.ts'
import { aCredential, after, aPool, aUser, race, storesWithPool, tally } from '#test/storage/records.ts'

forEachEngine('a user is found by every name and by id, as stored, in one statement', async (_t, open) => {
  const database = await open()
  const { stores: { users }, pool } = await storesWithPool(database)
  const user = aUser(pool.id, {
    username: 'Ana', attributes: { email: 'ana@example.com', 'custom:shoe': '41' }, pendingAttributes: { email: 'new@example.com' },
    credential: aCredential('$argon2id$x'), mfa: { enabled: ['SMS_MFA'], preferred: 'SMS_MFA' }, identities: [{ providerName: 'Login', userId: '1' }],
  })
  await users.createUser(user, [{ kind: 'username', name: 'ana' }, { kind: 'email', name: 'ana@example.com' }])
  const before = database.statements()
  assert.deepEqual(await users.findUserByName(pool.id, 'ana'), user)
  assert.equal(database.statements(), before + 1)
  assert.deepEqual(await users.findUserByName(pool.id, 'ana@example.com'), user)
  assert.deepEqual(await users.findUserById(pool.id, user.id), user)
  assert.equal(await users.findUserById('other-pool', user.id), null)
  assert.equal(await users.findUserByName('other-pool', 'ana'), null)
  assert.equal(await users.findUserById(pool.id, 'no uuid'), null)
  assert.deepEqual(await users.findUsersById(pool.id, [randomUUID(), user.id, 'no uuid']), [user])
  const [row] = await database.prisma.user.findMany({ select: { srpSealed: true } })
  assert.doesNotMatch(row?.srpSealed ?? '', /verifier/)
})

forEachEngine('of 20 sign-ups with one name in two cases one wins, and the count is exact', async (_t, open) => {
  const { stores: { users, userPools }, pool } = await storesWithPool(await open())
  const endings = await race(async (index) => {
    const username = index % 2 === 0 ? 'Ana' : 'ANA'
    await users.createUser(aUser(pool.id, { username }), [{ kind: 'username', name: 'ana' }])
    return 'created'
  })
  assert.deepEqual(tally(endings), { created: 1, UsernameExists: 19 })
  assert.equal((await users.listUsers({ poolId: pool.id, filter: null, after: null, limit: 60 })).users.length, 1)
  assert.equal(await userPools.estimateUsers(pool.id), 1)
})

forEachEngine('20 sign-ups and deletions at once leave an exact count', async (_t, open) => {
  const { stores: { users, userPools }, pool } = await storesWithPool(await open())
  const gone = aUser(pool.id)
  await users.createUser(gone, [{ kind: 'username', name: gone.username }])
  const endings = await race(async (index) => {
    if (index < 5) return users.deleteUser(pool.id, gone.id)
    const user = aUser(pool.id)
    return users.createUser(user, [{ kind: 'username', name: user.username }])
  })
  assert.deepEqual(tally(endings), { undefined: 20 })
  assert.equal(await userPools.estimateUsers(pool.id), 15)
  assert.equal(await users.findUserByName(pool.id, gone.username), null)
})

forEachEngine('a taken alias and a missing pool refuse the sign-up as a whole', async (_t, open) => {
  const { stores: { users }, pool } = await storesWithPool(await open())
  await users.createUser(aUser(pool.id), [{ kind: 'username', name: 'ana' }, { kind: 'email', name: 'a@example.com' }])
  await assert.rejects(users.createUser(aUser(pool.id), [{ kind: 'username', name: 'bo' }, { kind: 'email', name: 'a@example.com' }]), { code: 'AliasExists', message: 'An account with the given email already exists.' })
  await assert.rejects(users.createUser(aUser(pool.id), [{ kind: 'username', name: 'a@example.com' }]), { code: 'UsernameExists' })
  await assert.rejects(users.createUser(aUser('nowhere'), [{ kind: 'username', name: 'cy' }]), { code: 'ResourceNotFound' })
  assert.equal(await users.findUserByName(pool.id, 'bo'), null)
})

forEachEngine('of 20 updates from one state one wins; a credential is only removed by them', async (_t, open) => {
  const { stores: { users }, pool } = await storesWithPool(await open())
  const user = aUser(pool.id, { credential: aCredential('hash') })
  await users.createUser(user, [])
  const endings = await race(async (index) => (await users.updateUser({ ...user, username: `n${index}`, credential: aCredential('other'), tokensValidFrom: after(5) })).version)
  assert.deepEqual(tally(endings), { 2: 1, ConcurrentModification: 19 })
  const stored = await users.findUserById(pool.id, user.id)
  assert.equal(stored?.credential?.hash, 'hash')
  assert.equal(stored.tokensValidFrom, null)
  assert.equal((await users.updateUser({ ...stored, credential: null })).credential, null)
  await assert.rejects(users.updateUser(aUser(pool.id)), { code: 'UserNotFound' })
})

forEachEngine('names change with the record; of 20 users who take over one address one holds it, verified there alone', async (_t, open) => {
  const { stores: { users }, pool } = await storesWithPool(await open())
  const rivals = Array.from({ length: 20 }, () => aUser(pool.id, { attributes: { email: 'x@example.com', email_verified: 'true' } }))
  for (const rival of rivals) await users.createUser(rival, [{ kind: 'username', name: rival.username }])
  const email = { kind: 'email' as const, name: 'x@example.com' }
  const endings = await race(async (index) => {
    const rival = rivals[index] ?? assert.fail()
    await users.updateUser(rival, { names: [email], takeOver: true })
    return 'took over'
  })
  assert.ok((tally(endings)['took over'] ?? 0) > 0)
  const stored = await users.findUsersById(pool.id, rivals.map(({ id }) => id))
  const verified = stored.filter(({ attributes }) => attributes['email_verified'] === 'true')
  const holder = await users.findUserByName(pool.id, 'x@example.com')
  assert.deepEqual(verified.map(({ id, version }) => ({ id, version })).filter(({ version }) => version > 1), [{ id: holder?.id, version: 2 }])
  const other = stored.find(({ id }) => id !== holder?.id) ?? assert.fail()
  await assert.rejects(users.updateUser(other, { names: [email] }), { code: 'AliasExists' })
  await assert.rejects(users.updateUser(other, { names: [{ kind: 'username', name: holder?.username ?? '' }], takeOver: true }), { code: 'UsernameExists' })
  assert.equal((await users.findUserById(pool.id, other.id))?.version, other.version)
  await users.updateUser(holder ?? assert.fail(), { names: [{ kind: 'email', name: null }, { kind: 'preferred_username', name: 'ex' }] })
  assert.equal(await users.findUserByName(pool.id, 'x@example.com'), null)
  assert.equal((await users.findUserByName(pool.id, 'ex'))?.id, holder?.id)
})

forEachEngine('users who swap addresses again and again never wait for each other for ever', async (_t, open) => {
  const { stores: { users }, pool } = await storesWithPool(await open())
  const pair = [aUser(pool.id), aUser(pool.id)] as const
  const emails = ['a@example.com', 'b@example.com'] as const
  await users.createUser(pair[0], [{ kind: 'email', name: emails[0] }])
  await users.createUser(pair[1], [{ kind: 'email', name: emails[1] }])
  const endings = await race(async (index) => {
    const user = (await users.findUserById(pool.id, pair[index % 2 === 0 ? 0 : 1].id)) ?? assert.fail()
    await users.updateUser(user, { names: [{ kind: 'email', name: emails[index % 3 === 0 ? 0 : 1] }], takeOver: true })
    return 'moved'
  })
  const { moved = 0, ConcurrentModification = 0 } = tally(endings)
  assert.equal(moved + ConcurrentModification, 20)
  assert.ok(moved > 0)
})

forEachEngine('a new password saves the record and keeps the newest old ones; of 20 one wins', async (_t, open) => {
  const { stores: { users }, pool } = await storesWithPool(await open())
  let user = aUser(pool.id, { status: 'FORCE_CHANGE_PASSWORD', credential: aCredential('p0') })
  await users.createUser(user, [])
  const endings = await race(async (index) => (await users.setPassword(user, aCredential(`race${index}`), 3)).version)
  assert.deepEqual(tally(endings), { 2: 1, ConcurrentModification: 19 })
  user = (await users.findUserById(pool.id, user.id)) ?? assert.fail()
  user = await users.setPassword({ ...user, status: 'CONFIRMED' }, aCredential('p1'), 3)
  assert.equal(user.status, 'CONFIRMED')
  assert.deepEqual(user.credential, aCredential('p1'))
  for (const hash of ['p2', 'p3', 'p4']) user = await users.setPassword(user, aCredential(hash), 3)
  assert.deepEqual(await users.passwordHistory(user.id, 10), ['p3', 'p2', 'p1'])
  assert.deepEqual(await users.passwordHistory(user.id, 1), ['p3'])
  await users.setPassword(user, aCredential('p5'), 0)
  assert.deepEqual(await users.passwordHistory(user.id, 10), [])
  await assert.rejects(users.setPassword(aUser(pool.id), aCredential('x'), 1), { code: 'UserNotFound' })
})

forEachEngine('deleting a pool takes its users with it, also while some sign up', async (_t, open) => {
  const database = await open()
  const { stores: { users, userPools }, pool } = await storesWithPool(database)
  const other = aPool()
  await userPools.createPool(other)
  await users.createUser(aUser(other.id), [])
  const endings = await race(async (index) => {
    if (index === 10) return userPools.deletePool(pool.id)
    const user = aUser(pool.id)
    return users.createUser(user, [{ kind: 'username', name: user.username }])
  })
  const { undefined: done = 0, ResourceNotFound = 0 } = tally(endings)
  assert.equal(done + ResourceNotFound, 20)
  assert.equal(await database.prisma.user.count(), 1)
  assert.equal(await userPools.findPool(pool.id), null)
})
