import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { AppClientSettingsInput } from '#src/domain/app-clients/app-client-settings.ts'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { createUserPool } from '#src/domain/user-pools/create-user-pool.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import { adminCreateUser } from '#src/domain/users/admin-create-user.ts'
import { adminSetUserPassword } from '#src/domain/users/admin-set-user-password.ts'
import type { AwsApi } from './open-aws-api.ts'

export const PASSWORD = 'Correct-Horse-9'

/** A pool that verifies addresses, with a public client that every flow is open to. */
export async function makePool(
  { domain }: Pick<AwsApi, 'domain'>, settings: UserPoolSettingsInput = {}, client: AppClientSettingsInput & { GenerateSecret?: boolean } = {},
): Promise<{ pool: UserPool; client: AppClient }> {
  const pool = await createUserPool(domain, { region: 'us-east-1', request: { PoolName: 'people', AutoVerifiedAttributes: ['email'], ...settings } })
  const made = await createUserPoolClient(domain, {
    UserPoolId: pool.id, ClientName: 'app',
    ExplicitAuthFlows: [
      'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH',
    ],
    ...client,
  })
  return { pool, client: made }
}

/** A confirmed user with PASSWORD and a verified address; returns the `sub`. */
export async function makeUser({ domain }: Pick<AwsApi, 'domain'>, pool: UserPool, username: string, attributes: Record<string, string> = {}): Promise<string> {
  const contact = { email: `${username.split('@')[0] ?? ''}@example.com`, email_verified: 'true' }
  const { id } = await adminCreateUser(domain, { pool, username, attributes: { ...contact, ...attributes }, messageAction: 'SUPPRESS' })
  await adminSetUserPassword(domain, { pool, username: id, password: PASSWORD, permanent: true })
  return id
}

/** Access, ID and refresh token of a plain sign-in. */
export async function signIn({ sdk }: Pick<AwsApi, 'sdk'>, client: AppClient, username: string): Promise<{ access: string; id: string; refresh: string }> {
  const { AuthenticationResult: tokens } = await sdk.initiateAuth({
    AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: username, PASSWORD },
  })
  return { access: tokens?.AccessToken ?? '', id: tokens?.IdToken ?? '', refresh: tokens?.RefreshToken ?? '' }
}
