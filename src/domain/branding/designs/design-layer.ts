import { ASSET_EXTENSIONS, type Band, type BrandLayer, type BrandLook, type SchemeTokens } from '#src/domain/branding/brand.ts'
import { FONTS, type BrandToken, type Scheme } from '#src/domain/branding/brand-tokens.ts'
import { usableTemplates } from '#src/domain/messages/templates/check-templates.ts'
import { checkTexts } from './check-texts.ts'
import type { Design, FontFace, TokenSetting } from './design.ts'
import { readOwnCss } from './read-own-css.ts'

/** The family that uploaded fonts are faces of. */
export const FONT_FAMILY = 'Poolhouse Brand'

/** What a design says of a page. */
export async function layerOfDesign(design: Design): Promise<BrandLayer> {
  const own = await readOwnCss(design.css)
  const tokens: SchemeTokens = {
    light: { ...fontTokens(design), ...tokensOf(design.tokens, 'light'), ...own.tokens.light },
    dark: { ...fontTokens(design), ...tokensOf(design.tokens, 'dark'), ...own.tokens.dark },
  }
  return { look: lookOf(design), tokens, css: [...design.fonts.map(fontFace), own.css].filter((css) => css !== '').join('\n') }
}

const tokensOf = (tokens: Design['tokens'], scheme: Scheme): Partial<Record<BrandToken, string>> =>
  Object.fromEntries((Object.entries(tokens) as [BrandToken, TokenSetting][]).flatMap(([token, setting]) => {
    const value = typeof setting === 'string' ? setting : setting[scheme]
    return value === undefined ? [] : [[token, value]]
  }))

const fontTokens = ({ fonts }: Design): Partial<Record<BrandToken, string>> => (fonts.length === 0 ? {} : { font: `'${FONT_FAMILY}', ${FONTS.font}` })

const fontFace = ({ asset, weight, style }: FontFace): string =>
  `@font-face{font-family:'${FONT_FAMILY}';src:url("${asset.hash}.${ASSET_EXTENSIONS[asset.type]}") format("woff2");font-weight:${weight};font-style:${style};font-display:swap}`

function lookOf({ settings: { header, footer, ...settings }, images, graphics, texts: written, messages = {} }: Design): Partial<BrandLook> {
  // Of what was right when it was written, a later release may have other texts, or texts with other arguments.
  const texts = Object.fromEntries(Object.entries(written).map(([locale, byKey]) => [locale, Object.fromEntries(Object.entries(byKey).filter(([key, text]) => checkTexts({ [locale]: { [key]: text } }).length === 0))]))
  const { logo, favicon, pageBackground, formBackground, headerLogo, footerLogo } = images
  const band = (shown: boolean | undefined, picture: Band['logo'] | undefined): Band | undefined => (shown === undefined ? undefined : { shown, logo: picture ?? null })
  const look = { ...settings, header: band(header, headerLogo), footer: band(footer, footerLogo), logo, favicon, pageBackground, formBackground, graphics, texts, messages: [usableTemplates(messages)] }
  return Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined))
}
