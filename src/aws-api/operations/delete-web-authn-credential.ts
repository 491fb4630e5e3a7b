import { z } from 'zod'
import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { deleteWebAuthnCredential } from '#src/domain/passkeys/delete-web-authn-credential.ts'

export const DeleteWebAuthnCredential = defineOperation({
  name: 'DeleteWebAuthnCredential',
  authorization: 'access-token',
  category: 'UserResourceUpdate',
  request: withAccessToken.extend({ CredentialId: z.string() }),
  async run(deps, { AccessToken, CredentialId }) {
    await deleteWebAuthnCredential(deps, { ...(await authenticateUser(deps, AccessToken)), credentialId: CredentialId })
    return {}
  },
})
