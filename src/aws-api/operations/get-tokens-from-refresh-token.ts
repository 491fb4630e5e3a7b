import { z } from 'zod'
import { authenticationResult } from '#src/aws-api/authentication/authentication-result.ts'
import { clientSecret, requireClientSecret } from '#src/aws-api/authentication/client-secret.ts'
import { refreshToken } from '#src/aws-api/authentication/tokens.ts'
import { clientMetadata } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireClient } from '#src/aws-api/require-client.ts'
import { clientId, text } from '#src/domain/constraint.ts'
import { refreshTokens } from '#src/domain/tokens/refresh-tokens.ts'

export const GetTokensFromRefreshToken = defineOperation({
  name: 'GetTokensFromRefreshToken',
  authorization: 'none',
  category: 'UserAuthentication',
  request: z.object({
    RefreshToken: refreshToken,
    ClientId: clientId,
    ClientSecret: clientSecret.exactOptional(),
    DeviceKey: text({ min: 1, max: 55, pattern: '[\\w-]+_[0-9a-f-]+' }).exactOptional(),
    ClientMetadata: clientMetadata,
  }),
  async run(deps, request, call) {
    const { pool, client } = await requireClient(deps, request.ClientId)
    requireClientSecret(client, request.ClientSecret, 'NotAuthorized')
    const tokens = await refreshTokens(deps, {
      pool, client, refreshToken: request.RefreshToken, usedFrom: { address: call.clientIp, userAgent: call.userAgent }, deviceKey: request.DeviceKey ?? null,
      ...(request.ClientMetadata === undefined ? {} : { clientMetadata: request.ClientMetadata }),
    })
    return { AuthenticationResult: authenticationResult(tokens) }
  },
})
