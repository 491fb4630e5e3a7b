import type { JsonObject } from './json.ts'

/** What a picture is for (Cognito: AssetCategoryType). */
export const ASSET_CATEGORIES = [
  'FAVICON_ICO', 'FAVICON_SVG', 'EMAIL_GRAPHIC', 'SMS_GRAPHIC', 'AUTH_APP_GRAPHIC', 'PASSWORD_GRAPHIC', 'PASSKEY_GRAPHIC', 'PAGE_HEADER_LOGO', 'PAGE_HEADER_BACKGROUND',
  'PAGE_FOOTER_LOGO', 'PAGE_FOOTER_BACKGROUND', 'PAGE_BACKGROUND', 'FORM_BACKGROUND', 'FORM_LOGO', 'IDP_BUTTON_ICON',
] as const
export type AssetCategory = (typeof ASSET_CATEGORIES)[number]

/** In which scheme it is shown; DYNAMIC in both. */
export const COLOR_MODES = ['LIGHT', 'DARK', 'DYNAMIC'] as const
export type ColorMode = (typeof COLOR_MODES)[number]

export const ASSET_EXTENSIONS = ['ICO', 'JPEG', 'PNG', 'SVG', 'WEBP'] as const
export type AssetExtension = (typeof ASSET_EXTENSIONS)[number]

/** What tells the pictures of a style apart; a name of its own where there are several of a kind, else empty. */
export type AssetName = { category: AssetCategory; colorMode: ColorMode; resourceId: string }

/** A picture as it was sent. */
export type SentAsset = AssetName & { extension: AssetExtension; bytes: Uint8Array }

/** A style without its pictures. */
export type ManagedStyle = {
  /** A UUID. */
  id: string
  poolId: string
  clientId: string
  /** Cognito's own look is wanted. */
  useProvided: boolean
  /** Just what was set; null when nothing ever was. */
  settings: JsonObject | null
  /** Raised by every change: a change names the one it was made from. */
  version: number
  createdAt: Date
  updatedAt: Date
}

