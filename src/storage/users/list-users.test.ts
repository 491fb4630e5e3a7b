import assert from 'node:assert/strict'
import type { ListedUser, UserFilter } from '#src/domain/users/user-store.ts'
import type { User } from '#src/domain/users/user.ts'
import type { Stores } from '#src/storage/create-stores.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { aPool, aUser, storesWithPool } from '#test/storage/records.ts'
import { test } from 'node:test'
import { textAfterPrefix, uuidRange } from './prefix-range.ts'

async function listAll({ users }: Stores, poolId: string, filter: UserFilter | null, limit: number): Promise<ListedUser[]> {
  const found: ListedUser[] = []
  let after: string | null = null
  do {
    const page = await users.listUsers({ poolId, filter, after, limit })
    assert.ok(page.users.length <= limit)
    assert.ok(page.next === null || page.users.length === limit)
    found.push(...page.users)
    after = page.next
  } while (after !== null)
  return found
}

const names = (users: readonly ListedUser[]): string => users.map(({ username }) => username).sort().join(' ')

forEachEngine('every filter finds its users once, whatever the size of the page, and nobody of another pool', async (_t, open) => {
  const { stores, pool } = await storesWithPool(await open())
  const strangers = aPool()
  await stores.userPools.createPool(strangers)
  const people: Partial<User>[] = [
    { username: 'ana', attributes: { email: 'ana@example.com', name: 'Ana', phone_number: '+491' } },
    { username: 'anatol', attributes: { email: 'an%@example.com', name: 'Anatol' }, status: 'UNCONFIRMED' },
    { username: 'Bea', attributes: { email: 'an_@example.com', family_name: 'Ünsal' }, enabled: false },
    { username: 'bo\u{10ffff}', attributes: { given_name: 'Bo', preferred_username: 'bobo' }, status: 'RESET_REQUIRED' },
    { username: 'bo', attributes: { email: 'ana@example.com', 'custom:x': 'ana' }, enabled: false, status: 'UNCONFIRMED' },
  ]
  const stored = people.map((change) => aUser(pool.id, change))
  for (const user of stored) await stores.users.createUser(user, [])
  for (const change of people) await stores.users.createUser(aUser(strangers.id, change), [])
  const someone = stored[0] ?? assert.fail()
  const cases: [UserFilter['attribute'], UserFilter['match'], string, string][] = [
    ['username', 'equals', 'ana', 'ana'],
    ['username', 'equals', 'ANA', ''],
    ['username', 'starts-with', 'an', 'ana anatol'],
    ['username', 'starts-with', 'bo', 'bo bo\u{10ffff}'],
    ['username', 'starts-with', '', 'Bea ana anatol bo bo\u{10ffff}'],
    ['email', 'equals', 'ana@example.com', 'ana bo'],
    ['email', 'starts-with', 'an', 'Bea ana anatol bo'],
    ['email', 'starts-with', 'an%', 'anatol'],
    ['email', 'starts-with', 'an_', 'Bea'],
    ['email', 'starts-with', '', 'Bea ana anatol bo'],
    ['phone_number', 'starts-with', '+49', 'ana'],
    ['name', 'equals', 'Ana', 'ana'],
    ['given_name', 'equals', 'Bo', 'bo\u{10ffff}'],
    ['family_name', 'starts-with', 'Ü', 'Bea'],
    ['preferred_username', 'starts-with', 'bob', 'bo\u{10ffff}'],
    ['status', 'equals', 'Enabled', 'ana anatol bo\u{10ffff}'],
    ['status', 'starts-with', 'Dis', 'Bea bo'],
    ['status', 'starts-with', '', 'Bea ana anatol bo bo\u{10ffff}'],
    ['status', 'equals', 'enabled', ''],
    ['cognito:user_status', 'equals', 'unconfirmed', 'anatol bo'],
    ['cognito:user_status', 'starts-with', 'CON', 'Bea ana'],
    ['cognito:user_status', 'starts-with', '', 'Bea ana anatol bo bo\u{10ffff}'],
    ['cognito:user_status', 'equals', 'ARCHIVED', ''],
    ['sub', 'equals', someone.id, 'ana'],
    ['sub', 'equals', 'nonsense', ''],
    ['sub', 'starts-with', someone.id.slice(0, 11), 'ana'],
    ['sub', 'starts-with', 'x', ''],
  ]
  for (const [attribute, match, value, expected] of cases) {
    for (const limit of [1, 2, 60]) {
      assert.equal(names(await listAll(stores, pool.id, { attribute, match, value }, limit)), expected, `${attribute} ${match} ${value} by ${limit}`)
    }
  }
  assert.equal(names(await listAll(stores, pool.id, null, 2)), 'Bea ana anatol bo bo\u{10ffff}')
  await assert.rejects(stores.users.listUsers({ poolId: pool.id, filter: null, after: 'junk', limit: 5 }), { code: 'InvalidParameter' })
})

test('the range of a prefix holds exactly the texts that begin with it', () => {
  assert.equal(textAfterPrefix('ab'), 'ac')
  assert.equal(textAfterPrefix('a\u{10ffff}'), 'b')
  assert.equal(textAfterPrefix('a\ud7ff'), 'a\ue000')
  assert.equal(textAfterPrefix(''), null)
  assert.equal(textAfterPrefix('\u{10ffff}'), null)
  assert.deepEqual(uuidRange('ABCDEF12-3'), { first: 'abcdef12-3000-0000-0000-000000000000', last: 'abcdef12-3fff-ffff-ffff-ffffffffffff' })
  assert.equal(uuidRange('abcdef123'), undefined)
  assert.equal(uuidRange('x'), undefined)
})
