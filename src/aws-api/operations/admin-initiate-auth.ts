import { z } from 'zod'
import { adminInitiateMembers } from '#src/aws-api/authentication/auth-members.ts'
import { initiateAuth } from '#src/aws-api/authentication/initiate-auth.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireAppClient } from '#src/domain/app-clients/require-app-client.ts'
import { poolId } from '#src/domain/constraint.ts'

export const AdminInitiateAuth = defineOperation({
  name: 'AdminInitiateAuth',
  authorization: 'iam',
  category: 'UserAuthentication',
  request: z.object({ UserPoolId: poolId, ...adminInitiateMembers }),
  run: async (deps, request, call) => initiateAuth(deps, await requireAppClient(deps, request), {
    wire: 'admin', flow: request.AuthFlow, parameters: request.AuthParameters, session: request.Session, clientMetadata: request.ClientMetadata, address: call.clientIp, userAgent: call.userAgent,
  }),
})
