import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { startWebAuthnRegistration } from '#src/domain/passkeys/start-web-authn-registration.ts'

export const StartWebAuthnRegistration = defineOperation({
  name: 'StartWebAuthnRegistration',
  authorization: 'access-token',
  category: 'UserResourceRead',
  request: withAccessToken,
  run: async (deps, { AccessToken }) => ({ CredentialCreationOptions: await startWebAuthnRegistration(deps, await authenticateUser(deps, AccessToken)) }),
})
