import { type Brand, type BrandAsset, DEFAULT_LOOK } from '#src/domain/branding/brand.ts'
import { BASE_COLORS, type ColorToken, DERIVED_COLORS, isDerived, type Scheme } from '#src/domain/branding/brand-tokens.ts'
import { parseColor, toHex } from '#src/domain/branding/color.ts'

/** Colours of a mail. */
const MAIL_COLORS = ['bg', 'surface', 'line', 'text', 'muted', 'accent', 'on-accent', 'link'] as const satisfies readonly ColorToken[]
export type MailColors = Readonly<Record<(typeof MAIL_COLORS)[number], string>>

/** A picture as it stands in a mail, in CSS pixels. */
export type MailPicture = { readonly asset: BrandAsset; readonly width: number; readonly height: number }

/** How mails of a pool look. The pictures travel with the mail. */
export type MailLook = {
  readonly colorScheme: Brand['colorScheme']
  readonly light: MailColors
  readonly dark: MailColors
  readonly logo: MailPicture | null
  readonly darkLogo: MailPicture | null
}

/** A look is made once for each brand, which is the same object for as long as nothing of it changes. */
const made = new WeakMap<object, MailLook>()

/** The look of a pool's mails: the colours of its pages, held to their contrasts already, and its logo. */
export const mailLook = (brand: Pick<Brand, 'colorScheme' | 'logo' | 'tokens'>): MailLook => {
  const known = made.get(brand)
  if (known !== undefined) return known
  const look: MailLook = {
    colorScheme: brand.colorScheme, light: colorsOf(brand, 'light'), dark: colorsOf(brand, 'dark'),
    logo: pictureOf(brand.logo?.light), darkLogo: pictureOf(brand.logo?.dark),
  }
  made.set(brand, look)
  return look
}

const colorsOf = ({ tokens }: Pick<Brand, 'tokens'>, scheme: Scheme): MailColors => {
  const colorOf = (token: ColorToken): string => {
    const color = parseColor(tokens[scheme][token] ?? '')
    if (color !== null) return toHex(color)
    return isDerived(token) ? colorOf(DERIVED_COLORS[token]) : BASE_COLORS[token][scheme === 'light' ? 0 : 1]
  }
  return Object.fromEntries(MAIL_COLORS.map((token) => [token, colorOf(token)])) as MailColors
}

const MOST_HEIGHT = 40
const MOST_WIDTH = 240

/** Mail programs show PNG and JPEG; of other pictures the pool's name stands in place. */
const pictureOf = (asset: BrandAsset | undefined): MailPicture | null => {
  if (asset?.width === undefined || asset.height === undefined || !['image/png', 'image/jpeg'].includes(asset.type)) return null
  const scale = Math.min(1, MOST_HEIGHT / asset.height, MOST_WIDTH / asset.width)
  return { asset, width: Math.max(1, Math.round(asset.width * scale)), height: Math.max(1, Math.round(asset.height * scale)) }
}

/** Mails of a pool that was never branded. */
export const PLAIN_MAIL_LOOK: MailLook = mailLook({ colorScheme: DEFAULT_LOOK.colorScheme, logo: null, tokens: { light: {}, dark: {} } })
