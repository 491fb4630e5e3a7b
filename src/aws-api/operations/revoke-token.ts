import { z } from 'zod'
import { clientSecret, requireClientSecret } from '#src/aws-api/authentication/client-secret.ts'
import { refreshToken } from '#src/aws-api/authentication/tokens.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { requireClient } from '#src/aws-api/require-client.ts'
import { clientId } from '#src/domain/constraint.ts'
import { DomainError, isDomainError } from '#src/domain/domain-error.ts'
import { endParentSession } from '#src/domain/sessions/end-parent-session.ts'
import { revokeToken } from '#src/domain/tokens/revoke-token.ts'

export const RevokeToken = defineOperation({
  name: 'RevokeToken',
  authorization: 'none',
  category: 'UserToken',
  request: z.object({
    Token: refreshToken,
    ClientId: clientId,
    ClientSecret: clientSecret.exactOptional(),
    RevokeAssociatedSessions: z.enum(['NONE', 'LINKED']).default('NONE'),
  }),
  async run(deps, request) {
    const { pool, client } = await requireClient(deps, request.ClientId).catch((error: unknown) => {
      throw inWordsOfTheModel(error)
    })
    requireClientSecret(client, request.ClientSecret, 'Unauthorized')
    const family = await revokeToken(deps, { client, token: request.Token })
    if (family !== null && request.RevokeAssociatedSessions === 'LINKED') await endParentSession(deps, { pool, family })
    return {}
  },
})

/** This operation alone knows no ResourceNotFound. */
const inWordsOfTheModel = (error: unknown): unknown =>
  isDomainError(error) && error.code === 'ResourceNotFound' ? new DomainError('Unauthorized', error.message, { reason: 'client-unknown' }) : error
