import type { BrandLayer, BrandSource, BrandTarget } from './brand.ts'

/** A source from a cached read: the layer is made of a record once, for as long as the read gives the same object. */
export function brandSource<Row extends object>(find: (target: BrandTarget) => Promise<Row | null>, layerOf: (row: Row) => BrandLayer | Promise<BrandLayer>): BrandSource {
  const made = new WeakMap<Row, Promise<BrandLayer>>()
  return {
    async layerOf(target) {
      const row = await find(target)
      if (row === null) return null
      const layer = made.get(row) ?? Promise.resolve(layerOf(row))
      made.set(row, layer)
      return layer
    },
  }
}

/** A source that never says anything. */
export const noBranding: BrandSource = { layerOf: () => Promise.resolve(null) }
