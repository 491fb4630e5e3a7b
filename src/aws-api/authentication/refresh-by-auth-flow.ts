import type { AwsApiDeps } from '#src/aws-api/aws-api-deps.ts'
import type { WireObject } from '#src/aws-api/operation.ts'
import { type Parties, requireSecretHash } from '#src/aws-api/require-client.ts'
import { clientAllowsFlow, isPublicClient } from '#src/domain/app-clients/read-app-client.ts'
import type { UsedFrom } from '#src/domain/sessions/user-session.ts'
import { requireParameter } from '#src/domain/sign-in/require-parameter.ts'
import { flowNotEnabled } from '#src/domain/sign-in/start-sign-in.ts'
import { refreshTokens } from '#src/domain/tokens/refresh-tokens.ts'
import type { AuthParameters } from './auth-members.ts'
import { authenticationResult } from './authentication-result.ts'

/**
 * REFRESH_TOKEN_AUTH: new access and ID tokens, and no refresh token, so that it is closed to clients whose refresh tokens rotate. The
 * secret hash is made of the user's own username or sub, whatever name they signed in by (Cognito: refresh tokens).
 */
export async function refreshByAuthFlow(
  deps: AwsApiDeps, { pool, client }: Parties, flow: 'REFRESH_TOKEN_AUTH' | 'REFRESH_TOKEN', parameters: AuthParameters, usedFrom: UsedFrom | undefined,
): Promise<WireObject> {
  if (!clientAllowsFlow(client, flow)) throw flowNotEnabled(flow)
  const { SECRET_HASH: secretHash, DEVICE_KEY: deviceKey } = parameters
  const refreshToken = requireParameter(parameters, 'REFRESH_TOKEN')
  // Without a hash nothing is looked up; with one, whose it must be is known only then. Old clients of public ones send it too.
  if (secretHash === undefined || isPublicClient(client)) requireSecretHash(client, [], secretHash)
  const tokens = await refreshTokens(deps, {
    pool, client, refreshToken, usedFrom, deviceKey: deviceKey ?? null,
    requireProof: (user) => requireSecretHash(client, [user.username, user.id], secretHash),
  })
  return { ChallengeParameters: {}, AuthenticationResult: authenticationResult({ ...tokens, refreshToken: null }) }
}
