import { hash } from 'node:crypto'
import type { Brand, BrandLayer, SchemeTokens } from './brand.ts'
import { BRAND_TOKENS, COLOR_TOKENS, defaultColor, DERIVED_COLORS, isDerived, type BrandToken, type ColorToken, type Scheme } from './brand-tokens.ts'
import { guardContrast } from './guard-contrast.ts'

/**
 * The one style sheet of some layers, later ones over earlier ones: tokens, held to their contrasts, then rules, all in the cascade layer
 * `pool`, which comes after those of the pages and before their guard. Null when no layer says anything of style.
 */
export function writeStylesheet(layers: readonly BrandLayer[]): Brand['stylesheet'] {
  const declarations = declare(guardContrast(mergeTokens(layers)).tokens)
  const rules = layers.flatMap(({ css = '' }) => (css === '' ? [] : [css]))
  if (declarations === '' && rules.length === 0) return null
  const css = `@layer pool{${[...(declarations === '' ? [] : [`:root{${declarations}}`]), ...rules].join('\n')}}`
  return { hash: hash('sha256', css), css }
}

/** Token by token and scheme by scheme, what the last layer says of it. */
export const mergeTokens = (layers: readonly BrandLayer[]): SchemeTokens =>
  layers.reduce<SchemeTokens>((all, { tokens }) => ({ light: { ...all.light, ...tokens?.light }, dark: { ...all.dark, ...tokens?.dark } }), { light: {}, dark: {} })

const declare = ({ light, dark }: SchemeTokens): string =>
  BRAND_TOKENS.flatMap((token) => {
    const [day, night] = [light[token], dark[token]]
    if (day === undefined && night === undefined) return []
    // Sizes and fonts are the same in both schemes.
    if (!isColor(token)) return [`--id-${token}:${day ?? night ?? ''}`]
    const [inLight, inDark] = [day ?? unset(token, 'light'), night ?? unset(token, 'dark')]
    return [`--id-${token}:${inLight === inDark ? inLight : `light-dark(${inLight},${inDark})`}`]
  }).join(';')

const unset = (token: ColorToken, scheme: Scheme): string => (isDerived(token) ? `var(--id-${DERIVED_COLORS[token]})` : defaultColor(token, scheme))

const isColor = (token: BrandToken): token is ColorToken => (COLOR_TOKENS as readonly string[]).includes(token)
