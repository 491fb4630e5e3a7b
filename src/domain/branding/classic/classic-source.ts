import { LRUCache } from 'lru-cache'
import type { BrandLayer, BrandSource } from '#src/domain/branding/brand.ts'
import { readClassicSheet } from './classic-layer.ts'
import { customizationFor, type UiCustomization, type UiCustomizationStore } from './ui-customization.ts'

/** Layers kept at most: some kilobytes each. */
const MOST = 2000

/**
 * Looks from SetUICustomization. A layer is made once of a sheet and a logo, whatever record they stand in: records that are read again
 * give the same one, so that nothing is made anew of it.
 */
export function classicSource(uiCustomizations: Pick<UiCustomizationStore, 'customizationsOf'>): BrandSource {
  const made = new LRUCache<string, Promise<BrandLayer>>({ max: MOST })
  const layerFor = ({ css, logo }: UiCustomization): Promise<BrandLayer> => {
    const key = `${logo?.hash ?? ''} ${css ?? ''}`
    const known = made.get(key)
    if (known !== undefined) return known
    const making = readClassicSheet(css ?? '', logo).then(({ layer }) => layer)
    made.set(key, making)
    making.catch(() => made.delete(key))
    return making
  }
  return {
    async layerOf({ poolId, clientId }) {
      const own = customizationFor(await uiCustomizations.customizationsOf(poolId), clientId)
      return own === null ? null : layerFor(own)
    },
  }
}
