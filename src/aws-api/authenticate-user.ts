import { z } from 'zod'
import { requireAppClient } from '#src/domain/app-clients/require-app-client.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { text } from '#src/domain/constraint.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { API_SCOPE } from '#src/domain/tokens/issue-tokens.ts'
import { poolOfAccessToken } from '#src/domain/tokens/pool-of-access-token.ts'
import type { DescribedUser, TokenUser } from '#src/domain/tokens/token-store.ts'
import { describeAccessToken, type VerifiedAccessToken, verifyAccessToken } from '#src/domain/tokens/verify-access-token.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import type { AwsApiDeps } from './aws-api-deps.ts'

/** The member by which users' own operations are authorized (Cognito: TokenModelType). */
export const accessToken = text({ min: 1, max: 8192, pattern: '[A-Za-z0-9-_=.]+' })
export const withAccessToken = z.object({ AccessToken: accessToken })

type Authenticated<Whose extends TokenUser> = Pick<VerifiedAccessToken<Whose>, 'user' | 'claims'> & { pool: UserPool; client: AppClient }
export type AuthenticatedUser = Authenticated<User>

/**
 * Whose access token it is: one statement. It must carry the scope of the user pools API, and nothing else in the request says who calls.
 * NotAuthorized, UserNotFound.
 */
export const authenticateUser = (deps: AwsApiDeps, token: string): Promise<AuthenticatedUser> => authenticate(deps, token, verifyAccessToken)

/** The same, with no more of the user than is told of them. */
export const describeAuthenticated = (deps: AwsApiDeps, token: string): Promise<Authenticated<DescribedUser>> => authenticate(deps, token, describeAccessToken)

async function authenticate<Whose extends TokenUser>(
  deps: AwsApiDeps, token: string, verify: (deps: AwsApiDeps, presented: { pool: UserPool; token: string }) => Promise<VerifiedAccessToken<Whose>>,
): Promise<Authenticated<Whose>> {
  const pool = await poolOfAccessToken(deps, token)
  if (pool === null) throw new DomainError('NotAuthorized', 'Invalid Access Token', { reason: 'access-token-invalid' })
  const { user, claims, clientId, scopes } = await verify(deps, { pool, token })
  if (!scopes.has(API_SCOPE)) throw new DomainError('NotAuthorized', 'Access Token does not have required scopes', { reason: 'access-token-scope' })
  const { client } = await requireAppClient(deps, { UserPoolId: pool.id, ClientId: clientId })
  deps.requestOrigins.nameClient(client.id)
  return { user, claims, pool, client }
}
