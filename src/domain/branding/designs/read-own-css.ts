import { PART_CLASSES } from '#src/domain/branding/brand-parts.ts'
import type { SchemeTokens } from '#src/domain/branding/brand.ts'
import { BRAND_TOKENS, FONT_TOKENS, SIZE_TOKENS, type BrandToken } from '#src/domain/branding/brand-tokens.ts'
import { ownRules, type Dropped, type Kept } from '#src/domain/branding/css/css-rules.ts'
import { filterSheet, printRules } from '#src/domain/branding/css/filter-css.ts'
import { isTokenValue } from './check-tokens.ts'

export const OWN_RULES = ownRules(PART_CLASSES, BRAND_TOKENS, [...SIZE_TOKENS, ...FONT_TOKENS])

export type OwnCss = {
  /** Rules for parts. */
  readonly css: string
  readonly rules: readonly Kept[]
  /** What `:root` says of tokens: they are held to their contrasts with all others. */
  readonly tokens: SchemeTokens
  readonly dropped: readonly Dropped[]
}

/** A style sheet of a pool's own, read: rules for the parts in `brand-parts.ts`, tokens apart, and what was left out with the reason. */
export async function readOwnCss(text: string): Promise<OwnCss> {
  const { kept, dropped } = await filterSheet(text, OWN_RULES)
  const light: Partial<Record<BrandToken, string>> = {}
  const dark: Partial<Record<BrandToken, string>> = {}
  const refused: Dropped[] = []
  for (const { selector, property, value, line, column } of kept) {
    if (selector !== ':root') continue
    const token = property.slice('--id-'.length) as BrandToken
    const [inLight, inDark] = schemesOf(value)
    if (!isTokenValue(token, inLight) || !isTokenValue(token, inDark)) refused.push({ line, column, text: `${property}:${value}`, reason: 'value' })
    else {
      light[token] = inLight
      dark[token] = inDark
    }
  }
  const rules = kept.filter(({ selector }) => selector !== ':root')
  return { css: printRules(rules), rules, tokens: { light, dark }, dropped: [...dropped, ...refused].toSorted((a, b) => a.line - b.line || a.column - b.column) }
}

/** `light-dark(a, b)` is a value for each scheme; anything else is one for both. */
function schemesOf(value: string): [light: string, dark: string] {
  const inside = /^light-dark\((.*)\)$/i.exec(value)?.[1]
  if (inside === undefined) return [value, value]
  // At the comma that no bracket is open before: colours have commas of their own.
  let depth = 0
  for (const [index, character] of [...inside].entries()) {
    if (character === '(') depth++
    else if (character === ')') depth--
    else if (character === ',' && depth === 0) return [inside.slice(0, index).trim(), inside.slice(index + 1).trim()]
  }
  return [value, value]
}
