import type { TestContext } from 'node:test'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { AppClientSettingsInput } from '#src/domain/app-clients/app-client-settings.ts'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { createUserPool } from '#src/domain/user-pools/create-user-pool.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { adminCreateUser } from '#src/domain/users/admin-create-user.ts'
import { adminSetUserPassword } from '#src/domain/users/admin-set-user-password.ts'
import { requireUser } from '#src/domain/users/find-user.ts'
import type { Attributes, User } from '#src/domain/users/user.ts'
import { createTestRuntime, type TestRuntime, type TestRuntimeOptions } from '#test/create-test-runtime.ts'
import { type Application, CALLBACK } from './application.ts'

export const PASSWORD = 'Correct-Horse-9'

/** A running installation with one pool and a public client that may use every flow. */
export type Poolhouse = TestRuntime & {
  pool: UserPool
  client: AppClient
  application: Application
  /** A confirmed user with PASSWORD and a verified address. */
  addUser(username: string, attributes?: Attributes): Promise<User>
  findUser(username: string): Promise<User>
}

export type PoolhouseOptions = TestRuntimeOptions & { pool?: UserPoolSettingsInput; client?: AppClientSettingsInput }

/** Listens at once; ends with the test. */
export async function openPoolhouse(t: TestContext, { pool: settings = {}, client: clientSettings = {}, ...options }: PoolhouseOptions = {}): Promise<Poolhouse> {
  const runtime = await createTestRuntime(t, options)
  const { domain } = runtime
  const pool = await createUserPool(domain, { region: 'us-east-1', request: { PoolName: 'people', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'], ...settings } })
  const client = await createUserPoolClient(domain, { ...everyFlow, UserPoolId: pool.id, ClientName: 'app', ...clientSettings })
  await runtime.listen()
  return {
    ...runtime, pool, client,
    application: { publicUrl: runtime.url, poolId: pool.id, clientId: client.id, redirectUri: CALLBACK },
    findUser: (username) => requireUser(domain, pool, username),
    async addUser(username, attributes = {}) {
      const email = username.includes('@') ? username : `${username}@example.com`
      const { id } = await adminCreateUser(domain, { pool, username, attributes: { email, email_verified: 'true', ...attributes }, messageAction: 'SUPPRESS' })
      await adminSetUserPassword(domain, { pool, username: id, password: PASSWORD, permanent: true })
      return requireUser(domain, pool, id)
    },
  }
}

const everyFlow: AppClientSettingsInput = {
  PreventUserExistenceErrors: 'ENABLED',
  ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email', 'profile', 'aws.cognito.signin.user.admin'],
  CallbackURLs: [CALLBACK],
}
