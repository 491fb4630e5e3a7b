import { COLOR_TOKENS, FONT_TOKENS, type BrandToken, type SizeToken } from '#src/domain/branding/brand-tokens.ts'
import { parseColor } from '#src/domain/branding/color.ts'
import type { Design, TokenSetting } from './design.ts'

const LENGTH = /^(0|\d{1,3}(\.\d{1,4})?(px|rem|em))$/
/** Names of families, quoted or not, separated by commas: nothing that could end a declaration. */
const FAMILIES = /^("[\p{L}\p{N} ._-]{1,60}"|'[\p{L}\p{N} ._-]{1,60}'|[a-z-][\w -]{0,60})(\s*,\s*("[\p{L}\p{N} ._-]{1,60}"|'[\p{L}\p{N} ._-]{1,60}'|[a-z-][\w -]{0,60}))*$/iu

/** In pixels of 16 to the `em`: what would leave no room for words, or would take the whole page, is no size. */
const RANGES: Readonly<Record<SizeToken, readonly [least: number, most: number]>> = {
  'radius-card': [0, 999], 'radius-control': [0, 999], 'radius-button': [0, 999], 'radius-input': [0, 999], 'radius-box': [0, 999],
  'control-height': [0, 120], 'card-width': [200, 1200], 'logo-height': [8, 240],
}

/** What is wrong with values of tokens: a line for each. */
export const checkTokens = (tokens: Design['tokens']): string[] =>
  (Object.entries(tokens) as [BrandToken, TokenSetting][]).flatMap(([token, setting]) =>
    valuesOf(setting).flatMap((value) => {
      const wanted = wantedOf(token, value)
      return wanted === null ? [] : [`tokens.${token}: "${value}" is no ${wanted}`]
    }))

/** Whether a token has a value of its kind. */
export const isTokenValue = (token: BrandToken, value: string): boolean => wantedOf(token, value) === null

export const valuesOf = (setting: TokenSetting): string[] => (typeof setting === 'string' ? [setting] : [setting.light, setting.dark].filter((value) => value !== undefined))

const wantedOf = (token: BrandToken, value: string): string | null => {
  if ((COLOR_TOKENS as readonly string[]).includes(token)) return parseColor(value) === null ? 'colour (#rgb, #rrggbb, rgb(), hsl() or a name)' : null
  if ((FONT_TOKENS as readonly string[]).includes(token)) return FAMILIES.test(value) ? null : 'list of font families'
  if (!LENGTH.test(value)) return 'length (0, or a number of px, rem or em)'
  const [least, most] = RANGES[token as SizeToken]
  const pixels = Number.parseFloat(value) * (value.endsWith('em') ? 16 : 1)
  return pixels >= least && pixels <= most ? null : `length from ${least}px to ${most}px`
}
