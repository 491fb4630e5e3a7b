import { z } from 'zod'
import { respondMembers } from '#src/aws-api/authentication/auth-members.ts'
import { respondToAuthChallenge } from '#src/aws-api/authentication/respond-to-auth-challenge.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireClient } from '#src/aws-api/require-client.ts'

export const RespondToAuthChallenge = defineOperation({
  name: 'RespondToAuthChallenge',
  authorization: 'none',
  category: 'UserAuthentication',
  request: z.object(respondMembers),
  run: async (deps, request, call) => respondToAuthChallenge(deps, await requireClient(deps, request.ClientId), {
    wire: 'api', challenge: request.ChallengeName, session: request.Session, responses: request.ChallengeResponses,
    clientMetadata: request.ClientMetadata, address: call.clientIp, userAgent: call.userAgent,
  }),
})
