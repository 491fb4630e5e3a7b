import { z } from 'zod'
import { initiateMembers } from '#src/aws-api/authentication/auth-members.ts'
import { initiateAuth } from '#src/aws-api/authentication/initiate-auth.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireClient } from '#src/aws-api/require-client.ts'

export const InitiateAuth = defineOperation({
  name: 'InitiateAuth',
  authorization: 'none',
  category: 'UserAuthentication',
  request: z.object(initiateMembers),
  run: async (deps, request, call) => initiateAuth(deps, await requireClient(deps, request.ClientId), {
    wire: 'api', flow: request.AuthFlow, parameters: request.AuthParameters, session: request.Session, clientMetadata: request.ClientMetadata, address: call.clientIp, userAgent: call.userAgent,
  }),
})
