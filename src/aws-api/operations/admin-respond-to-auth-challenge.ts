import { z } from 'zod'
import { adminRespondMembers } from '#src/aws-api/authentication/auth-members.ts'
import { respondToAuthChallenge } from '#src/aws-api/authentication/respond-to-auth-challenge.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireAppClient } from '#src/domain/app-clients/require-app-client.ts'
import { poolId } from '#src/domain/constraint.ts'

export const AdminRespondToAuthChallenge = defineOperation({
  name: 'AdminRespondToAuthChallenge',
  authorization: 'iam',
  category: 'UserAuthentication',
  request: z.object({ UserPoolId: poolId, ...adminRespondMembers }),
  run: async (deps, request, call) => respondToAuthChallenge(deps, await requireAppClient(deps, request), {
    wire: 'admin', challenge: request.ChallengeName, session: request.Session, responses: request.ChallengeResponses,
    clientMetadata: request.ClientMetadata, address: call.clientIp, userAgent: call.userAgent,
  }),
})
