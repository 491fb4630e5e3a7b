import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { listPage } from '#src/aws-api/list-page.ts'
import { pageToken } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { timestamp } from '#src/aws-api/timestamp.ts'
import { integer } from '#src/domain/constraint.ts'
import { listWebAuthnCredentials } from '#src/domain/passkeys/list-web-authn-credentials.ts'
import type { Passkey } from '#src/domain/passkeys/passkey.ts'

export const ListWebAuthnCredentials = defineOperation({
  name: 'ListWebAuthnCredentials',
  authorization: 'access-token',
  category: 'UserResourceRead',
  request: withAccessToken.extend({ NextToken: pageToken, MaxResults: integer(0, 20).exactOptional() }),
  async run(deps, { AccessToken, MaxResults, NextToken }) {
    const { user } = await authenticateUser(deps, AccessToken)
    const page = listPage(deps.pageTokens, { operation: 'ListWebAuthnCredentials', owner: user.id }, NextToken)
    const { passkeys, next } = await listWebAuthnCredentials(deps, { user, limit: MaxResults || 20, after: page.after })
    return { Credentials: passkeys.map(passkeyShape), NextToken: page.tokenOf(next) }
  },
})

/** WebAuthnCredentialDescription. */
const passkeyShape = ({ id, name, rpId, attachment, transports, createdAt }: Passkey) => ({
  CredentialId: id,
  FriendlyCredentialName: name,
  RelyingPartyId: rpId,
  AuthenticatorAttachment: attachment ?? undefined,
  AuthenticatorTransports: transports,
  CreatedAt: timestamp(createdAt),
})
