import { z } from 'zod'
import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { completeWebAuthnRegistration } from '#src/domain/passkeys/complete-web-authn-registration.ts'

export const CompleteWebAuthnRegistration = defineOperation({
  name: 'CompleteWebAuthnRegistration',
  authorization: 'access-token',
  category: 'UserResourceUpdate',
  request: withAccessToken.extend({ Credential: z.unknown() }),
  async run(deps, { AccessToken, Credential }) {
    await completeWebAuthnRegistration(deps, { ...(await authenticateUser(deps, AccessToken)), credential: Credential })
    return {}
  },
})
