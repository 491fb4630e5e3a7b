import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import type { AppClientStore } from './app-client-store.ts'
import type { AppClient } from './app-client.ts'

export type ListUserPoolClientsDeps = FindPoolDeps & { appClients: Pick<AppClientStore, 'listClients'> }

/** A pool's clients in id order; `next` is the `after` of the following page. ResourceNotFound (Cognito: ListUserPoolClients). */
export const listUserPoolClients = async (
  deps: ListUserPoolClientsDeps, page: { UserPoolId: string; limit: number; after: string | null },
): Promise<{ clients: AppClient[]; next: string | null }> => {
  const pool = await requireUserPool(deps, page.UserPoolId)
  return deps.appClients.listClients({ poolId: pool.id, after: page.after, limit: page.limit })
}
