import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { parseOverridesV1, parseOverridesV2 } from './apply-claim-overrides.ts'
import type { ClaimOverrides } from './apply-claim-overrides.ts'
import type { GroupClaims } from './group-claims.ts'

/** The moment of issue, as the trigger's source names it (Cognito: pre token generation sources). */
export type TokenSource = 'HostedAuth' | 'Authentication' | 'NewPasswordChallenge' | 'AuthenticateDevice' | 'RefreshTokens' | 'ClientCredentials'

type TriggerInput = {
  pool: Pick<UserPool, 'id' | 'settings'>
  client: Pick<AppClient, 'id'>
  /** Null for client credentials. */
  user: Pick<User, 'id' | 'username' | 'attributes' | 'status'> | null
  groups: GroupClaims
  scopes: readonly string[]
  source: TokenSource
  clientMetadata: Readonly<Record<string, string>>
}

type TriggerVersion = 'V1_0' | 'V2_0' | 'V3_0'

/**
 * Runs the pre-token-generation trigger once for an issue of tokens, or answers null when the pool has none for it
 * (machine tokens need V3). Refusals are the trigger runner's; InvalidLambdaResponse for an answer of another form.
 */
export async function runPreTokenGeneration(triggers: TriggerRunner, input: TriggerInput): Promise<ClaimOverrides | null> {
  if (!triggers.has(input.pool, 'PreTokenGeneration')) return null
  const version: TriggerVersion = input.pool.settings.LambdaConfig.PreTokenGenerationConfig?.LambdaVersion ?? 'V1_0'
  if (input.user === null && version !== 'V3_0') return null
  const response = await triggers.run({
    trigger: 'PreTokenGeneration',
    source: `TokenGeneration_${input.source}`,
    poolId: input.pool.id,
    clientId: input.client.id,
    userName: input.user?.username ?? 'ClientCredentials',
    request: requestOf(input, version),
    response: version === 'V1_0' ? { claimsOverrideDetails: null } : { claimsAndScopeOverrideDetails: null },
  })
  return version === 'V1_0' ? parseOverridesV1(response) : parseOverridesV2(response)
}

function requestOf({ user, groups, scopes, clientMetadata }: TriggerInput, version: TriggerVersion): Record<string, unknown> {
  return {
    userAttributes: user === null ? {} : { sub: user.id, 'cognito:user_status': user.status, ...user.attributes },
    groupConfiguration: user === null ? null : {
      groupsToOverride: groups.groups, iamRolesToOverride: groups.roles, preferredRole: groups.preferredRole,
    },
    ...(version !== 'V1_0' && { scopes }),
    ...(Object.keys(clientMetadata).length > 0 && { clientMetadata }),
  }
}
