import { autoVerified } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { appClientSettingsSchema } from './app-client-settings.ts'
import type { AppClient } from './app-client.ts'

/** No id of a stored client has a dot, and operations of the API refuse one that has: nobody can describe, change or use it there. */
const PREFIX = 'account.'

/** The id of the built-in client by which people sign in to a pool's account portal. */
export const accountClientId = (poolId: string): string => `${PREFIX}${poolId}`

/** The pool whose portal's client this is; null for every other client. */
export const poolOfAccountClient = (clientId: string): string | null => (clientId.startsWith(PREFIX) ? clientId.slice(PREFIX.length) : null)

/** Where the portal is, below each address of the pool. */
export const ACCOUNT_PATH = '/account'

const made = new WeakMap<UserPool, { addresses: string; client: AppClient }>()

/**
 * The portal's own client: made of the pool, never stored, never listed. A sign-in by it ends at the portal, under whichever of the
 * pool's addresses (no slash at the end) it began. Its codes are bound to challenges that nobody can answer, so they become no tokens.
 */
export const accountClient = (pool: UserPool, baseUrls: readonly string[]): AppClient => {
  const addresses = baseUrls.join(' ')
  const known = made.get(pool)
  if (known?.addresses === addresses) return known.client
  const client = buildClient(pool, baseUrls)
  made.set(pool, { addresses, client })
  return client
}

const buildClient = (pool: UserPool, baseUrls: readonly string[]): AppClient => ({
  id: accountClientId(pool.id),
  poolId: pool.id,
  name: pool.name,
  settings: appClientSettingsSchema.parse({
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid'],
    CallbackURLs: baseUrls.map((base) => `${base}${ACCOUNT_PATH}`),
    LogoutURLs: baseUrls.map((base) => `${base}/signedOut`),
    ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'],
    PreventUserExistenceErrors: 'ENABLED',
    // What a sign-up asks for, and the required ones that are writable always: never more than that. An empty list would mean all.
    WriteAttributes: ['sub', ...pool.settings.UsernameAttributes, ...autoVerified(pool)],
    Poolhouse: { pkceRequired: true, initiateLoginUri: `${baseUrls[0] ?? ''}${ACCOUNT_PATH}` },
  }),
  secrets: [],
  version: pool.version,
  createdAt: pool.createdAt,
  updatedAt: pool.updatedAt,
})
