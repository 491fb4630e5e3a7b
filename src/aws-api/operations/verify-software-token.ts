import { z } from 'zod'
import { accessToken, authenticateUser } from '#src/aws-api/authenticate-user.ts'
import { session } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireTokenOrSession } from '#src/aws-api/token-or-session.ts'
import { text } from '#src/domain/constraint.ts'
import { verifyBySession } from '#src/domain/mfa/set-up-by-session.ts'
import { verifySoftwareToken } from '#src/domain/mfa/verify-software-token.ts'

export const VerifySoftwareToken = defineOperation({
  name: 'VerifySoftwareToken',
  authorization: 'access-token',
  category: 'UserResourceUpdate',
  request: z.object({
    AccessToken: accessToken.exactOptional(),
    Session: session.exactOptional(),
    UserCode: text({ min: 6, max: 6, pattern: '[0-9]+' }),
    FriendlyDeviceName: text({ max: 131_072 }).exactOptional(),
  }),
  async run(deps, request) {
    const proof = requireTokenOrSession(request)
    const given = { userCode: request.UserCode, friendlyName: request.FriendlyDeviceName || null }
    if (proof.session !== undefined) {
      const { session: next } = await verifyBySession(deps, { ...given, session: proof.session, wire: 'api' })
      return { Status: 'SUCCESS', Session: next }
    }
    await verifySoftwareToken(deps, { ...(await authenticateUser(deps, proof.accessToken)), ...given })
    return { Status: 'SUCCESS' }
  },
})
