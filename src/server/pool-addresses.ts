import type { Config } from '#src/config/config.ts'
import type { PoolAddress } from '#src/contracts/pool-request.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'

export type PoolAddresses = {
  /** The address applications are told: the pool's domain once it has one, else the path below PUBLIC_URL. From memory. */
  publicAddress(poolId: string): Promise<PoolAddress>
  /** Base of links in messages. */
  hostedBaseUrl(poolId: string): Promise<string>
}

/** Addresses of pools, from configuration and their domains alone. */
export function createPoolAddresses(config: Pick<Config, 'publicUrl' | 'authDomain'>, pools: Pick<UserPoolStore, 'domainOf'>): PoolAddresses {
  const base = new URL(config.publicUrl)
  const port = base.port === '' ? '' : `:${base.port}`
  const publicAddress = async (poolId: string): Promise<PoolAddress> => {
    const domain = await pools.domainOf(poolId)
    if (domain === null) return { poolId, origin: config.publicUrl, basePath: `/${poolId}`, baseUrl: `${config.publicUrl}/${poolId}` }
    const host = domain.kind === 'prefix' ? `${domain.domain}.${config.authDomain}` : `${domain.domain}${port}`
    const origin = `${base.protocol}//${host}`
    return { poolId, origin, basePath: '', baseUrl: origin }
  }
  return { publicAddress, hostedBaseUrl: async (poolId) => (await publicAddress(poolId)).baseUrl }
}
