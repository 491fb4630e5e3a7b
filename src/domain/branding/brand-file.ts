import type { BrandAsset } from './brand.ts'

/** A file of a look with its bytes. */
export type BrandFile = BrandAsset & { readonly bytes: Uint8Array }

export type BrandAssetStore = {
  /** From memory where it was read lately: a hash never stands for other bytes. Null when the pool has no such file. */
  findAsset(poolId: string, hash: string): Promise<BrandFile | null>
}

export const HASH_FORM = /^[0-9a-f]{64}$/
