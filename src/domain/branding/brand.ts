import type { MessageTemplates } from '#src/domain/messages/templates/message-template.ts'
import type { Layout } from '#src/contracts/hosted/page-frame.ts'
import type { BrandToken } from './brand-tokens.ts'

/** What files of a look can be, and their extension in addresses. Never SVG: a drawing that can hold a script is turned into pixels first. */
export const ASSET_EXTENSIONS = {
  'image/png': 'png', 'image/jpeg': 'jpeg', 'image/webp': 'webp', 'image/vnd.microsoft.icon': 'ico', 'font/woff2': 'woff2',
} as const
export type AssetType = keyof typeof ASSET_EXTENSIONS

/** A file of a pool's look: kept by its SHA-256 (hex), served from the pool's own origin. A font has no size in pixels. */
export type BrandAsset = { readonly hash: string; readonly type: AssetType; readonly width?: number | undefined; readonly height?: number | undefined }

/** A picture for each colour scheme; without a dark one the light one shows in both. */
export type SchemePicture = { readonly light: BrandAsset; readonly dark?: BrandAsset | undefined }

/** Pictures that stand above the heading of a screen. */
export type GraphicPlace = 'email' | 'sms' | 'authenticator' | 'password' | 'passkey'

/** Blocks of the sign-in page that can change places. */
export type SignInBlock = 'username-password' | 'federated'

export type BrandLinks = { readonly help?: string | undefined; readonly privacy?: string | undefined; readonly terms?: string | undefined }

/** By language tag, then by key of the catalogue (`signIn.title`): ICU messages with the arguments of the original. */
export type TextOverrides = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Sides of a line, in reading direction. */
export type Side = 'start' | 'center' | 'end'
export type Band = { readonly shown: boolean; readonly logo: SchemePicture | null; readonly background?: SchemePicture | null | undefined; readonly side?: Side | undefined }
export type LogoPlace = { readonly outside: boolean; readonly below: boolean; readonly side: Side }
export type Acceptance = 'none' | 'notice' | 'required'

/** Everything about a page's look that is not style. */
export type BrandLook = {
  readonly logo: SchemePicture | null
  readonly favicon: SchemePicture | null
  readonly pageBackground: SchemePicture | null
  readonly formBackground: SchemePicture | null
  readonly graphics: Readonly<Partial<Record<GraphicPlace, SchemePicture>>>
  readonly layout: Layout
  readonly colorScheme: 'light' | 'dark' | 'adaptive'
  readonly density: 'regular' | 'compact'
  /** Bands across the page, above and below everything. */
  readonly header: Band
  readonly footer: Band
  /** Where the logo stands: outside the card or in it, above or below what is there, and at which side. */
  readonly logoPlace: LogoPlace
  /** Where the card stands on a page that is higher than it. */
  readonly vertical: Side
  readonly blockOrder: readonly SignInBlock[]
  readonly languageSelector: boolean
  /** Lead texts under headings. */
  readonly instructions: boolean
  /** The time that is left to sign in. */
  readonly sessionTimer: boolean
  /** Whether a sign-up shows the client's terms: people agree by going on (`notice`), or have to say so (`required`). */
  readonly acceptance: Acceptance
  readonly links: BrandLinks
  readonly texts: TextOverrides
  /** Words of messages, the look that counts first in front: a client's, then the pool's. */
  readonly messages: readonly MessageTemplates[]
}

/** CSS colours, lengths and families by token, for each colour scheme. */
export type TokenValues = Readonly<Partial<Record<BrandToken, string>>>
export type SchemeTokens = { readonly light: TokenValues; readonly dark: TokenValues }

/** What one source (a style sheet, a style, a published version) says of a look; the rest is left to the sources below it. */
export type BrandLayer = {
  readonly look?: Partial<BrandLook> | undefined
  readonly tokens?: SchemeTokens | undefined
  /** Rules that a filter let through, without layer or at-rules of their own around them. */
  readonly css?: string | undefined
}

/** The look of a pool's pages, for one client or for pages of none: every source laid over the others. */
export type Brand = BrandLook & {
  /** Held to their contrasts; what is not there is as our own sheets have it. */
  readonly tokens: SchemeTokens
  /** Everything of style in one file, named by its SHA-256; null when our own sheets are all there is. */
  readonly stylesheet: { readonly hash: string; readonly css: string } | null
}

export const DEFAULT_LOOK: BrandLook = {
  logo: null, favicon: null, pageBackground: null, formBackground: null, graphics: {}, layout: 'centered', colorScheme: 'adaptive', density: 'regular',
  header: { shown: false, logo: null }, footer: { shown: false, logo: null }, blockOrder: ['username-password', 'federated'],
  logoPlace: { outside: false, below: false, side: 'start' }, vertical: 'center',
  languageSelector: true, instructions: true, sessionTimer: false, acceptance: 'notice', links: {}, texts: {}, messages: [],
}

/** Whose look is asked for: a client's, or the pool's own (`clientId` null), which pages of no client have. */
export type BrandTarget = { readonly poolId: string; readonly clientId: string | null }

/** One kind of branding. The same object comes back until its record changes: what was made of it is kept. */
export type BrandSource = { layerOf(target: BrandTarget): Promise<BrandLayer | null> }
