import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { OAuthRefusal } from '#src/oidc/oauth-error.ts'
import type { OidcDeps } from '#src/oidc/oidc-deps.ts'

/** The pool and client of a token request, as they are now; invalid_client when either is gone. */
export async function loadParties(deps: Pick<OidcDeps, 'pools' | 'clients'>, poolId: string, clientId: string): Promise<{ pool: UserPool; client: AppClient }> {
  const [pool, client] = await Promise.all([deps.pools.findPool(poolId), deps.clients.findClient(clientId)])
  if (pool === null || client === null || client.poolId !== poolId) throw new OAuthRefusal('invalid_client', 'Client authentication failed.')
  return { pool, client }
}

/** Scopes of a parameter: undefined when it was left out; invalid_scope is for the caller to say. */
export const scopesOf = (scope: string | undefined): readonly string[] | undefined => scope?.split(' ').filter(Boolean)
