import { z } from 'zod'
import { clientId, poolId } from '#src/domain/constraint.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import type { AppClientStore } from './app-client-store.ts'
import type { AppClient } from './app-client.ts'

export type FindClientDeps = FindPoolDeps & { appClients: Pick<AppClientStore, 'findClient'> }

const named = z.object({ UserPoolId: poolId, ClientId: clientId })
export type ClientName = { UserPoolId: string; ClientId: string }

/** The client with its pool; ResourceNotFound when the pool, or the client in this pool, does not exist. InvalidParameter for malformed ids. */
export const requireAppClient = async (deps: FindClientDeps, name: ClientName): Promise<{ pool: UserPool; client: AppClient }> => {
  const { UserPoolId, ClientId } = parseRequest(named, { UserPoolId: name.UserPoolId, ClientId: name.ClientId })
  const pool = await requireUserPool(deps, UserPoolId)
  const client = await deps.appClients.findClient(ClientId)
  if (client === null || client.poolId !== pool.id) throw clientNotFound(ClientId)
  return { pool, client }
}

export const clientNotFound = (id: string): DomainError => new DomainError('ResourceNotFound', `User pool client ${id} does not exist.`)
