import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours } from '#src/contracts/duration.ts'
import { OPERATIONS } from '#src/aws-api/operation-table.ts'
import { sampleMembers } from './hostile-cases.ts'
import { openTarget } from './hostile-target.ts'
import { requestMembers } from './request-shapes.ts'

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const read = (token: string | undefined): object => JSON.parse(Buffer.from(token ?? '', 'base64url').toString()) as object

/** Right in every operation, so that nothing but the token can be wrong. */
const RIGHT = {
  AttributeName: 'email', Code: '123456', UserCode: '123456', ConfirmationCode: '123456', DeviceKey: 'us-east-1_3f2a6c1e-0000-4000-8000-000000000000',
  SessionId: `tkn${'a'.repeat(25)}`, CredentialId: 'Y3JlZA', MaxResults: 5,
}

const withMember = (member: string) =>
  [...OPERATIONS.values()].filter(({ name, notYet }) => notYet === undefined && requestMembers(name).some((found) => found.name === member)).map(({ name }) => name)

test('AW-10 no operation takes a forged access token, another token, or one that is too old', async (t) => {
  const { api, known } = await openTarget(t)
  const [header = '', payload = '', signature = ''] = known.AccessToken.split('.')
  const { AuthenticationResult } = await api.sdk.initiateAuth({ ClientId: known.ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: known.AuthParameters })
  const forged = {
    unsigned: `${part({ ...read(header), alg: 'none' })}.${payload}.`, 'alg none, signed': `${part({ ...read(header), alg: 'none' })}.${payload}.${signature}`,
    'other claims': `${header}.${part({ ...read(payload), username: 'eve' })}.${signature}`, 'another key': `${part({ ...read(header), kid: 'x' })}.${payload}.${signature}`,
    cut: `${header}.${payload}`, id: AuthenticationResult?.IdToken, refresh: AuthenticationResult?.RefreshToken,
  }
  const operations = withMember('AccessToken')
  assert.ok(operations.length > 20)
  const heard = async (operation: string, AccessToken: string | undefined) => {
    const { json } = await api.post(operation, sampleMembers(requestMembers(operation), { ...known, ...RIGHT, AccessToken }))
    return `${String(json.__type)}: ${String(json.message)}`
  }
  for (const operation of operations) {
    for (const [what, token] of Object.entries(forged)) assert.equal(await heard(operation, token), 'NotAuthorizedException: Invalid Access Token', `${operation} ${what}`)
  }
  api.clock.advance(hours(1) + 1000)
  for (const operation of operations) assert.equal(await heard(operation, known.AccessToken), 'NotAuthorizedException: Access Token has expired', operation)
})

test('AW-14 no list goes on by a token that is junk, altered, or of another list or pool', async (t) => {
  const { api, known, bystander } = await openTarget(t)
  await api.sdk.createGroup({ UserPoolId: bystander, GroupName: 'more' })
  const { NextToken: foreign = '' } = await api.sdk.listGroups({ UserPoolId: bystander, Limit: 1 })
  assert.ok(foreign)
  const tokens = ['junk', foreign, `${foreign.slice(1)}A`, part({ after: 'x' })]
  for (const member of ['NextToken', 'PaginationToken']) {
    const operations = withMember(member)
    assert.ok(operations.length > 3, member)
    for (const operation of operations) {
      for (const token of tokens) {
        const { status, json } = await api.post(operation, sampleMembers(requestMembers(operation), { ...known, ...RIGHT, [member]: token }))
        assert.deepEqual([status, json.__type, json.message], [400, 'InvalidParameterException', 'Invalid pagination token.'], `${operation} ${token}`)
      }
    }
  }
})
