import type { Config } from '#src/config/config.ts'
import type { PoolAddress } from '#src/contracts/pool-request.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import type { UserPoolDomain } from '#src/domain/user-pools/user-pool.ts'

export type PoolAddresses = {
  /** The address applications are told: the pool's domain once it has one, else the path below PUBLIC_URL. From memory. */
  publicAddress(poolId: string): Promise<PoolAddress>
  /** Under which base addresses the pool answers, the one that applications are told first; no slash at the end. From memory. */
  baseUrls(poolId: string): Promise<string[]>
  /** Base of links in messages. */
  hostedBaseUrl(poolId: string): Promise<string>
}

/** Addresses of pools, from configuration and their domains alone. */
export function createPoolAddresses(config: Pick<Config, 'publicUrl' | 'authDomain'>, pools: Pick<UserPoolStore, 'domainOf' | 'listDomains'>): PoolAddresses {
  const base = new URL(config.publicUrl)
  const port = base.port === '' ? '' : `:${base.port}`
  const originOf = (domain: UserPoolDomain): string => `${base.protocol}//${domain.kind === 'prefix' ? `${domain.domain}.${config.authDomain}` : `${domain.domain}${port}`}`
  const publicAddress = async (poolId: string): Promise<PoolAddress> => {
    const domain = await pools.domainOf(poolId)
    if (domain === null) return { poolId, origin: config.publicUrl, basePath: `/${poolId}`, baseUrl: `${config.publicUrl}/${poolId}` }
    const origin = originOf(domain)
    return { poolId, origin, basePath: '', baseUrl: origin }
  }
  const baseUrls = async (poolId: string): Promise<string[]> => {
    const first = (await publicAddress(poolId)).baseUrl
    const domains = await pools.listDomains(poolId)
    return [...new Set([first, ...domains.filter(({ status }) => status === 'ACTIVE').map(originOf), `${config.publicUrl}/${poolId}`])]
  }
  return { publicAddress, baseUrls, hostedBaseUrl: async (poolId) => (await publicAddress(poolId)).baseUrl }
}
