import { isDeepStrictEqual } from 'node:util'
import { createResourceServer, type CreateResourceServerDeps } from '#src/domain/resource-servers/create-resource-server.ts'
import { resourceServerDescription } from '#src/domain/resource-servers/resource-server-request.ts'
import { updateResourceServer, type UpdateResourceServerDeps } from '#src/domain/resource-servers/update-resource-server.ts'
import type { SeedPool } from './seed-schema.ts'
import type { SeedReport } from './seed-report.ts'

export type SeedResourceServersDeps = CreateResourceServerDeps & UpdateResourceServerDeps

/** Makes the resource server, or replaces its name and scopes. */
export const seedResourceServer = async (
  deps: SeedResourceServersDeps, poolId: string, seed: NonNullable<SeedPool['ResourceServers']>[number], report: SeedReport,
): Promise<void> => {
  const request = { Scopes: [], ...seed, UserPoolId: poolId }
  const current = await deps.resourceServers.findResourceServer(poolId, seed.Identifier)
  if (current === null) {
    await createResourceServer(deps, request)
    report.created.push(`resource server ${seed.Identifier}`)
  } else if (!isDeepStrictEqual(resourceServerDescription(current), request)) {
    await updateResourceServer(deps, request)
    report.changed.push(`resource server ${seed.Identifier}`)
  }
}
