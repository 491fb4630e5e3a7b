import { z } from 'zod'
import { initiateAuth } from '#src/aws-api/authentication/initiate-auth.ts'
import { clientMetadata, stringMap } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireClient } from '#src/aws-api/require-client.ts'
import { clientId, text } from '#src/domain/constraint.ts'

export const InitiateAuth = defineOperation({
  name: 'InitiateAuth',
  authorization: 'none',
  category: 'UserAuthentication',
  request: z.object({
    AuthFlow: z.enum(['USER_SRP_AUTH', 'REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN', 'CUSTOM_AUTH', 'ADMIN_NO_SRP_AUTH', 'USER_PASSWORD_AUTH', 'ADMIN_USER_PASSWORD_AUTH', 'USER_AUTH']),
    AuthParameters: stringMap.default({}),
    ClientMetadata: clientMetadata,
    ClientId: clientId,
    Session: text({ min: 20, max: 2048 }).exactOptional(),
  }),
  run: async (deps, request, call) => initiateAuth(deps, await requireClient(deps, request.ClientId), {
    wire: 'api', flow: request.AuthFlow, parameters: request.AuthParameters, clientMetadata: request.ClientMetadata, address: call.clientIp,
  }),
})
