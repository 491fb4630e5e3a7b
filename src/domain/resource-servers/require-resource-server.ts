import { DomainError } from '#src/domain/domain-error.ts'
import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import type { ResourceServer, ResourceServerStore } from './resource-server.ts'

export type FindResourceServerDeps = FindPoolDeps & { resourceServers: Pick<ResourceServerStore, 'findResourceServer'> }
export type ResourceServerName = { UserPoolId: string; Identifier: string }

/** The resource server, or ResourceNotFound when it or its pool does not exist. */
export const requireResourceServer = async (deps: FindResourceServerDeps, name: ResourceServerName): Promise<ResourceServer> => {
  const pool = await requireUserPool(deps, name.UserPoolId)
  const server = await deps.resourceServers.findResourceServer(pool.id, name.Identifier)
  if (server === null) throw new DomainError('ResourceNotFound', `Resource server ${name.Identifier} does not exist.`)
  return server
}
