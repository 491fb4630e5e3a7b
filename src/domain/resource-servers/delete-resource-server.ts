import { type FindResourceServerDeps, requireResourceServer, type ResourceServerName } from './require-resource-server.ts'
import type { ResourceServerStore } from './resource-server.ts'

export type DeleteResourceServerDeps = FindResourceServerDeps & { resourceServers: Pick<ResourceServerStore, 'deleteResourceServer'> }

/** Deletes the resource server; clients keep the names of its scopes, which then mean nothing. ResourceNotFound (Cognito: DeleteResourceServer). */
export const deleteResourceServer = async (deps: DeleteResourceServerDeps, request: ResourceServerName): Promise<void> => {
  const { poolId, identifier } = await requireResourceServer(deps, request)
  await deps.resourceServers.deleteResourceServer(poolId, identifier)
}
