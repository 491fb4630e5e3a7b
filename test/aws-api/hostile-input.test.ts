import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as sdk from '@aws-sdk/client-cognito-identity-provider'
import { OPERATIONS } from '#src/aws-api/operation-table.ts'
import { extraMember, type HostileCase, missingMembers, sampleMembers, wrongBodies, wrongValues } from './hostile-cases.ts'
import { openTarget } from './hostile-target.ts'
import { PASSWORD } from './make-pool.ts'
import type { AwsApi, RawAnswer } from './open-aws-api.ts'
import { requestMembers } from './request-shapes.ts'

/** Names of the model, and those of the protocol before any operation. */
const MODELLED = new Set([...Object.keys(sdk).filter((name) => name.endsWith('Exception')), 'SerializationException'])
const AT_ONCE = 8

/** What ends a pool, a user or a session comes last, lest the others find nothing to go wrong with. */
const LAST = /Delete|SignOut|Disable|Revoke|Remove|Forget|UpdateUserPool|ChangePassword|SetUserPassword/
const inOrder = [...OPERATIONS.keys()].sort((a, b) => Number(LAST.test(a)) - Number(LAST.test(b)) || a.localeCompare(b))

const stateOf = async ({ sdk: client }: Pick<AwsApi, 'sdk'>, UserPoolId: string) => ({
  pool: (await client.describeUserPool({ UserPoolId })).UserPool,
  clients: (await client.listUserPoolClients({ UserPoolId })).UserPoolClients,
  groups: (await client.listGroups({ UserPoolId })).Groups,
  servers: (await client.listResourceServers({ UserPoolId })).ResourceServers,
  ada: (await client.adminGetUser({ UserPoolId, Username: 'ada' })).UserAttributes,
})

/** Sends the cases, some at a time, and tells what went otherwise than `isRight` says. */
async function findWrong({ post }: AwsApi, operation: string, cases: readonly HostileCase[], isRight: (answer: RawAnswer) => boolean): Promise<string[]> {
  const wrong: string[] = []
  const waiting = cases.values()
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const { what, body } of waiting) {
      const answer = await post(operation, body)
      if (!isRight(answer)) wrong.push(`${what} → ${answer.status} ${answer.text.slice(0, 120)}`)
    }
  }))
  return wrong
}

test('AW-07 a hundred thousand attributes, scopes or tags are refused soon, in few words', async (t) => {
  const { api, known: { UserPoolId, ClientId } } = await openTarget(t)
  const many = <T>(count: number, item: (n: number) => T) => Array.from({ length: count }, (_, n) => item(n))
  const tags = Object.fromEntries(many(60_000, (n) => [`k${n}`, 'x']))
  const requests: [string, object][] = [
    ['SignUp', { ClientId, Username: 'bob', Password: PASSWORD, UserAttributes: many(100_000, () => ({})) }],
    ['SignUp', { ClientId, Username: 'bob', Password: PASSWORD, UserAttributes: many(20_000, () => ({ Name: 'email', Value: 'bob@example.com' })) }],
    ['SignUp', { ClientId, Username: 'bob', Password: PASSWORD, UserAttributes: many(1000, () => ({ Name: '' })) }],
    ['SignUp', { ClientId, Username: 'bob', Password: PASSWORD, ClientMetadata: tags }],
    ['CreateUserPool', { PoolName: 'people', Schema: many(50_000, (n) => ({ Name: `a${n}` })) }],
    ['CreateUserPool', { PoolName: 'people', UserPoolTags: tags }],
    ['CreateUserPool', { PoolName: 'people', AutoVerifiedAttributes: many(100_000, () => 'email') }],
    ['CreateUserPoolClient', { UserPoolId, ClientName: 'app', ExplicitAuthFlows: many(50_000, () => 'ALLOW_USER_AUTH') }],
  ]
  const begun = performance.now()
  for (const [operation, request] of requests) {
    const answer = await api.post(operation, request)
    assert.deepEqual([isRefused(answer), answer.text.length < 20_000], [true, true], `${operation}: ${answer.status} ${answer.text.slice(0, 100)}`)
  }
  assert.ok(performance.now() - begun < 6000 * requests.length)
})

const isRefused = ({ status, json }: RawAnswer): boolean => status === 400 && typeof json.__type === 'string' && MODELLED.has(json.__type) && typeof json.message === 'string'
const isUnderstood = (answer: RawAnswer): boolean => answer.status === 200 || isRefused(answer)

test('hostile input', async (t) => {
  const { api, known, bystander } = await openTarget(t)
  const before = await stateOf(api, bystander)
  for (const operation of inOrder) {
    await t.test(`AW-05 AW-06 ${operation} refuses wrong types, missing members, reserved keys and text that cannot be stored`, async () => {
      const members = requestMembers(operation)
      const right = sampleMembers(members, known)
      const hostile = [...wrongValues(members, right), ...missingMembers(members, right), ...wrongBodies(right)]
      assert.deepEqual(await findWrong(api, operation, hostile, isRefused), [])
      assert.deepEqual(await findWrong(api, operation, [extraMember(right)], isUnderstood), [])
    })
  }
  await t.test('nothing is polluted, and the pool beside is as it was', async () => {
    assert.deepEqual(Object.keys(Object.prototype), [])
    assert.equal((Object.prototype as Record<string, unknown>).polluted, undefined)
    assert.deepEqual(await stateOf(api, bystander), before)
    assert.equal((await fetch(`${api.url}/healthz`)).status, 200)
  })
})
