import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePool, makeUser, PASSWORD, signIn } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'

test('InitiateAuth: a password brings tokens that GetUser believes', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  const sub = await makeUser(api, pool, 'ada')
  const { access } = await signIn(api, client, 'ada')
  const user = await api.sdk.getUser({ AccessToken: access })
  assert.equal(user.Username, 'ada')
  assert.deepEqual(user.UserAttributes?.[0], { Name: 'sub', Value: sub })
})

test('InitiateAuth: a wrong password is refused in the words that clients match on', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  await makeUser(api, pool, 'ada')
  const refused = await refusalOf(api.sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD: `${PASSWORD}!` } }))
  assert.deepEqual(refused, { name: 'NotAuthorizedException', message: 'Incorrect username or password.', status: 400 })
})
