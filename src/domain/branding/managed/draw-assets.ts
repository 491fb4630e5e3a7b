import type { PictureFormat, RedrawPicture } from '#src/domain/branding/redraw-picture.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { validationError } from '#src/domain/validation-error.ts'
import { MOST_ASSET_BYTES, type AssetInRequest } from './managed-style-request.ts'
import type { NewAsset } from './managed-style-store.ts'
import type { AssetCategory, AssetExtension } from './managed-style.ts'

export type DrawAssetsDeps = { redrawPicture: RedrawPicture }

/**
 * The pictures of a request with what is to be served of them. Those without bytes are already kept, and stay as they are: they must be
 * among `known` (names by `nameOf`). InvalidParameter for what is no picture, and for two of one name.
 */
export const drawAssets = async (deps: DrawAssetsDeps, assets: readonly AssetInRequest[], known: ReadonlySet<string>): Promise<NewAsset[]> => {
  const names = assets.map(nameOf)
  if (new Set(names).size < names.length) throw refusal('Two assets have the same category, color mode and resource id.')
  const drawn: NewAsset[] = []
  for (const [index, asset] of assets.entries()) {
    const { Category: category, ColorMode: colorMode, Extension: extension, Bytes: bytes, ResourceId: resourceId = '' } = asset
    if (bytes === undefined) {
      if (!known.has(nameOf(asset))) throw validationError(`assets.${index + 1}.member.bytes`, 'Member must not be null')
      continue
    }
    if ((extension === 'ICO') !== (category === 'FAVICON_ICO')) throw refusal(`An asset of category ${category} cannot have the extension ${extension}.`)
    // One after the other: each may take all of a core.
    const served = await deps.redrawPicture(bytes, { accept: [FORMATS[extension]], maxBytes: MOST_ASSET_BYTES, fit: fitOf(category) })
    drawn.push({ category, colorMode, resourceId, extension, bytes, served })
  }
  return drawn
}

export const nameOf = ({ Category, ColorMode, ResourceId = '' }: Pick<AssetInRequest, 'Category' | 'ColorMode' | 'ResourceId'>): string => `${Category} ${ColorMode} ${ResourceId}`

const FORMATS: Readonly<Record<AssetExtension, PictureFormat>> = { ICO: 'ico', JPEG: 'jpeg', PNG: 'png', SVG: 'svg', WEBP: 'webp' }

const BACKGROUND = { width: 2560, height: 1600 }
const LOGO = { width: 1024, height: 512 }
const GRAPHIC = { width: 640, height: 640 }
const ICON = { width: 192, height: 192 }

/** In pixels: twice what is shown at most. */
const fitOf = (category: AssetCategory): { width: number; height: number } => {
  if (category.endsWith('_BACKGROUND')) return BACKGROUND
  if (category.endsWith('_LOGO')) return LOGO
  return category.endsWith('_GRAPHIC') ? GRAPHIC : ICON
}

const refusal = (message: string): DomainError => new DomainError('InvalidParameter', message, { field: 'Assets' })
