import type { SeedReport } from './seed-report.ts'
import { emptySeedReport } from './seed-report.ts'
import { seedBranding, type SeedBrandingDeps } from './seed-branding.ts'
import { seedClient, type SeedClientsDeps } from './seed-clients.ts'
import { seedGroup, type SeedGroupsDeps } from './seed-groups.ts'
import { seedResourceServer, type SeedResourceServersDeps } from './seed-resource-servers.ts'
import type { Seed } from './seed-schema.ts'
import { seedUserPool, type SeedUserPoolDeps } from './seed-user-pool.ts'
import { seedUser, type SeedUsersDeps } from './seed-users.ts'

export type ApplySeedDeps = SeedUserPoolDeps & SeedClientsDeps & SeedResourceServersDeps & SeedGroupsDeps & SeedUsersDeps & SeedBrandingDeps

/**
 * Makes what the seed declares and is not there, and updates what it declares differently; nothing else is touched, nothing deleted.
 * A second run does nothing. Refusals of the operations come through.
 */
export const applySeed = async (deps: ApplySeedDeps, seed: Seed): Promise<SeedReport> => {
  const report = emptySeedReport()
  for (const pool of seed.UserPools) {
    await seedUserPool(deps, pool, report)
    // Clients name scopes of the resource servers, users name groups.
    for (const server of pool.ResourceServers ?? []) await seedResourceServer(deps, pool.Id, server, report)
    await seedBranding(deps, { poolId: pool.Id, clientId: null }, pool.Branding, report)
    for (const { Branding, ...client } of pool.Clients ?? []) {
      await seedClient(deps, pool.Id, client, report)
      await seedBranding(deps, { poolId: pool.Id, clientId: client.ClientId }, Branding, report)
    }
    for (const group of pool.Groups ?? []) await seedGroup(deps, pool.Id, group, report)
    for (const user of pool.Users ?? []) await seedUser(deps, pool.Id, user, report)
  }
  return report
}
