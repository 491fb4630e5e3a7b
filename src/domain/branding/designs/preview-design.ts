import { LRUCache } from 'lru-cache'
import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { Brand, BrandLayer, BrandTarget } from '#src/domain/branding/brand.ts'
import type { Brands } from '#src/domain/branding/resolve-brand.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { BrandDesignStore, Design, DesignState } from './design.ts'
import { layerOfDesign } from './design-layer.ts'
import { readPreviewToken } from './preview-token.ts'

export type PreviewDesignDeps = { keyedHash: Pick<KeyedHash, 'verify'>; clock: Clock; brands: Brands; brandDesigns: Pick<BrandDesignStore, 'findState'> }

export type DesignPreview = { readonly clientId: string | null; readonly brand: Brand }

/** The look that a target's pages would have with its draft published; without a draft, the one they have. Null for a token that opens nothing here. */
export async function previewDesign(deps: PreviewDesignDeps, { poolId, token }: { poolId: string; token: string }): Promise<DesignPreview | null> {
  const target: BrandTarget | null = readPreviewToken(deps, poolId, token, deps.clock.now())
  if (target === null) return null
  const state = await deps.brandDesigns.findState(target)
  const brand = state === null || state.draft === null ? await deps.brands.brandOf(target) : await deps.brands.brandWith(target, await layerOfDraft(deps, state, state.draft))
  return { clientId: target.clientId, brand }
}

/** Links to previews are handed on: a long sheet is read once, however often its page is opened. */
const MOST_LAYERS = 20
const read = new WeakMap<object, LRUCache<string, Promise<BrandLayer>>>()

function layerOfDraft({ brandDesigns }: PreviewDesignDeps, { poolId, clientId, revision, updatedAt }: DesignState, draft: Design): Promise<BrandLayer> {
  const layers = read.get(brandDesigns) ?? new LRUCache<string, Promise<BrandLayer>>({ max: MOST_LAYERS })
  read.set(brandDesigns, layers)
  const key = `${poolId}|${clientId ?? ''}|${revision}|${updatedAt.getTime()}`
  const layer = layers.get(key) ?? layerOfDesign(draft)
  layers.set(key, layer)
  return layer
}
