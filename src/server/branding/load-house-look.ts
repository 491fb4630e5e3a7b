import type { BrandLayer } from '#src/domain/branding/brand.ts'
import type { BrandAssetStore, BrandFile } from '#src/domain/branding/brand-file.ts'
import { layerOfDesign } from '#src/domain/branding/designs/design-layer.ts'
import { readDesignDocument } from '#src/domain/branding/designs/design-document.ts'
import { takeInDocument } from '#src/domain/branding/designs/take-in-document.ts'
import { StartError } from '#src/contracts/start-error.ts'
import { redrawPicture } from '#src/images/redraw-picture.ts'
import { readDesignFile } from './read-design-file.ts'

/** The look of every pool that has no other: what it says, and its files, which belong to no pool. */
export type HouseLook = { readonly layer: BrandLayer; readonly files: ReadonlyMap<string, BrandFile> }

/** The look in BRANDING_FILE; null without one. StartError `ConfigurationInvalid` when it cannot be used. */
export async function loadHouseLook(path: string | null): Promise<HouseLook | null> {
  if (path === null) return null
  try {
    const document = readDesignDocument(await readDesignFile(path))
    const { design, files } = await takeInDocument({ redrawPicture, brandAssets: { findAsset: () => Promise.resolve(null) } }, '', document)
    return { layer: await layerOfDesign(design), files: new Map(files.map((file) => [file.hash, file])) }
  } catch (cause) {
    throw new StartError('ConfigurationInvalid', `BRANDING_FILE cannot be used: ${(cause as Error).message}`, { cause })
  }
}

/** The files of pools, and of the house in each of them. */
export const withHouseFiles = (assets: BrandAssetStore, house: HouseLook | null): BrandAssetStore => ({
  findAsset: (poolId, hash) => {
    const file = house?.files.get(hash)
    return file === undefined ? assets.findAsset(poolId, hash) : Promise.resolve(file)
  },
})
