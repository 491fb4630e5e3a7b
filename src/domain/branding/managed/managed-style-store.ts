import type { BrandFile } from '#src/domain/branding/brand-file.ts'
import type { BrandAsset } from '#src/domain/branding/brand.ts'
import type { AssetName, ManagedStyle, SentAsset } from './managed-style.ts'

/** A picture as it was sent, with what of it is served. */
export type NewAsset = SentAsset & { served: BrandFile }

/** A style as the pages need it. */
export type StyleInUse = ManagedStyle & { readonly pictures: readonly (AssetName & { readonly served: BrandAsset })[] }

export type ManagedStyleStore = {
  /** ManagedLoginBrandingExists when the client has one, LimitExceeded when the pool has `most`, ResourceNotFound when the client is gone. */
  createStyle(style: ManagedStyle, assets: readonly NewAsset[], most: number): Promise<void>
  findStyle(poolId: string, id: string): Promise<ManagedStyle | null>
  /** In the order of category, colour mode and name. */
  listAssets(styleId: string): Promise<SentAsset[]>
  /**
   * Compare-and-set on the version. Assets of the same name are replaced, others stay, unless `clear` takes them all away first.
   * ConcurrentModification; LimitExceeded when there were more than `most` assets then.
   */
  updateStyle(style: ManagedStyle, assets: { clear: boolean; add: readonly NewAsset[]; most: number }): Promise<void>
  /** Whether there was one. */
  deleteStyle(poolId: string, id: string): Promise<boolean>
  /** From memory. The same object until it changes. */
  styleOfClient(poolId: string, clientId: string): Promise<StyleInUse | null>
}
