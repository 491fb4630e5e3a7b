import { createHmac } from 'node:crypto'
import { minutes, seconds } from '#src/contracts/duration.ts'
import { equalInConstantTime } from '#src/crypto/constant-time.ts'
import { requiredAttributes } from '#src/domain/user-pools/read-user-pool.ts'
import { isStandardAttribute } from '#src/domain/user-pools/standard-schema.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { AppClientSettings, ExplicitAuthFlow } from './app-client-settings.ts'
import type { AppClient, AppClientSecret } from './app-client.ts'

type Settings = Pick<AppClient, 'settings'>
type Secrets = { readonly secrets: readonly Pick<AppClientSecret, 'value'>[] }

/** How long the `Session` of a challenge lives, in milliseconds. */
export const authSessionLifetime = ({ settings }: Settings): number => minutes(settings.AuthSessionValidity)

/** `AuthFlow` values of InitiateAuth and AdminInitiateAuth. */
export type AuthFlow =
  | 'USER_SRP_AUTH' | 'USER_PASSWORD_AUTH' | 'ADMIN_USER_PASSWORD_AUTH' | 'ADMIN_NO_SRP_AUTH' | 'CUSTOM_AUTH'
  | 'REFRESH_TOKEN_AUTH' | 'REFRESH_TOKEN' | 'USER_AUTH'

const ALLOWED_BY: Record<AuthFlow, ExplicitAuthFlow> = {
  USER_SRP_AUTH: 'ALLOW_USER_SRP_AUTH',
  USER_PASSWORD_AUTH: 'ALLOW_USER_PASSWORD_AUTH',
  ADMIN_USER_PASSWORD_AUTH: 'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  ADMIN_NO_SRP_AUTH: 'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  CUSTOM_AUTH: 'ALLOW_CUSTOM_AUTH',
  REFRESH_TOKEN_AUTH: 'ALLOW_REFRESH_TOKEN_AUTH',
  REFRESH_TOKEN: 'ALLOW_REFRESH_TOKEN_AUTH',
  USER_AUTH: 'ALLOW_USER_AUTH',
}

/**
 * Whether the client may use the flow (Cognito: ExplicitAuthFlows). In the legacy vocabulary, or with no flow at all, SRP,
 * custom and refresh are open by themselves. Refresh is closed while refresh tokens rotate: it could not return the new one.
 */
export const clientAllowsFlow = (client: Settings, flow: AuthFlow): boolean => {
  const flows: readonly ExplicitAuthFlow[] = client.settings.ExplicitAuthFlows
  const wanted = ALLOWED_BY[flow]
  if (wanted === 'ALLOW_REFRESH_TOKEN_AUTH' && refreshRotation(client).enabled) return false
  if (flows.some((name) => name.startsWith('ALLOW_'))) return flows.includes(wanted)
  switch (wanted) {
    case 'ALLOW_ADMIN_USER_PASSWORD_AUTH': return flows.includes('ADMIN_NO_SRP_AUTH')
    case 'ALLOW_USER_PASSWORD_AUTH': return flows.includes('USER_PASSWORD_AUTH')
    case 'ALLOW_USER_SRP_AUTH': return !flows.includes('CUSTOM_AUTH_FLOW_ONLY')
    default: return wanted !== 'ALLOW_USER_AUTH'
  }
}

/** Whether refresh tokens are replaced at each use, and for how many milliseconds the old one still works. */
export const refreshRotation = ({ settings }: Settings): { enabled: boolean; grace: number } => {
  const rotation = settings.RefreshTokenRotation
  return rotation?.Feature === 'ENABLED' ? { enabled: true, grace: seconds(rotation.RetryGracePeriodSeconds) } : { enabled: false, grace: 0 }
}

/** A client without a secret: whoever knows its id can speak for it. */
export const isPublicClient = ({ secrets }: Secrets): boolean => secrets.length === 0

/** Whether unknown and known users must be told apart by nobody (Cognito: PreventUserExistenceErrors). */
export const preventsUserExistenceErrors = ({ settings }: Settings): boolean => settings.PreventUserExistenceErrors === 'ENABLED'

const readable = new WeakMap<object, WeakMap<object, ReadonlySet<string>>>()

/** Attributes whose values the client may see. By default the standard ones; `sub` always. Settings are never changed in place, so each pair is worked out once. */
export const readableAttributes = ({ settings: pool }: Pick<UserPool, 'settings'>, { settings }: Settings): ReadonlySet<string> => {
  const known = readable.get(settings)?.get(pool)
  if (known !== undefined) return known
  const names = settings.ReadAttributes.length > 0
    ? new Set(['sub', ...settings.ReadAttributes])
    : new Set(['identities', ...pool.Schema.map(({ Name }) => Name).filter(isStandardAttribute)])
  const ofClient = readable.get(settings) ?? new WeakMap<object, ReadonlySet<string>>()
  readable.set(settings, ofClient.set(pool, names))
  return names
}

const NEVER_WRITTEN_BY_USERS = new Set(['sub', 'email_verified', 'phone_number_verified'])

/**
 * Attributes that the client's users may set. By default the standard ones; the required ones always; never `sub`,
 * the `*_verified` pair and developer-only ones, whatever is listed.
 */
export const writableAttributes = (pool: Pick<UserPool, 'settings'>, { settings }: Settings): ReadonlySet<string> => {
  const listed = settings.WriteAttributes.length > 0
    ? settings.WriteAttributes
    : pool.settings.Schema.map(({ Name }) => Name).filter(isStandardAttribute)
  return new Set([...listed, ...requiredAttributes(pool)].filter((name) => !NEVER_WRITTEN_BY_USERS.has(name) && !name.startsWith('dev:')))
}

/** Scopes the client may ask for; asking for none means all of them. */
export const clientScopes = ({ settings }: Settings): readonly string[] => settings.AllowedOAuthScopes

/** Exact addresses an authorization response may go to. */
export const allowedRedirectUris = ({ settings }: Settings): readonly string[] => settings.CallbackURLs

/** Exact addresses a browser may be sent to after signing out. */
export const logoutUris = ({ settings }: Settings): readonly string[] => settings.LogoutURLs

/** OAuth flows that are switched on: none unless the client takes part in OAuth at all. */
export const allowedOAuthFlows = ({ settings }: Settings): AppClientSettings['AllowedOAuthFlows'] =>
  settings.AllowedOAuthFlowsUserPoolClient ? settings.AllowedOAuthFlows : []

/** Whether `given` is one of the live secrets. All of them are compared, each in constant time. */
export const secretMatches = ({ secrets }: Secrets, given: string): boolean =>
  secrets.map(({ value }) => equalInConstantTime(value, given)).includes(true)

/** Base64 of HMAC-SHA256 with the client secret over user name and client id (Cognito: SECRET_HASH). */
export const secretHash = (secret: string, username: string, clientId: string): string =>
  createHmac('sha256', secret).update(username, 'utf8').update(clientId, 'utf8').digest('base64')

/** Whether `given` is the SECRET_HASH of this user name under one of the live secrets, in constant time. */
export const secretHashMatches = (client: Secrets & Pick<AppClient, 'id'>, username: string, given: string): boolean =>
  client.secrets.map(({ value }) => equalInConstantTime(secretHash(value, username, client.id), given)).includes(true)
