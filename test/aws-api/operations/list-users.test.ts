import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { ListUsersCommandInput } from '@aws-sdk/client-cognito-identity-provider'
import { makePool, makeUser } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'

/** Five people, and a stranger of another pool who shares every value with one of them. */
async function openDirectory(t: TestContext) {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  const { pool: other } = await makePool(api)
  await makeUser(api, pool, 'ada', { name: 'Ada', given_name: 'Ada', family_name: 'Lovelace', phone_number: '+15550000001' })
  await makeUser(api, pool, 'adam', { name: 'Adam "the" \\ first', preferred_username: 'first' })
  await makeUser(api, pool, 'Bea', { name: 'Bea', email: 'ada+b@example.com' })
  await api.sdk.adminDisableUser({ UserPoolId: pool.id, Username: 'Bea' })
  await api.sdk.adminCreateUser({ UserPoolId: pool.id, Username: 'cid', MessageAction: 'SUPPRESS' })
  await makeUser(api, pool, 'd%_', { name: "x' OR '1'='1" })
  await makeUser(api, other, 'ada', { name: 'Ada' })
  const list = (input: Omit<ListUsersCommandInput, 'UserPoolId'> = {}, UserPoolId = pool.id) => api.sdk.listUsers({ UserPoolId, ...input })
  const names = async (Filter?: string) => ((await list(Filter === undefined ? {} : { Filter })).Users ?? []).map(({ Username }) => Username ?? '').sort().join(' ')
  return { ...api, pool, other, list, names }
}

test('ListUsers: every form of filter finds its users, and nobody of another pool', async (t) => {
  const { names, pool, sdk } = await openDirectory(t)
  const sub = (await sdk.adminGetUser({ UserPoolId: pool.id, Username: 'ada' })).UserAttributes?.find(({ Name }) => Name === 'sub')?.Value ?? ''
  const everyone = 'Bea ada adam cid d%_'
  const cases: [string | undefined, string][] = [
    [undefined, everyone], ['', everyone], ['  ', everyone],
    ['username = "ada"', 'ada'], ['username = "ADA"', ''], ['username ^= "ada"', 'ada adam'], ['username^="ad"', 'ada adam'], ['  username  =  "cid"  ', 'cid'],
    ['username ^= "d%"', 'd%_'], ['username ^= "a%"', ''], ['username ^= ""', everyone],
    ['email = "ada@example.com"', 'ada'], ['email ^= "ada"', 'Bea ada adam'],
    ['phone_number = "+15550000001"', 'ada'], ['phone_number ^= "+1555"', 'ada'],
    ['name = "Adam \\"the\\" \\\\ first"', 'adam'], ['name ^= "Ada"', 'ada adam'], ['given_name = "Ada"', 'ada'], ['family_name ^= "Love"', 'ada'], ['preferred_username = "first"', 'adam'],
    [`sub = "${sub}"`, 'ada'], [`sub ^= "${sub.slice(0, 9)}"`, 'ada'], ['sub = "nobody"', ''],
    ['status = "Enabled"', 'ada adam cid d%_'], ['status = "Disabled"', 'Bea'], ['status = "disabled"', ''],
    ['cognito:user_status = "CONFIRMED"', 'Bea ada adam d%_'], ['cognito:user_status = "confirmed"', 'Bea ada adam d%_'], ['cognito:user_status ^= "force"', 'cid'], ['cognito:user_status = "UNCONFIRMED"', ''],
    ['name = "x\' OR \'1\'=\'1"', 'd%_'],
  ]
  for (const [filter, expected] of cases) assert.equal(await names(filter), expected, filter)
})

test('ListUsers: AW-14 ten filters that try to become part of a query, and what is no filter, are refused or find nobody', async (t) => {
  const { list, names } = await openDirectory(t)
  const refused = [
    'username = ada', "username = 'ada'", 'username = "ada" OR username = "cid"', 'username = "ada"; DROP TABLE users', 'username != "x"', 'username >= "a"', '"username" = "ada"',
    'username = "a" "b"', 'username LIKE "a%"', 'username = "ada" --', 'custom:team = "x"', 'password_hash ^= "$argon2id"', 'srp_sealed ^= "v1"', 'constructor = "x"', 'username = "\\x"',
    'username = ', '=', 'u'.repeat(257),
  ]
  for (const Filter of refused) assert.equal((await refusalOf(list({ Filter }))).name, 'InvalidParameterException', Filter)
  for (const Filter of ['username = "\' OR 1=1 --"', 'username ^= "%"', 'username ^= "_"', 'email = "{\\"contains\\":\\"\\"}"', 'status = "Enabled\' OR \'1\'=\'1"']) assert.equal(await names(Filter), '', Filter)
})

test('ListUsers: answers users whole, with dates of the SDK, and AW-15 nothing that proves who they are', async (t) => {
  const { pool, sdk, post } = await openDirectory(t)
  const { Users } = await sdk.listUsers({ UserPoolId: pool.id, Filter: 'username = "ada"' })
  const { UserCreateDate, UserLastModifiedDate, Attributes, ...user } = Users?.[0] ?? assert.fail()
  assert.deepEqual(user, { Username: 'ada', Enabled: true, UserStatus: 'CONFIRMED' })
  assert.ok(UserCreateDate instanceof Date && UserLastModifiedDate instanceof Date)
  const { sub, ...attributes } = Object.fromEntries((Attributes ?? []).map(({ Name, Value }) => [Name, Value]))
  assert.ok(sub)
  assert.deepEqual(attributes, { email: 'ada@example.com', email_verified: 'true', name: 'Ada', given_name: 'Ada', family_name: 'Lovelace', phone_number: '+15550000001', phone_number_verified: 'false' })
  assert.doesNotMatch((await post('ListUsers', { UserPoolId: pool.id })).text, /argon2|salt|verifier|sealed|hash|\bv1\./i)
})

test('ListUsers: AttributesToGet leaves the others out, and fails where a user has no value for one', async (t) => {
  const { list } = await openDirectory(t)
  const { Users } = await list({ Filter: 'username ^= "ada"', AttributesToGet: ['name', 'email'] })
  assert.deepEqual(Users?.map(({ Attributes }) => Attributes?.map(({ Name }) => Name)), [['name', 'email'], ['name', 'email']])
  for (const name of ['given_name', 'custom:none', 'constructor']) {
    assert.equal((await refusalOf(list({ AttributesToGet: [name] }))).message, 'One or more requested attributes do not exist.', name)
  }
})

test('ListUsers: pages go on by sealed tokens, each user once, by every kind of filter', async (t) => {
  const { list, pool } = await openDirectory(t)
  for (const Filter of [undefined, 'email ^= ""', 'username ^= ""', 'status ^= ""', 'cognito:user_status ^= ""', 'cognito:user_status = "CONFIRMED"']) {
    const found: string[] = []
    let PaginationToken: string | undefined
    do {
      const page = await list({ Limit: 2, PaginationToken, ...(Filter === undefined ? {} : { Filter }) })
      assert.ok((page.Users?.length ?? 0) <= 2)
      found.push(...(page.Users ?? []).map(({ Username }) => Username ?? ''))
      PaginationToken = page.PaginationToken
    } while (PaginationToken !== undefined)
    assert.equal(new Set(found).size, found.length, Filter)
    assert.equal(found.length, Filter?.includes('CONFIRMED') || Filter?.includes('email') ? 4 : 5, Filter)
  }
  assert.equal((await list({ Limit: 0 })).Users?.length, 5)
  assert.equal((await refusalOf(list({}, 'us-east-1_000000000'))).message, 'User pool us-east-1_000000000 does not exist.')
  assert.ok(pool.id)
})

test('ListUsers: AW-14 a token that is junk, altered, of another pool, filter or operation is refused; it says nothing', async (t) => {
  const { list, other, pool, sdk, makeGroup } = await openDirectory(t).then((directory) => ({
    ...directory, makeGroup: (GroupName: string) => directory.sdk.createGroup({ UserPoolId: directory.pool.id, GroupName }),
  }))
  const { PaginationToken: token = '', Users } = await list({ Limit: 1 })
  for (const text of [token, Buffer.from(token, 'base64').toString('latin1'), Buffer.from(token, 'base64url').toString('latin1')]) {
    assert.ok(!text.includes(Users?.[0]?.Username ?? '?') && !text.includes(Users?.[0]?.Attributes?.[0]?.Value ?? '?'))
  }
  await makeGroup('a')
  await makeGroup('b')
  const { NextToken: ofGroups } = await sdk.listGroups({ UserPoolId: pool.id, Limit: 1 })
  const flipped = `${token.slice(0, -2)}${token.endsWith('A') ? 'BB' : 'AA'}`
  for (const [PaginationToken, more, poolId] of [
    ['junk', {}, pool.id], [flipped, {}, pool.id], [`${token}x`, {}, pool.id], [token, {}, other.id], [token, { Filter: 'username ^= "a"' }, pool.id],
    [ofGroups, {}, pool.id], [Buffer.from('["","00000000-0000-0000-0000-000000000000"]').toString('base64url'), {}, pool.id], ['a b', {}, pool.id],
  ] as const) {
    assert.equal((await refusalOf(list({ PaginationToken, ...more }, poolId))).name, 'InvalidParameterException', PaginationToken)
  }
})

test('ListUsers: AW-14 a limit that is negative, too high, a fraction or a text is refused', async (t) => {
  const { post, pool } = await openDirectory(t)
  for (const [Limit, type] of [[-1, 'InvalidParameterException'], [61, 'InvalidParameterException'], [1.5, 'InvalidParameterException'], ['5', 'SerializationException']] as const) {
    const { status, json } = await post('ListUsers', { UserPoolId: pool.id, Limit })
    assert.deepEqual([status, json.__type], [400, type], String(Limit))
  }
  assert.equal((await post('ListUsers', { UserPoolId: pool.id, Limit: 61 })).json.message, "1 validation error detected: Value at 'limit' failed to satisfy constraint: Member must have value less than or equal to 60")
})
