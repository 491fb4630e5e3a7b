import { z } from 'zod'
import type { Clock } from '#src/domain/clock.ts'
import type { ResourceServerStore } from '#src/domain/resource-servers/resource-server.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import type { AppClientSettingsInput } from './app-client-settings.ts'
import type { AppClientStore } from './app-client-store.ts'
import type { AppClient } from './app-client.ts'
import { checkScopes } from './check-scopes.ts'
import { completeAppClientSettings } from './complete-app-client-settings.ts'
import { appClientName } from './create-user-pool-client.ts'
import { type FindClientDeps, requireAppClient } from './require-app-client.ts'

export type UpdateUserPoolClientRequest = AppClientSettingsInput & { UserPoolId: string; ClientId: string; ClientName?: string }

export type UpdateUserPoolClientDeps = FindClientDeps & {
  appClients: Pick<AppClientStore, 'updateClient'>
  resourceServers: Pick<ResourceServerStore, 'findResourceServer'>
  clock: Clock
}

const renamed = z.object({ ClientName: appClientName.exactOptional() })

/**
 * Replaces the client's settings: a member left out goes back to its default; name, secrets, the session configuration and our own options stay.
 * InvalidParameter, InvalidOAuthFlow, ScopeDoesNotExist, ResourceNotFound, ConcurrentModification (Cognito: UpdateUserPoolClient).
 */
export const updateUserPoolClient = async (deps: UpdateUserPoolClientDeps, request: UpdateUserPoolClientRequest): Promise<AppClient> => {
  const { UserPoolId, ClientId, ClientName, ...given } = request
  const { pool, client } = await requireAppClient(deps, { UserPoolId, ClientId })
  const { ClientName: name = client.name } = parseRequest(renamed, { ClientName })
  const { Poolhouse, SessionConfiguration } = client.settings
  const complete = { ...given, Poolhouse: given.Poolhouse ?? Poolhouse, ...(SessionConfiguration === undefined ? {} : { SessionConfiguration }) }
  const settings = completeAppClientSettings(complete, { pool, hasSecret: client.secrets.length > 0 })
  await checkScopes(deps, pool.id, settings.AllowedOAuthScopes)
  return deps.appClients.updateClient({ ...client, name, settings, updatedAt: deps.clock.now() })
}
