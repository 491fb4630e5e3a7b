import type { TestContext } from 'node:test'
import { makePool, makeUser, PASSWORD, signIn } from './make-pool.ts'
import { openAwsApi } from './open-aws-api.ts'

/** A pool with a user signed in and what requests may name, and another pool that nothing may happen to. */
export async function openTarget(t: TestContext) {
  const api = await openAwsApi(t, { variables: { NETWORK_TRY_LIMIT: '0' } })
  const { pool, client } = await makePool(api, { DeletionProtection: 'ACTIVE' })
  const bystander = await makePool(api, { UserPoolTags: { team: 'a' } })
  for (const { id } of [pool, bystander.pool]) {
    await api.sdk.createGroup({ UserPoolId: id, GroupName: 'staff' })
    await api.sdk.createResourceServer({ UserPoolId: id, Identifier: 'orders', Name: 'Orders' })
  }
  await makeUser(api, pool, 'ada')
  await makeUser(api, bystander.pool, 'ada')
  const { access, refresh } = await signIn(api, client, 'ada')
  const known = {
    UserPoolId: pool.id, ClientId: client.id, Username: 'ada', AccessToken: access, Token: refresh, RefreshToken: refresh, GroupName: 'staff', Identifier: 'orders',
    ResourceArn: `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${pool.id}`, PoolName: 'people', ClientName: 'app', Domain: 'hostile', AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'ada', PASSWORD }, Password: PASSWORD, PreviousPassword: PASSWORD, ProposedPassword: PASSWORD, CustomAttributes: [{ Name: 'more' }],
  }
  return { api, known, bystander: bystander.pool.id }
}
