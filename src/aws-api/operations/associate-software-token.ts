import { z } from 'zod'
import { accessToken, authenticateUser } from '#src/aws-api/authenticate-user.ts'
import { session } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireTokenOrSession } from '#src/aws-api/token-or-session.ts'
import { associateSoftwareToken } from '#src/domain/mfa/associate-software-token.ts'
import { associateBySession } from '#src/domain/mfa/set-up-by-session.ts'

export const AssociateSoftwareToken = defineOperation({
  name: 'AssociateSoftwareToken',
  authorization: 'access-token',
  category: 'UserResourceUpdate',
  request: z.object({ AccessToken: accessToken.exactOptional(), Session: session.exactOptional() }),
  async run(deps, request) {
    const proof = requireTokenOrSession(request)
    if (proof.session !== undefined) {
      const begun = await associateBySession(deps, { session: proof.session, wire: 'api' })
      return { SecretCode: begun.secretCode, Session: begun.session }
    }
    const { secretCode } = await associateSoftwareToken(deps, await authenticateUser(deps, proof.accessToken))
    return { SecretCode: secretCode }
  },
})
