import { hash } from 'node:crypto'
import type { Brand, BrandLayer, SchemeTokens } from './brand.ts'
import { BRAND_TOKENS } from './brand-tokens.ts'

/**
 * The one style sheet of some layers, later ones over earlier ones: tokens, then rules, all in the cascade layer `pool`, which comes after
 * those of the pages and before their guard. Null when no layer says anything of style.
 */
export function writeStylesheet(layers: readonly BrandLayer[]): Brand['stylesheet'] {
  const declarations = declare(layers.reduce<SchemeTokens>((all, { tokens }) => ({ light: { ...all.light, ...tokens?.light }, dark: { ...all.dark, ...tokens?.dark } }), { light: {}, dark: {} }))
  const rules = layers.flatMap(({ css = '' }) => (css === '' ? [] : [css]))
  if (declarations === '' && rules.length === 0) return null
  const css = `@layer pool{${[...(declarations === '' ? [] : [`:root{${declarations}}`]), ...rules].join('\n')}}`
  return { hash: hash('sha256', css), css }
}

const declare = ({ light, dark }: SchemeTokens): string =>
  BRAND_TOKENS.flatMap((token) => {
    const [day, night] = [light[token] ?? dark[token], dark[token] ?? light[token]]
    return day === undefined || night === undefined ? [] : [`--id-${token}:${day === night ? day : `light-dark(${day},${night})`}`]
  }).join(';')
