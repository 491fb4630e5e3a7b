import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OPERATIONS } from '#src/aws-api/operation-table.ts'
import { sampleMembers } from './hostile-cases.ts'
import { openTarget } from './hostile-target.ts'
import { modelledErrors, requestMembers } from './request-shapes.ts'

const NO_POOL = 'us-east-1_000000000'

/** Right in every operation, so that nothing but the one name can be wrong. */
const RIGHT = {
  MaxResults: 5, DeviceKey: 'us-east-1_3f2a6c1e-0000-4000-8000-000000000000', SessionId: `tkn${'a'.repeat(25)}`, ConfirmationCode: '123456', Secret: 'secretofnobody',
  TermsId: '3f2a6c1e-0000-4000-8000-000000000000', TermsName: 'terms-of-use', TermsSource: 'LINK', Enforcement: 'NONE', Links: { 'cognito:default': 'https://example.com/' },
  JobId: 'import-abc', JobName: 'job', CloudWatchLogsRoleArn: 'arn:aws:iam::000000000000:role/logs', Name: 'Orders', ClientSecretId: 'app--1', UserSessionTracking: 'ENABLED',
  TokenSession: { MaxPerUser: 5 }, SSOSession: { MaxValidityMinutes: 5 }, ChallengeName: 'SMS_MFA', ChallengeResponses: { USERNAME: 'ada' }, Session: 'x'.repeat(30),
  MfaConfiguration: 'OFF', ManagedLoginBrandingId: '3f2a6c1e-0000-4000-8000-000000000000', UseCognitoProvidedValues: true,
}

test('names of pools, app clients and users that are not there are told in the words that clients match on, by errors of each operation', async (t) => {
  const { api, known } = await openTarget(t)
  const having = (...names: string[]) => [...OPERATIONS.values()].filter(({ name, notYet }) =>
    notYet === undefined && names.every((wanted) => requestMembers(name).some((member) => member.name === wanted)))
  const wrong: string[] = []
  const expect = async (operation: string, given: object, said: string) => {
    const { json } = await api.post(operation, sampleMembers(requestMembers(operation), { ...known, ...RIGHT, ...given }))
    const type = String(json.__type)
    if (`${type}: ${String(json.message)}` !== said || !isTold(operation, type)) wrong.push(`${operation}: ${type}: ${String(json.message)}`)
  }
  const ofPools = having('UserPoolId')
  assert.ok(ofPools.length > 60)
  for (const { name } of ofPools) await expect(name, { UserPoolId: NO_POOL }, `ResourceNotFoundException: User pool ${NO_POOL} does not exist.`)
  for (const { name } of having('ClientId')) {
    const type = name === 'RevokeToken' ? 'UnauthorizedException' : 'ResourceNotFoundException'
    await expect(name, { ClientId: 'nobodysclient' }, `${type}: User pool client nobodysclient does not exist.`)
  }
  for (const { name, authorization } of having('UserPoolId', 'Username')) {
    if (authorization === 'iam' && name !== 'AdminCreateUser') await expect(name, { Username: 'nobody' }, 'UserNotFoundException: User does not exist.')
  }
  assert.deepEqual(wrong, [])
})

/** The model gives some operations on devices no error for a user who is not there. */
const isTold = (operation: string, type: string): boolean => modelledErrors(operation).has(type) || (type === 'UserNotFoundException' && /Device/.test(operation))
