import type { BrandAsset, BrandLayer, TokenValues } from '#src/domain/branding/brand.ts'
import { defaultColor, DERIVED_COLORS, isDerived, type ColorToken, type SizeToken } from '#src/domain/branding/brand-tokens.ts'
import { BLACK, contrast, over, parseColor, toHex, WHITE } from '#src/domain/branding/color.ts'
import { CLASSIC_RULES, type Dropped, type DropReason, type Kept } from '#src/domain/branding/css/css-rules.ts'
import { filterSheet, printRules } from '#src/domain/branding/css/filter-css.ts'
import { guardContrast } from '#src/domain/branding/guard-contrast.ts'
import { COLOR_PLACES, colorPart, PAINTED, withoutColor, type ColorPart, type Painted } from './classic-colors.ts'
import { firstWords, fitShape, lastWords, selectorsWithEdges } from './classic-shapes.ts'
import { isOfTemplate } from './template-declarations.ts'

export type ClassicSheet = { readonly layer: BrandLayer; readonly dropped: readonly Dropped[] }

/**
 * What a classic style sheet and logo say of a look. Colours become design tokens, so that they reach every part of every page and keep
 * their contrasts; sizes, edges and type stay rules of their class. What only repeats Amazon's template says nothing.
 */
export async function readClassicSheet(css: string, logo: BrandAsset | null): Promise<ClassicSheet> {
  const { kept, dropped } = await filterSheet(css, CLASSIC_RULES)
  const leftOut: Dropped[] = [...dropped]
  const leave = ({ line, column, property, value }: Kept, reason: DropReason) => leftOut.push({ line, column, text: `${property}: ${value}`, reason })
  const colors = new Map<string, string>()
  const shapes: Kept[] = []
  const edged = selectorsWithEdges(kept)
  for (const declaration of kept) {
    if (isOfTemplate(declaration)) {
      leave(declaration, 'template')
      continue
    }
    const color = colorPart(declaration)
    if (color !== null && parseColor(color.value) === null) leave(declaration, 'color')
    else if (color !== null) colors.set(`${declaration.selector} ${color.part}`, color.value)
    const shape = withoutColor(declaration)
    const fitted = shape === null ? [] : fitShape(shape, edged)
    if (fitted === null) leave(declaration, 'hides')
    else shapes.push(...fitted.map((part) => ({ ...declaration, ...part })))
  }
  return { layer: layerOf(colors, shapes, logo), dropped: leftOut.toSorted((a, b) => a.line - b.line || a.column - b.column) }
}

function layerOf(colors: ReadonlyMap<string, string>, shapes: readonly Kept[], logo: BrandAsset | null): BrandLayer {
  const tokens: Partial<Record<ColorToken | SizeToken, string>> = {}
  for (const [place, token] of COLOR_PLACES) {
    const color = colors.get(place)
    if (color !== undefined) tokens[token] = color
  }
  const page = pageGround(tokens)
  if (page !== '') delete tokens.bg
  const rules = PAINTED.flatMap((painted) => paint(painted, colors, tokens))
  const grounds = [...colors.keys()].some((place) => !/^\.(submit|idp|social)Button/.test(place))
  const round = shapes.findLast(isRadiusOfInput)
  if (round !== undefined) tokens['radius-input'] = round.value
  const others = shapes.filter((shape) => !isRadiusOfInput(shape))
  const css = [printRules([...firstWords(others), ...others, ...lastWords(others), ...rules]), page].filter((part) => part !== '').join('\n')
  return {
    // These sheets know one scheme: what was chosen or drawn for light grounds is not laid on dark ones.
    look: { ...(logo === null ? {} : { logo: { light: logo } }), ...(grounds || logo !== null ? { colorScheme: 'light' as const } : {}) },
    tokens: { light: tokens, dark: grounds ? {} : tokens },
    ...(css === '' ? {} : { css }),
  }
}

/**
 * A page that is dark around a light card, or the other way round. As a token its colour would have to suit the card's text; so it stays
 * as it is around cards alone, where nothing but the footer stands on it. A phone shows no page around the card.
 */
function pageGround(tokens: TokenValues): string {
  const changed = guardContrast({ light: tokens, dark: {} }).changes.find(({ token }) => token === 'bg')
  const ground = parseColor(tokens.bg ?? '')
  if (changed === undefined || ground === null) return ''
  const color = toHex(over(ground, WHITE))
  const ink = contrast(over(ground, WHITE), WHITE) > contrast(over(ground, WHITE), BLACK) ? '#ffffff' : '#000000'
  const around = 'body:has(>.id-shell>.id-card)'
  return `@media (min-width:30rem){${around}{background:${color}}${around} .id-footer,${around} .id-footer a:hover{color:${ink}}${around} .id-languages summary{color:var(--id-text)}}`
}

/** Codes and the buttons in fields have it too. */
const isRadiusOfInput = ({ selector, property, value }: Kept): boolean => selector === '.inputField-customizable' && property === 'border-radius' && /^[\d.]+(px|r?em)?$/.test(value)

/** Colours of one class alone, held to the contrasts of the part that is most like it. */
function paint({ selector, parts }: Painted, colors: ReadonlyMap<string, string>, page: TokenValues): { selector: string; property: string; value: string }[] {
  const given = (Object.entries(parts) as [ColorPart, ColorToken][]).flatMap(([part, token]) => {
    const color = colors.get(`${selector} ${part}`)
    return color === undefined ? [] : [{ part, token, color }]
  })
  if (given.length === 0) return []
  const { tokens, changes } = guardContrast({ light: { ...page, ...Object.fromEntries(given.map(({ token, color }) => [token, color])) }, dark: {} })
  const painted = given.map(({ part, token, color }) => ({ selector, property: PROPERTIES[part], value: changes.find((change) => change.token === token)?.shown ?? color }))
  // A ground of its own needs a text that can be read on it, whether or not the sheet has a word on that.
  const ink = given.some(({ part }) => part === 'ground') && colors.get(`${selector} text`) === undefined ? parts.text : undefined
  return ink === undefined ? painted : [...painted, { selector, property: 'color', value: shownColor(tokens.light, ink) }]
}

const PROPERTIES = { text: 'color', ground: 'background', edge: 'border-color' } as const satisfies Record<ColorPart, string>

/** Tokens are left unset where they are what they would be anyway. */
const shownColor = (tokens: TokenValues, token: ColorToken): string => tokens[token] ?? (isDerived(token) ? tokens[DERIVED_COLORS[token]] : undefined) ?? defaultColor(token, 'light')
