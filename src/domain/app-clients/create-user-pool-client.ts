import { z } from 'zod'
import type { Random } from '#src/crypto/random.ts'
import type { Clock } from '#src/domain/clock.ts'
import { NAME_PATTERN, text } from '#src/domain/constraint.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { ResourceServerStore } from '#src/domain/resource-servers/resource-server.ts'
import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { idFromName } from '#src/domain/user-pools/user-pool-id.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { clientSecret, generateClientSecret, newAppClientSecret } from './app-client-secret.ts'
import { type AppClientSettingsInput, appClientSettingsSchema } from './app-client-settings.ts'
import type { AppClientStore } from './app-client-store.ts'
import type { AppClient } from './app-client.ts'
import { checkScopes } from './check-scopes.ts'
import { completeAppClientSettings } from './complete-app-client-settings.ts'

/** A client's name; a leading `_custom_id_:` fixes the id. */
export const appClientName = text({ min: 1, max: 128, pattern: `(_custom_id_:)?${NAME_PATTERN}` })

const ownMembers = {
  ClientName: appClientName,
  GenerateSecret: z.boolean().exactOptional(),
  ClientSecret: clientSecret.exactOptional(),
}

/** CreateUserPoolClient without the pool, as it travels. */
export const createUserPoolClientRequest = appClientSettingsSchema.extend(ownMembers)
export type CreateUserPoolClientRequest = AppClientSettingsInput & {
  UserPoolId: string
  ClientName: string
  GenerateSecret?: boolean
  ClientSecret?: string
}

export type CreateUserPoolClientDeps = FindPoolDeps & {
  appClients: Pick<AppClientStore, 'findClient' | 'hasClients' | 'createClient'>
  resourceServers: Pick<ResourceServerStore, 'findResourceServer'>
  clock: Clock
  random: Random
}

/** Cognito's limit once raised. */
const MAXIMUM_CLIENTS = 10_000

/**
 * Makes a client, with a secret when one is given or asked for; `fixedId` fixes its id from inside the program. InvalidParameter, InvalidOAuthFlow, ScopeDoesNotExist,
 * LimitExceeded, ResourceNotFound (Cognito: CreateUserPoolClient).
 */
export const createUserPoolClient = async (deps: CreateUserPoolClientDeps, request: CreateUserPoolClientRequest, fixedId?: string): Promise<AppClient> => {
  const { UserPoolId, ClientName, GenerateSecret, ClientSecret, ...given } = request
  const own = parseRequest(z.object(ownMembers), { ClientName, GenerateSecret, ClientSecret })
  const pool = await requireUserPool(deps, UserPoolId)
  if (own.GenerateSecret === true && own.ClientSecret !== undefined) {
    throw new DomainError('InvalidParameter', 'GenerateSecret and ClientSecret cannot be set together.', { field: 'ClientSecret' })
  }
  const value = own.ClientSecret ?? (own.GenerateSecret === true ? generateClientSecret(deps.random) : null)
  const settings = completeAppClientSettings(given, { pool, hasSecret: value !== null })
  await checkScopes(deps, pool.id, settings.AllowedOAuthScopes)
  if (await deps.appClients.hasClients(pool.id, MAXIMUM_CLIENTS)) throw new DomainError('LimitExceeded', 'Maximum number of clients per user pool exceeded.')
  const id = await newClientId(deps, fixedId ?? idFromName(own.ClientName))
  const now = deps.clock.now()
  const secrets = value === null ? [] : [{ ...newAppClientSecret(deps, id, value), slot: 0 as const }]
  const client: AppClient = { id, poolId: pool.id, name: own.ClientName, settings, secrets, version: 1, createdAt: now, updatedAt: now }
  await deps.appClients.createClient(client)
  return client
}

const newClientId = async (deps: CreateUserPoolClientDeps, pinned: string | null): Promise<string> => {
  if (pinned === null) return deps.random.lowercaseAlphanumeric(26)
  if (!/^[\w+]{1,128}$/.test(pinned)) {
    throw new DomainError('InvalidParameter', `The id of an app client consists of letters, digits, _ and +, not ${pinned}`, { field: 'ClientName' })
  }
  if (await deps.appClients.findClient(pinned)) throw new DomainError('InvalidParameter', `User pool client ${pinned} already exists.`, { field: 'ClientName' })
  return pinned
}
