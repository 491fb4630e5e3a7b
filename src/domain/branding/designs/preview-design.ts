import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { Brand, BrandTarget } from '#src/domain/branding/brand.ts'
import type { Brands } from '#src/domain/branding/resolve-brand.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { BrandDesignStore } from './design.ts'
import { layerOfDesign } from './design-layer.ts'
import { readPreviewToken } from './preview-token.ts'

export type PreviewDesignDeps = { keyedHash: Pick<KeyedHash, 'verify'>; clock: Clock; brands: Brands; brandDesigns: Pick<BrandDesignStore, 'findState'> }

export type DesignPreview = { readonly clientId: string | null; readonly brand: Brand }

/** The look that a target's pages would have with its draft published; without a draft, the one they have. Null for a token that opens nothing here. */
export async function previewDesign(deps: PreviewDesignDeps, { poolId, token }: { poolId: string; token: string }): Promise<DesignPreview | null> {
  const target: BrandTarget | null = readPreviewToken(deps, poolId, token, deps.clock.now())
  if (target === null) return null
  const draft = (await deps.brandDesigns.findState(target))?.draft ?? null
  const brand = draft === null ? await deps.brands.brandOf(target) : await deps.brands.brandWith(target, await layerOfDesign(draft))
  return { clientId: target.clientId, brand }
}
