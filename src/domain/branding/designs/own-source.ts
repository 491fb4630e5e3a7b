import { brandSource } from '#src/domain/branding/brand-source.ts'
import type { BrandSource } from '#src/domain/branding/brand.ts'
import type { BrandDesignStore } from './design.ts'
import { layerOfDesign } from './design-layer.ts'

/** The looks that were published by the command `branding`. */
export const ownSource = (designs: Pick<BrandDesignStore, 'publishedDesign'>): BrandSource =>
  brandSource((target) => designs.publishedDesign(target), ({ design }) => layerOfDesign(design))
