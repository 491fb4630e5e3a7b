import type { Sealer } from '#src/crypto/sealing.ts'
import type { AccessKey } from '#src/domain/access-keys/access-key-store.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { UiCustomization } from '#src/domain/branding/classic/ui-customization.ts'
import type { PublishedDesign } from '#src/domain/branding/designs/design.ts'
import type { StyleInUse } from '#src/domain/branding/managed/managed-style-store.ts'
import type { RegisteredFunction } from '#src/domain/functions/registered-function.ts'
import type { ResourceServer } from '#src/domain/resource-servers/resource-server.ts'
import type { Terms } from '#src/domain/terms/terms.ts'
import type { UserPool, UserPoolDomain } from '#src/domain/user-pools/user-pool.ts'
import { loadPublishedDesigns } from './branding/brand-design-store.ts'
import { loadUiCustomizations } from './branding/ui-customization-store.ts'
import type { Change } from './cache/change.ts'
import { createReadCache, type ReadCache } from './cache/read-cache.ts'
import type { Database } from './engine/database.ts'
import { loadFunction } from './function-store.ts'
import { loadManagedStyles } from './managed-style-store.ts'
import { loadAccessKey } from './prisma-access-key-store.ts'
import { loadClient } from './prisma-app-client-store.ts'
import { loadResourceServers } from './prisma-resource-server-store.ts'
import { loadTerms } from './prisma-terms-store.ts'
import { loadPool } from './prisma-user-pool-store.ts'
import { loadDomain, loadDomainsOfPool } from './user-pool-domain-rows.ts'

/** Everything that requests read without asking the database. Lists are by pool id. */
export type Caches = {
  pools: ReadCache<UserPool>
  domains: ReadCache<UserPoolDomain>
  domainsOfPools: ReadCache<UserPoolDomain[]>
  clients: ReadCache<AppClient>
  resourceServersOfPools: ReadCache<ResourceServer[]>
  uiCustomizationsOfPools: ReadCache<UiCustomization[]>
  managedStylesOfPools: ReadCache<StyleInUse[]>
  publishedDesignsOfPools: ReadCache<PublishedDesign[]>
  termsOfPools: ReadCache<Terms[]>
  accessKeys: ReadCache<AccessKey>
  functions: ReadCache<RegisteredFunction>
  /** Forgets what a change made old. */
  forget(change: Change): void
}

export type CachesDeps = { database: Pick<Database, 'sql'>; sealer: Sealer; isCurrent(loadedAt: number): boolean }

/** Records a process keeps at most; a pool with its settings takes some 10 kB, a client 2 kB. */
const most = { pools: 2000, clients: 10_000, domains: 10_000, accessKeys: 1000, functions: 1000 }

export function createCaches({ database: { sql }, sealer, isCurrent }: CachesDeps): Caches {
  const pools = createReadCache({ max: most.pools, isCurrent, load: (id) => loadPool(sql, id) })
  const domains = createReadCache({ max: most.domains, isCurrent, load: (domain) => loadDomain(sql, domain) })
  const domainsOfPools = createReadCache({ max: most.pools, isCurrent, load: (poolId) => loadDomainsOfPool(sql, poolId) })
  const clients = createReadCache({ max: most.clients, isCurrent, load: (id) => loadClient({ sql, sealer }, id) })
  const resourceServersOfPools = createReadCache({ max: most.pools, isCurrent, load: (poolId) => loadResourceServers(sql, poolId) })
  const uiCustomizationsOfPools = createReadCache({ max: most.pools, isCurrent, load: (poolId) => loadUiCustomizations(sql, poolId) })
  const managedStylesOfPools = createReadCache({ max: most.pools, isCurrent, load: (poolId) => loadManagedStyles(sql, poolId) })
  const publishedDesignsOfPools = createReadCache({ max: most.pools, isCurrent, load: (poolId) => loadPublishedDesigns(sql, poolId) })
  const termsOfPools = createReadCache({ max: most.pools, isCurrent, load: (poolId) => loadTerms(sql, poolId) })
  const accessKeys = createReadCache({ max: most.accessKeys, isCurrent, load: (id) => loadAccessKey({ sql, sealer }, id) })
  const functions = createReadCache({ max: most.functions, isCurrent, load: (name) => loadFunction({ sql, sealer }, name) })
  const all = [pools, domains, domainsOfPools, clients, resourceServersOfPools, uiCustomizationsOfPools, managedStylesOfPools, publishedDesignsOfPools, termsOfPools, accessKeys, functions]
  const ofPool = [pools, domainsOfPools, resourceServersOfPools, uiCustomizationsOfPools, managedStylesOfPools, publishedDesignsOfPools, termsOfPools]
  return {
    pools, domains, domainsOfPools, clients, resourceServersOfPools, uiCustomizationsOfPools, managedStylesOfPools, publishedDesignsOfPools, termsOfPools, accessKeys, functions,
    forget(change) {
      switch (change.kind) {
        case 'all': return all.forEach((cache) => cache.clear())
        case 'pool': return ofPool.forEach((cache) => cache.drop(change.key))
        case 'client': return clients.drop(change.key)
        case 'domain': return domains.drop(change.key)
        case 'access-key': return accessKeys.drop(change.key)
        case 'function': return functions.drop(change.key)
        case 'certificate': return // kept whole elsewhere
      }
    },
  }
}
