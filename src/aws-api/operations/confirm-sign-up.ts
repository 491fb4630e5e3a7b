import { z } from 'zod'
import { confirmationCode, session, userOfClient } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireClient, requireSecretHash } from '#src/aws-api/require-client.ts'
import { sessionToSignIn } from '#src/aws-api/session-to-sign-in.ts'
import { confirmSignUp } from '#src/domain/sign-up/confirm-sign-up.ts'
import { makeSignUpProof } from '#src/domain/sign-up/sign-up-proof.ts'
import { allowsPasswordless } from '#src/domain/user-pools/read-user-pool.ts'

export const ConfirmSignUp = defineOperation({
  name: 'ConfirmSignUp',
  authorization: 'none',
  category: 'UserCreation',
  request: userOfClient.extend({
    ConfirmationCode: confirmationCode,
    ForceAliasCreation: z.boolean().exactOptional(),
    Session: session.exactOptional(),
  }),
  async run(deps, request) {
    const { pool, client } = await requireClient(deps, request.ClientId)
    requireSecretHash(client, request.Username, request.SecretHash)
    const { userId } = await confirmSignUp(deps, {
      pool, client, wire: 'api', username: request.Username, code: request.ConfirmationCode, forceAliasCreation: request.ForceAliasCreation,
      proof: request.Session, clientMetadata: request.ClientMetadata,
    })
    // The code alone opens an account only where codes do so anyway: not where it would be half of what is demanded.
    const mayGoOn = request.Session !== undefined || (allowsPasswordless(pool) && pool.settings.MfaConfiguration !== 'ON')
    return { Session: mayGoOn ? sessionToSignIn(client, makeSignUpProof(deps.keyedHash, client, userId)) : undefined }
  },
})
