import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePool, makeUser } from '#test/aws-api/make-pool.ts'
import { openAwsApi } from '#test/aws-api/open-aws-api.ts'
import { createSrpClient } from '#test/users/srp-client.ts'

const LARGE = 'x'.repeat(100_000)

test('AW-07 nobody fills the database with names and device keys of sign-ins that are never finished', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, { DeviceConfiguration: {} }, { PreventUserExistenceErrors: 'ENABLED' })
  await makeUser(api, pool, 'ada')
  const SRP_A = createSrpClient().srpA
  const begin = async (parameters: Record<string, string>, flow = 'USER_SRP_AUTH') =>
    (await api.post('InitiateAuth', { ClientId: client.id, AuthFlow: flow, AuthParameters: { SRP_A, ...parameters } })).json
  for (const flow of ['USER_SRP_AUTH', 'USER_AUTH', 'USER_PASSWORD_AUTH']) {
    assert.equal((await begin({ USERNAME: LARGE, PASSWORD: 'x' }, flow))['__type'], 'InvalidParameterException', flow)
    assert.equal((await begin({ USERNAME: 'ada', PASSWORD: 'x', DEVICE_KEY: LARGE }, flow))['__type'], 'InvalidParameterException', flow)
  }
  const { Session } = await begin({ USERNAME: 'nobody' })
  const answered = await api.post('RespondToAuthChallenge', {
    ClientId: client.id, ChallengeName: 'PASSWORD_VERIFIER', Session, ChallengeResponses: { USERNAME: 'nobody', DEVICE_KEY: LARGE },
  })
  assert.equal(answered.json['__type'], 'InvalidParameterException')
  assert.equal((await begin({ USERNAME: `${'x'.repeat(300)}@example.com` }))['ChallengeName'], 'PASSWORD_VERIFIER', 'a long name is unknown like any other')
})
