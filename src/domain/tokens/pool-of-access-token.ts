import type { AppClientStore } from '#src/domain/app-clients/app-client-store.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'

export type PoolOfAccessTokenDeps = { appClients: Pick<AppClientStore, 'findClient'>; userPools: Pick<UserPoolStore, 'findPool'> }

/**
 * The pool whose keys must have signed an access token, by the client it names; null when there is none. Nothing of the
 * token is believed yet: the issuer may be a fixed one, so verify-access-token.ts has the last word. Costs no statement.
 */
export async function poolOfAccessToken(deps: PoolOfAccessTokenDeps, token: string): Promise<UserPool | null> {
  const clientId = claimedClientId(token.split('.')[1] ?? '')
  const client = clientId === null ? null : await deps.appClients.findClient(clientId)
  return client === null ? null : deps.userPools.findPool(client.poolId)
}

function claimedClientId(segment: string): string | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString('utf8'))
    const clientId = typeof claims === 'object' && claims !== null && 'client_id' in claims ? claims.client_id : null
    return typeof clientId === 'string' && /^[\w+]{1,128}$/.test(clientId) ? clientId : null
  } catch {
    return null // SyntaxError: no token of ours
  }
}
