import { accountClient, poolOfAccountClient } from '#src/domain/app-clients/account-client.ts'
import type { AppClientStore } from '#src/domain/app-clients/app-client-store.ts'
import { hasAccountPortal } from '#src/domain/user-pools/account-portal.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import type { PoolAddresses } from './pool-addresses.ts'

export type BuiltInClientsDeps = {
  appClients: Pick<AppClientStore, 'findClient' | 'listClients'>
  userPools: Pick<UserPoolStore, 'findPool'>
  addresses: Pick<PoolAddresses, 'baseUrls'>
}

/** The app clients that browsers can come through: the stored ones, and of each pool with a portal the portal's own. Lists name only the stored ones. */
export const withBuiltInClients = ({ appClients, userPools, addresses }: BuiltInClientsDeps): BuiltInClientsDeps['appClients'] => ({
  listClients: (page) => appClients.listClients(page),
  async findClient(id) {
    const poolId = poolOfAccountClient(id)
    if (poolId === null) return appClients.findClient(id)
    const pool = await userPools.findPool(poolId)
    return pool === null || !hasAccountPortal(pool) ? null : accountClient(pool, await addresses.baseUrls(poolId))
  },
})
