import type { PoolHandler } from '#src/contracts/pool-request.ts'
import { createOidcHandler } from './handle-oidc-request.ts'
import { createInteractionBridge } from './interaction-bridge.ts'
import type { OidcDeps } from './oidc-deps.ts'
import type { InteractionBridge } from './pending-interaction.ts'
import { createProviderRegistry } from './provider-registry.ts'
import type { ProviderRegistry } from './provider-registry.ts'
import { createPublishedDocuments } from './published-documents.ts'
import { createKeptModels, storedModelsOf } from './stored-models.ts'

export type OidcWire = {
  /** For every path that `poolPathKind` calls `oidc`. */
  handler: PoolHandler
  /** For the hosted pages. */
  bridge: InteractionBridge
  providers: ProviderRegistry
}

/** The OIDC wire, complete: one for the process. */
export function createOidcWire(deps: OidcDeps): OidcWire {
  const kept = createKeptModels()
  const providers = createProviderRegistry(deps, kept)
  const documents = createPublishedDocuments(deps)
  return { handler: createOidcHandler({ ...deps, providers, documents, storedModels: (poolId) => storedModelsOf(deps, kept, poolId) }), bridge: createInteractionBridge(deps, kept), providers }
}
