import { secretHashMatches, isPublicClient } from '#src/domain/app-clients/read-app-client.ts'
import { clientNotFound } from '#src/domain/app-clients/require-app-client.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { AwsApiDeps } from './aws-api-deps.ts'

export type Parties = { pool: UserPool; client: AppClient }

/** The client that an unsigned request names, with its pool; no statement. ResourceNotFound. */
export async function requireClient(deps: Pick<AwsApiDeps, 'appClients' | 'userPools' | 'requestOrigins'>, clientId: string): Promise<Parties> {
  const client = await deps.appClients.findClient(clientId)
  if (client === null) throw clientNotFound(clientId)
  deps.requestOrigins.nameClient(client.id)
  return { client, pool: await requireUserPool(deps, client.poolId) }
}

/**
 * A confidential client proves itself by its SECRET_HASH, a public one sends none that could be checked (Cognito: computing secret hash
 * values). `username` is the one the request names, or the names that will do. NotAuthorized.
 */
export function requireSecretHash(client: AppClient, username: string | readonly string[], given: string | undefined): void {
  if (isPublicClient(client)) {
    if (given !== undefined) throw unverified(client)
    return
  }
  if (given === undefined) {
    throw new DomainError('NotAuthorized', `Client ${client.id} is configured with secret but SECRET_HASH was not received`, { reason: 'secret-hash-missing' })
  }
  const names = typeof username === 'string' ? [username] : username
  if (!names.map((name) => secretHashMatches(client, name, given)).includes(true)) throw unverified(client)
}

const unverified = ({ id }: AppClient): DomainError =>
  new DomainError('NotAuthorized', `Unable to verify secret hash for client ${id}`, { reason: 'secret-hash-wrong' })
