import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import type { ResourceServer, ResourceServerStore } from './resource-server.ts'

export type ListResourceServersDeps = FindPoolDeps & { resourceServers: Pick<ResourceServerStore, 'listResourceServers'> }

/** A pool's resource servers; `next` is the `after` of the following page. ResourceNotFound (Cognito: ListResourceServers). */
export const listResourceServers = async (
  deps: ListResourceServersDeps, page: { UserPoolId: string; limit: number; after: string | null },
): Promise<{ resourceServers: ResourceServer[]; next: string | null }> => {
  const pool = await requireUserPool(deps, page.UserPoolId)
  return deps.resourceServers.listResourceServers({ poolId: pool.id, after: page.after, limit: page.limit })
}
