import type { Clock } from '#src/domain/clock.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { type FindResourceServerDeps, requireResourceServer } from './require-resource-server.ts'
import { type ResourceServerRequest, resourceServerRequest, scopesOf } from './resource-server-request.ts'
import type { ResourceServer, ResourceServerStore } from './resource-server.ts'

export type UpdateResourceServerDeps = FindResourceServerDeps & { resourceServers: Pick<ResourceServerStore, 'updateResourceServer'>; clock: Clock }

/** Replaces name and scopes; scopes left out are gone. InvalidParameter, ResourceNotFound (Cognito: UpdateResourceServer). */
export const updateResourceServer = async (deps: UpdateResourceServerDeps, request: ResourceServerRequest): Promise<ResourceServer> => {
  const { UserPoolId, ...given } = request
  const { Identifier, Name, Scopes } = parseRequest(resourceServerRequest, given)
  const current = await requireResourceServer(deps, { UserPoolId, Identifier })
  const server: ResourceServer = { ...current, name: Name, scopes: scopesOf(Scopes), updatedAt: deps.clock.now() }
  await deps.resourceServers.updateResourceServer(server)
  return server
}
