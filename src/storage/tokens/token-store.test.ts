import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { ModelFacts } from '#src/oidc/model-store.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { aFamily, after, aPool, aUser, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

const facts: ModelFacts = { grantId: null, uid: null, userCode: null, accountId: null, expiresAt: after(60_000) }

forEachEngine('a family, its token, user and groups come back from one statement each, as stored', async (_t, open) => {
  const database = await open()
  const { stores: { users, groups, tokens }, pool } = await storesWithPool(database)
  const user = aUser(pool.id)
  await users.createUser(user, [])
  const group = { poolId: pool.id, description: 'd', roleArn: 'arn:aws:iam::000000000000:role/r', createdAt: noon, updatedAt: after(7) }
  const [none, late, first] = [{ ...group, name: 'a', precedence: null }, { ...group, name: 'B', precedence: 5 }, { ...group, name: 'c', precedence: 0 }]
  for (const each of [none, late, first]) {
    await groups.createGroup(each)
    await groups.addMember(pool.id, each.name, user.id, noon)
  }
  const sorted = [first, late, none]
  const family = aFamily(user, { grantId: 'g', sessionUid: 's', resource: 'https://api.example.com', nonce: 'n', acr: '0', jkt: 'j', deviceKey: 'k' })
  const before = database.statements()
  assert.deepEqual(await tokens.createFamily(family, 'digest', null), { spent: true, user, groups: sorted })
  assert.deepEqual(await tokens.readRefreshContext('digest'), { token: { digest: 'digest', consumedAt: null, successor: null }, family, user, groups: sorted })
  assert.deepEqual(await tokens.readAccessContext({ poolId: pool.id, userId: user.id, originJti: family.originJti }), { user, familyRevoked: false })
  assert.deepEqual(await tokens.findFamilyOfToken('digest'), family)
  assert.equal(database.statements(), before + 4)
  assert.equal(await tokens.readRefreshContext('unknown'), null)
  assert.equal(await tokens.findFamilyOfToken('unknown'), null)
  const withoutToken = aFamily(user)
  await tokens.createFamily(withoutToken, null, null)
  assert.equal(await database.prisma.refreshToken.count(), 1)
  const gone = aUser(pool.id)
  assert.deepEqual(await tokens.createFamily(aFamily(gone), 'other', null), { spent: true, user: null, groups: [] })
  assert.equal(await database.prisma.tokenFamily.count(), 2)
})

forEachEngine('the statement that stores a family also forgets the try that it ends, and gives it back to its network', async (_t, open) => {
  const database = await open()
  const { stores: { users, tokens, attempts }, pool } = await storesWithPool(database)
  const user = aUser(pool.id)
  await users.createUser(user, [])
  const rule = { now: noon, window: 60_000, lockFrom: null, maxLock: 0 }
  const network = { kind: 'network', subject: 'here', window: 60_000, limit: 9 }
  for (const [kind, subject] of [['password', user.id], ['password', 'else'], ['network', 'here'], ['network', 'here']] as const) await attempts.countAttempt({ ...rule, kind, subject })
  const before = database.statements()
  await tokens.createFamily(aFamily(user), 'digest', null, { kind: 'password', subject: user.id, network })
  await tokens.createFamily(aFamily(user), 'another', null)
  assert.equal(database.statements() - before, 2)
  const counts = await Promise.all([attempts.readAttempts('password', user.id), attempts.readAttempts('password', 'else'), attempts.readAttempts('network', 'here')])
  assert.deepEqual(counts.map((counted) => counted?.count), [undefined, 1, 1])
  await tokens.createFamily(aFamily(user), 'third', null, { kind: 'password', subject: 'else', network: null })
  assert.equal(await attempts.readAttempts('password', 'else'), null)
})

forEachEngine('of 20 exchanges of one code one gets tokens, and a replay finds its family', async (_t, open) => {
  const database = await open()
  const { stores: { users, tokens, models }, pool } = await storesWithPool(database)
  const user = aUser(pool.id)
  await users.createUser(user, [])
  await models.upsert({ poolId: pool.id, model: 'AuthorizationCode', idDigest: 'code' }, { kind: 'AuthorizationCode' }, facts)
  const grant = { model: 'AuthorizationCode', idDigest: 'code' } as const
  const endings = await race(async () => {
    const { spent } = await tokens.createFamily(aFamily(user, { grantId: 'code' }), randomUUID(), grant)
    if (!spent) await tokens.revokeFamiliesOfGrant('code', after(1))
    return spent
  })
  assert.deepEqual(tally(endings), { true: 1, false: 19 })
  const families = await database.prisma.tokenFamily.findMany()
  assert.deepEqual(families.map(({ revokedAt }) => revokedAt), [after(1)])
  await models.upsert({ poolId: pool.id, model: 'AuthorizationCode', idDigest: 'old' }, {}, { ...facts, expiresAt: noon })
  assert.equal((await tokens.createFamily(aFamily(user), 'x', { model: 'AuthorizationCode', idDigest: 'old' })).spent, false)
  const stranger = aPool()
  assert.equal((await tokens.createFamily(aFamily({ ...user, poolId: stranger.id }), 'y', grant)).spent, false)
})

forEachEngine('of 20 rotations of one token one wins and the others learn its successor', async (_t, open) => {
  const database = await open()
  const { stores: { users, tokens }, pool } = await storesWithPool(database)
  const user = aUser(pool.id)
  await users.createUser(user, [])
  const family = aFamily(user)
  await tokens.createFamily(family, 'first', null)
  const successors: string[] = []
  const endings = await race(async (index) => {
    const successor = `token${index}`
    const result = await tokens.rotateRefreshToken({ digest: 'first', originJti: family.originJti, successor, successorDigest: `digest${index}`, at: after(index) })
    successors.push(result.kind === 'rotated' ? successor : (result.successor ?? 'none'))
    return result.kind
  })
  assert.deepEqual(tally(endings), { rotated: 1, consumed: 19 })
  assert.equal(new Set(successors).size, 1)
  const spent = await tokens.readRefreshContext('first')
  assert.equal(spent?.token.successor, successors[0])
  assert.equal(await database.prisma.refreshToken.count(), 2)
  assert.equal(JSON.stringify(await database.prisma.refreshToken.findMany()).includes(successors[0] ?? ''), false)
  const next = await tokens.readRefreshContext(`digest${successors[0]?.slice(5)}`)
  assert.equal(next?.token.consumedAt, null)
  assert.deepEqual(next?.family.lastUsedAt, spent?.family.lastUsedAt)
})

forEachEngine('nothing comes of a revoked family, and 20 revocations and rotations end in peace', async (_t, open) => {
  const { stores: { users, tokens }, pool } = await storesWithPool(await open())
  const user = aUser(pool.id)
  await users.createUser(user, [])
  const families = Array.from({ length: 5 }, () => aFamily(user, { grantId: 'g' }))
  for (const family of families) await tokens.createFamily(family, `d-${family.originJti}`, null)
  await race(async (index) => {
    const family = families[index % 5] ?? assert.fail()
    if (index % 4 === 0) return tokens.revokeUser(pool.id, user.id, after(index))
    if (index % 4 === 1) return tokens.revokeFamiliesOfGrant('g', after(index))
    if (index % 4 === 2) return tokens.revokeFamily(family.originJti, after(index))
    await tokens.rotateRefreshToken({ digest: `d-${family.originJti}`, originJti: family.originJti, successor: 's', successorDigest: randomUUID(), at: noon })
  })
  for (const { originJti } of families) {
    assert.equal((await tokens.readAccessContext({ poolId: pool.id, userId: user.id, originJti })).familyRevoked, true)
    const late = await tokens.rotateRefreshToken({ digest: `d-${originJti}`, originJti, successor: 's', successorDigest: randomUUID(), at: noon })
    assert.deepEqual(late, { kind: 'consumed', successor: null, consumedAt: new Date(0) })
  }
  assert.deepEqual((await users.findUserById(pool.id, user.id))?.tokensValidFrom, after(16))
  await tokens.revokeUser(pool.id, user.id, noon)
  assert.deepEqual((await users.findUserById(pool.id, user.id))?.tokensValidFrom, after(16))
})

forEachEngine('a family of a sign-in before its user was signed out is dead, though it was stored after', async (_t, open) => {
  const { stores: { users, tokens }, pool } = await storesWithPool(await open())
  const user = aUser(pool.id)
  await users.createUser(user, [])
  await tokens.revokeUser(pool.id, user.id, after(5))
  // What a racing statement leaves that did not see the sign-out yet.
  for (const [authTime, familyRevoked] of [[after(4), true], [after(5), false]] as const) {
    const { originJti } = aFamily(user)
    await tokens.createFamily(aFamily(user, { originJti, authTime, createdAt: after(6) }), null, null)
    const question = { poolId: pool.id, userId: user.id, originJti }
    assert.equal((await tokens.readAccessContext(question)).familyRevoked, familyRevoked)
    assert.equal((await tokens.describeAccess(question)).familyRevoked, familyRevoked)
  }
})

forEachEngine('users may be deleted while their tokens rotate', async (_t, open) => {
  const database = await open()
  const { stores: { users, tokens }, pool } = await storesWithPool(database)
  const people = Array.from({ length: 10 }, () => aUser(pool.id))
  const families = people.map((user) => aFamily(user))
  for (const [index, user] of people.entries()) {
    await users.createUser(user, [])
    await tokens.createFamily(families[index] ?? assert.fail(), `d${index}`, null)
  }
  const endings = await race(async (index) => {
    const family = families[index >> 1] ?? assert.fail()
    if (index % 2 === 0) await users.deleteUser(pool.id, family.userId)
    else await tokens.rotateRefreshToken({ digest: `d${index >> 1}`, originJti: family.originJti, successor: 's', successorDigest: randomUUID(), at: noon })
    return 'done'
  })
  assert.deepEqual(tally(endings), { done: 20 })
  assert.equal(await database.prisma.refreshToken.count(), 0)
})

forEachEngine('access tokens that are read at once share a statement, and each is answered for itself', async (_t, open) => {
  const database = await open()
  const { stores: { users, tokens }, pool } = await storesWithPool(database)
  const people = Array.from({ length: 10 }, () => aUser(pool.id))
  const families = people.map((user) => aFamily(user))
  for (const [index, user] of people.entries()) {
    await users.createUser(user, [])
    await tokens.createFamily(families[index] ?? assert.fail(), null, null)
  }
  await tokens.revokeFamily(families[3]?.originJti ?? '', noon)
  await users.deleteUser(pool.id, people[4]?.id ?? '')
  const before = database.statements()
  const contexts = await Promise.all(families.map(({ userId, originJti }) => tokens.readAccessContext({ poolId: pool.id, userId, originJti })))
  assert.equal(database.statements(), before + 1)
  assert.deepEqual(contexts, people.map((user, index) => ({ user: index === 4 ? null : user, familyRevoked: index === 3 || index === 4 })))
})

forEachEngine('an access token of nobody or of an unknown family is dead', async (_t, open) => {
  const { stores: { users, tokens }, pool } = await storesWithPool(await open())
  const user = aUser(pool.id)
  await users.createUser(user, [])
  const { id, username, enabled, attributes, identities, mfa, tokensValidFrom } = user
  const described = { id, username, enabled, attributes, identities, mfa, tokensValidFrom }
  const read = async (userId: string, originJti: string | null) => {
    const question = { poolId: pool.id, userId, originJti }
    const [whole, brief] = await Promise.all([tokens.readAccessContext(question), tokens.describeAccess(question)])
    assert.deepEqual(brief, { ...whole, user: whole.user && described })
    return whole
  }
  assert.deepEqual(await read(user.id, null), { user, familyRevoked: false })
  assert.deepEqual(await read(user.id, randomUUID()), { user, familyRevoked: true })
  assert.deepEqual(await read(randomUUID(), null), { user: null, familyRevoked: false })
  assert.deepEqual(await read('nobody', 'nothing'), { user: null, familyRevoked: true })
  assert.equal((await tokens.readAccessContext({ poolId: 'other', userId: user.id, originJti: null })).user, null)
})
