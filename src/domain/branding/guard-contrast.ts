import type { SchemeTokens, TokenValues } from './brand.ts'
import { BASE_COLORS, COLOR_TOKENS, DERIVED_COLORS, defaultColor, isDerived, type BaseColor, type ColorToken, type Scheme } from './brand-tokens.ts'
import { BLACK, contrast, mix, over, parseColor, toHex, WHITE, type Color } from './color.ts'
import { BUTTONS, DANGER_BUTTON, EDGE_CONTRAST, PAGE_EDGES, PAGE_GROUNDS, PAGE_TEXTS, TEXT_CONTRAST, type Button } from './contrast-pairs.ts'

/** A colour that was given and is shown otherwise, for others could not be read on it or it not on others. */
export type ColorChange = { readonly token: ColorToken; readonly scheme: Scheme; readonly given: string; readonly shown: string }

/**
 * Colours with which every pair of `contrast-pairs.ts` has its contrast, as near as can be to those that were given: the colours of the
 * card and of filled buttons stay, text and edges move towards black or white until they can be read, and what nobody gave fits the
 * card. Colours that are not opaque are laid over what is behind them. Sizes and fonts stay; a colour that cannot be read as one is left out.
 */
export function guardContrast(given: SchemeTokens): { tokens: SchemeTokens; changes: readonly ColorChange[] } {
  const light = guardScheme(given.light, 'light')
  const dark = guardScheme(given.dark, 'dark')
  return { tokens: { light: light.tokens, dark: dark.tokens }, changes: [...light.changes, ...dark.changes] }
}

type Colors = Record<ColorToken, Color>

function guardScheme(values: TokenValues, scheme: Scheme): { tokens: TokenValues; changes: ColorChange[] } {
  const given = readColors(values)
  const others = Object.fromEntries(Object.entries(values).filter(([token]) => !(COLOR_TOKENS as readonly string[]).includes(token)))
  if (Object.keys(given).length === 0) return { tokens: others, changes: [] }
  const colors = fit(given, scheme)
  const tokens: Record<string, string> = { ...others }
  const changes: ColorChange[] = []
  for (const token of COLOR_TOKENS) {
    const shown = toHex(colors[token])
    // What the pages' own sheet would make of it, now that the colour it follows may be another.
    const otherwise = isDerived(token) ? toHex(colors[DERIVED_COLORS[token]]) : defaultColor(token, scheme)
    if (shown !== otherwise) tokens[token] = shown
    const asked = given[token]
    if (asked !== undefined && toHex(asked) !== shown) changes.push({ token, scheme, given: values[token] ?? '', shown })
  }
  return { tokens, changes }
}

const readColors = (values: TokenValues): Partial<Colors> =>
  Object.fromEntries(COLOR_TOKENS.flatMap((token) => {
    const color = parseColor(values[token] ?? '')
    return color === null ? [] : [[token, color]]
  }))

function fit(given: Partial<Colors>, scheme: Scheme): Colors {
  const paper = scheme === 'light' ? WHITE : BLACK
  const below = over(given.bg ?? colorOf('bg', scheme), paper)
  const surface = over(given.surface ?? colorOf('surface', scheme), below)
  // The ink that can be read best on the card; everything that nobody gave comes from the palette with such ink.
  const ink = contrast(surface, BLACK) >= contrast(surface, WHITE) ? BLACK : WHITE
  const palette: Scheme = ink === BLACK ? 'light' : 'dark'
  const colors = Object.fromEntries(COLOR_TOKENS.map((token) => [token, startOf(token, given, palette, surface)])) as Colors
  colors.surface = surface
  for (const button of BUTTONS) fitButton(colors, given, button)
  if (given['link-hover'] === undefined && given.link === undefined) colors['link-hover'] = colors['accent-hover']
  for (const ground of PAGE_GROUNDS) colors[ground] = towards(colors[ground], opposite(ink), (color) => contrast(color, ink) >= TEXT_CONTRAST)
  for (const [token, grounds] of entriesOf(PAGE_TEXTS)) colors[token] = readableOn(colors, token, grounds, ink, TEXT_CONTRAST)
  for (const [token, grounds] of entriesOf(PAGE_EDGES)) colors[token] = readableOn(colors, token, grounds, ink, EDGE_CONTRAST)
  fitButton(colors, given, DANGER_BUTTON)
  return colors
}

/** What was given, or else what it follows, or else the palette's. */
function startOf(token: ColorToken, given: Partial<Colors>, palette: Scheme, surface: Color): Color {
  const color = given[token] ?? (isDerived(token) ? given[DERIVED_COLORS[token]] : undefined) ?? colorOf(token, palette)
  return over(color, surface)
}

const colorOf = (token: ColorToken, scheme: Scheme): Color => parseColor(BASE_COLORS[isDerived(token) ? DERIVED_COLORS[token] : (token satisfies BaseColor)][scheme === 'light' ? 0 : 1]) ?? BLACK

const entriesOf = (of: Readonly<Partial<Record<ColorToken, readonly ColorToken[]>>>): [ColorToken, readonly ColorToken[]][] => Object.entries(of) as [ColorToken, readonly ColorToken[]][]

const readableOn = (colors: Colors, token: ColorToken, grounds: readonly ColorToken[], ink: Color, least: number): Color =>
  towards(colors[token], ink, (color) => grounds.every((ground) => contrast(color, colors[ground]) >= least))

/** A button keeps its ground. Text on it is what was given, if it can be read; else white where that can be read; else black. */
function fitButton(colors: Colors, given: Partial<Colors>, { ground, hover, text }: Button): void {
  const base = colors[ground]
  const ink = [colors[text], WHITE, BLACK].find((color) => contrast(color, base) >= TEXT_CONTRAST) ?? BLACK
  colors[text] = ink
  if (hover === null) return
  const away = contrast(ink, WHITE) > contrast(ink, BLACK) ? WHITE : BLACK
  if (given[hover] === undefined && given[ground] !== undefined) colors[hover] = mix(base, away, 0.16)
  colors[hover] = towards(colors[hover], away, (color) => contrast(color, ink) >= TEXT_CONTRAST)
}

const opposite = (ink: Color): Color => (ink === BLACK ? WHITE : BLACK)

/** The first colour on the way to `end` that will do; `end` itself always does. */
function towards(color: Color, end: Color, willDo: (color: Color) => boolean): Color {
  for (let step = 0; step < 50; step++) {
    const candidate = mix(color, end, step / 50)
    if (willDo(candidate)) return candidate
  }
  return end
}
