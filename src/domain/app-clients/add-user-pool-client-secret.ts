import { z } from 'zod'
import type { Random } from '#src/crypto/random.ts'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { clientSecret, generateClientSecret, newAppClientSecret } from './app-client-secret.ts'
import type { AppClientStore } from './app-client-store.ts'
import type { AppClientSecret } from './app-client.ts'
import { type ClientName, type FindClientDeps, requireAppClient } from './require-app-client.ts'

export type AddUserPoolClientSecretDeps = FindClientDeps & { appClients: Pick<AppClientStore, 'addSecret'>; clock: Clock; random: Random }

const given = z.object({ ClientSecret: clientSecret.exactOptional() })

/**
 * Adds a secret beside the one in use; `generated` tells whether its value may be shown, once.
 * InvalidParameter for a public client or a secret it has, LimitExceeded when two are live, ResourceNotFound (Cognito: AddUserPoolClientSecret).
 */
export const addUserPoolClientSecret = async (
  deps: AddUserPoolClientSecretDeps, request: ClientName & { ClientSecret?: string },
): Promise<{ secret: Omit<AppClientSecret, 'slot'>; generated: boolean }> => {
  const { ClientSecret } = parseRequest(given, { ClientSecret: request.ClientSecret })
  const { client } = await requireAppClient(deps, request)
  if (client.secrets.length === 0) {
    throw new DomainError('InvalidParameter', 'A secret cannot be added to a public client.', { field: 'ClientId' })
  }
  const secret = newAppClientSecret(deps, client.id, ClientSecret ?? generateClientSecret(deps.random))
  if (client.secrets.some(({ digest }) => digest === secret.digest)) {
    throw new DomainError('InvalidParameter', 'The client has this secret already.', { field: 'ClientSecret' })
  }
  await deps.appClients.addSecret(client.id, secret)
  return { secret, generated: ClientSecret === undefined }
}
