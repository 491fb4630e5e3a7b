import type { BrandAsset, BrandTarget, SchemePicture } from '#src/domain/branding/brand.ts'
import type { BrandAssetStore } from '#src/domain/branding/brand-file.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { BrandDesignStore, Design } from './design.ts'
import { DESIGN_FORMAT, type DesignDocument } from './design-document.ts'
import { requireTarget, type RequireTargetDeps } from './require-target.ts'

export type ExportDesignDeps = RequireTargetDeps & { brandDesigns: Pick<BrandDesignStore, 'findState' | 'findVersion'>; brandAssets: BrandAssetStore }

/**
 * A design as one document, files and all: the draft, the version of a number, or by default what people see. What is exported and imported
 * again is the same design. ResourceNotFound when there is none.
 */
export async function exportDesign(deps: ExportDesignDeps, input: BrandTarget & { which: 'draft' | 'published' | number }): Promise<DesignDocument> {
  const target = await requireTarget(deps, input)
  const design = await findDesign(deps, target, input.which)
  if (design === null) throw new DomainError('ResourceNotFound', 'There is no such design.')
  return writeDocument(deps.brandAssets, target.poolId, design)
}

async function findDesign({ brandDesigns }: ExportDesignDeps, target: BrandTarget, which: 'draft' | 'published' | number): Promise<Design | null> {
  const state = await brandDesigns.findState(target)
  if (which === 'draft') return state?.draft ?? null
  const number = which === 'published' ? (state?.published ?? null) : which
  return number === null ? null : ((await brandDesigns.findVersion(target, number))?.design ?? null)
}

async function writeDocument(assets: BrandAssetStore, poolId: string, { tokens, css, settings, images, graphics, fonts, texts, messages = {} }: Design): Promise<DesignDocument> {
  const read = async ({ hash }: BrandAsset) => {
    const file = await assets.findAsset(poolId, hash)
    if (file === null) throw new Error(`The file ${hash} of a design is gone.`)
    return { data: Buffer.from(file.bytes).toString('base64') }
  }
  const readAll = async <Place extends string>(pictures: Readonly<Partial<Record<Place, SchemePicture>>>) =>
    Object.fromEntries(await Promise.all((Object.entries(pictures) as [Place, SchemePicture][]).map(async ([place, { light, dark }]) =>
      [place, { light: await read(light), ...(dark === undefined ? {} : { dark: await read(dark) }) }] as const)))
  const document = {
    format: DESIGN_FORMAT, ...settings, ...(css === '' ? {} : { css }),
    ...filled({ tokens, texts, messages, images: await readAll(images), graphics: await readAll(graphics) }),
    ...(fonts.length === 0 ? {} : { fonts: await Promise.all(fonts.map(async ({ asset, weight, style }) => ({ ...(await read(asset)), weight, style }))) }),
  }
  return document as DesignDocument
}

const filled = (members: Readonly<Record<string, object>>): Record<string, object> => Object.fromEntries(Object.entries(members).filter(([, member]) => Object.keys(member).length > 0))
