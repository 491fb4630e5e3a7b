import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { type ResourceServerRequest, resourceServerRequest, scopesOf } from './resource-server-request.ts'
import type { ResourceServer, ResourceServerStore } from './resource-server.ts'

export type CreateResourceServerDeps = FindPoolDeps & {
  resourceServers: Pick<ResourceServerStore, 'findResourceServer' | 'listResourceServers' | 'createResourceServer'>
  clock: Clock
}

/** Cognito's limit once raised. */
const MAXIMUM_RESOURCE_SERVERS = 300

/** Makes a resource server. InvalidParameter when the identifier is taken, LimitExceeded, ResourceNotFound (Cognito: CreateResourceServer). */
export const createResourceServer = async (deps: CreateResourceServerDeps, request: ResourceServerRequest): Promise<ResourceServer> => {
  const { UserPoolId, ...given } = request
  const { Identifier, Name, Scopes } = parseRequest(resourceServerRequest, given)
  if (/^aws\.cognito/i.test(Identifier)) throw new DomainError('InvalidParameter', `${Identifier} is a reserved identifier.`, { field: 'Identifier' })
  const pool = await requireUserPool(deps, UserPoolId)
  if (await deps.resourceServers.findResourceServer(pool.id, Identifier)) {
    throw new DomainError('InvalidParameter', `${Identifier} already exists in user pool ${pool.id}.`, { field: 'Identifier' })
  }
  const { resourceServers } = await deps.resourceServers.listResourceServers({ poolId: pool.id, after: null, limit: MAXIMUM_RESOURCE_SERVERS })
  if (resourceServers.length >= MAXIMUM_RESOURCE_SERVERS) throw new DomainError('LimitExceeded', 'Maximum number of resource servers per user pool exceeded.')
  const now = deps.clock.now()
  const server: ResourceServer = { poolId: pool.id, identifier: Identifier, name: Name, scopes: scopesOf(Scopes), createdAt: now, updatedAt: now }
  await deps.resourceServers.createResourceServer(server)
  return server
}
