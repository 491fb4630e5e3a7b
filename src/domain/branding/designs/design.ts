import type { BrandAsset, BrandLinks, BrandLook, GraphicPlace, SchemePicture, TextOverrides } from '#src/domain/branding/brand.ts'
import type { MessageTemplates } from '#src/domain/messages/templates/message-template.ts'
import type { BrandFile } from '#src/domain/branding/brand-file.ts'
import type { BrandTarget } from '#src/domain/branding/brand.ts'
import type { BrandToken } from '#src/domain/branding/brand-tokens.ts'

/** Where pictures of a design stand. */
export const IMAGE_PLACES = ['logo', 'favicon', 'pageBackground', 'formBackground', 'headerLogo', 'footerLogo'] as const
export type ImagePlace = (typeof IMAGE_PLACES)[number]

export const GRAPHIC_PLACES = ['email', 'sms', 'authenticator', 'password', 'passkey'] as const satisfies readonly GraphicPlace[]

/** One face of the family that the pages are set in. */
export type FontFace = { readonly asset: BrandAsset; readonly weight: string; readonly style: 'normal' | 'italic' }

/** One value for both schemes, or one for each that is named. */
export type TokenSetting = string | { readonly light?: string | undefined; readonly dark?: string | undefined }

export type DesignSettings = Partial<Pick<BrandLook, 'layout' | 'colorScheme' | 'density' | 'blockOrder' | 'languageSelector' | 'instructions' | 'sessionTimer' | 'acceptance'>> & {
  readonly header?: boolean | undefined
  readonly footer?: boolean | undefined
  readonly links?: BrandLinks | undefined
}

/** A look of an operator's own. What it does not say is left to what lies below it. Files are named by what they hold. */
export type Design = {
  readonly tokens: Readonly<Partial<Record<BrandToken, TokenSetting>>>
  /** As it was written: it is filtered whenever it is used. */
  readonly css: string
  readonly settings: DesignSettings
  readonly images: Readonly<Partial<Record<ImagePlace, SchemePicture>>>
  readonly graphics: Readonly<Partial<Record<GraphicPlace, SchemePicture>>>
  readonly fonts: readonly FontFace[]
  readonly texts: TextOverrides
  /** Absent where there are none, as in designs of earlier releases. */
  readonly messages?: MessageTemplates | undefined
}

/** A target's draft and versions. `revision` rises with every change: whoever changes names the one it began from. */
export type DesignState = BrandTarget & {
  readonly draft: Design | null
  readonly revision: number
  readonly latest: number
  /** The number of the version that people see; null for none. */
  readonly published: number | null
  readonly updatedAt: Date
}

export type DesignVersion = { readonly number: number; readonly design: Design; readonly createdAt: Date }

/** The version of a target that people see. */
export type PublishedDesign = BrandTarget & { readonly number: number; readonly design: Design }

/** A change that began from `revision`, which is 0 where there was nothing. */
export type DesignChange = BrandTarget & { readonly revision: number; readonly at: Date }

export type BrandDesignStore = {
  /** From memory: what people see. */
  publishedDesign(target: BrandTarget): Promise<PublishedDesign | null>
  findState(target: BrandTarget): Promise<DesignState | null>
  /** Newest first. */
  listVersions(target: BrandTarget): Promise<DesignVersion[]>
  findVersion(target: BrandTarget, number: number): Promise<DesignVersion | null>
  /** With its files, in one transaction. ConcurrentModification when something changed since; ResourceNotFound when the pool or client is gone. Returns the new revision. */
  saveDraft(change: DesignChange, design: Design, files: readonly BrandFile[]): Promise<number>
  /** Makes the draft the next version and the one that people see. ConcurrentModification when something changed since, or there is no draft. Returns its number. */
  publishDraft(change: DesignChange): Promise<number>
  /** Makes an earlier version the one that people see, or none. ConcurrentModification when something changed since. */
  choosePublished(change: DesignChange, number: number | null): Promise<void>
}

/** Every file that a design refers to, once. */
export const assetsOf = ({ images, graphics, fonts }: Design): BrandAsset[] => {
  const pictures = [...Object.values(images), ...Object.values(graphics)].flatMap(({ light, dark }) => (dark === undefined ? [light] : [light, dark]))
  return [...new Map([...pictures, ...fonts.map(({ asset }) => asset)].map((asset) => [asset.hash, asset])).values()]
}
