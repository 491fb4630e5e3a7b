import type { ColorToken } from '#src/domain/branding/brand-tokens.ts'
import type { Kept } from '#src/domain/branding/css/css-rules.ts'

/** Which part of an element a colour is for. */
export type ColorPart = 'text' | 'ground' | 'edge'

/** Classes whose colours are those of the pages: `<selector> <part>`, and the design token. A later one goes before an earlier one. */
export const COLOR_PLACES: readonly (readonly [place: string, token: ColorToken])[] = [
  ['.background-customizable ground', 'bg'],
  ['.label-customizable text', 'label'],
  ['.inputField-customizable text', 'input-text'],
  ['.inputField-customizable ground', 'input-bg'],
  ['.inputField-customizable edge', 'control'],
  ['.inputField-customizable:focus edge', 'focus'],
  ['.submitButton-customizable ground', 'accent'],
  ['.submitButton-customizable text', 'on-accent'],
  ['.submitButton-customizable:hover ground', 'accent-hover'],
  ['.idpButton-customizable ground', 'provider-bg'],
  ['.idpButton-customizable text', 'provider-text'],
  ['.idpButton-customizable edge', 'provider-line'],
  ['.idpButton-customizable:hover ground', 'provider-hover'],
  ['.errorMessage-customizable text', 'danger'],
  ['.errorMessage-customizable ground', 'danger-bg'],
  ['.passwordCheck-valid-customizable text', 'success'],
]

export type Painted = { readonly selector: string; readonly parts: Readonly<Partial<Record<ColorPart, ColorToken>>> }

/** Classes whose colours are theirs alone, with the tokens whose contrasts they are held to. */
export const PAINTED: readonly Painted[] = [
  { selector: '.banner-customizable', parts: { ground: 'surface', text: 'text', edge: 'line' } },
  { selector: '.textDescription-customizable', parts: { text: 'muted' } },
  { selector: '.idpDescription-customizable', parts: { text: 'muted' } },
  { selector: '.legalText-customizable', parts: { text: 'muted' } },
  { selector: '.redirect-customizable', parts: { text: 'muted' } },
  { selector: '.errorMessage-customizable', parts: { edge: 'line' } },
  { selector: '.socialButton-customizable', parts: { ground: 'provider-bg', text: 'provider-text', edge: 'provider-line' } },
  { selector: '.submitButton-customizable', parts: { edge: 'line' } },
  { selector: '.passwordCheck-notValid-customizable', parts: { text: 'danger' } },
]

const COLOR = /(?:^|\s)(#[0-9a-f]{3,8}|(?:rgb|hsl)a?\([^()]*\)|[a-z]+)(?=\s|$)/gi
/** Words of edges and outlines that are no colours. */
const EDGE_WORDS = new Set(['none', 'hidden', 'dotted', 'dashed', 'solid', 'double', 'groove', 'ridge', 'inset', 'outset', 'auto', 'thin', 'medium', 'thick'])
const KEYWORDS = new Set(['inherit', 'initial', 'unset', 'revert', 'revert-layer', 'currentcolor'])

/** The colour that a declaration sets, and of what; null when it sets none. */
export function colorPart({ property, value }: Pick<Kept, 'property' | 'value'>): { part: ColorPart; value: string } | null {
  if (KEYWORDS.has(value.toLowerCase())) return null
  if (property === 'color') return { part: 'text', value }
  if (property === 'background' || property === 'background-color') return { part: 'ground', value }
  if (!property.startsWith('border') || property.endsWith('radius') || property.endsWith('style') || property.endsWith('width')) return null
  const color = colorsIn(value)[0]
  return color === undefined ? null : { part: 'edge', value: color }
}

const colorsIn = (value: string): string[] => [...value.matchAll(COLOR)].flatMap(([, word = '']) => (EDGE_WORDS.has(word.toLowerCase()) || KEYWORDS.has(word.toLowerCase()) ? [] : [word]))

/** The same declaration without what it says of colour; null when nothing is left. Outlines are the focus ring, which is ours. */
export function withoutColor({ selector, property, value }: Kept): Pick<Kept, 'selector' | 'property' | 'value'> | null {
  if (property === 'color' || property.startsWith('background') || property.endsWith('-color') || property.startsWith('outline')) return null
  if (!property.startsWith('border') || property.endsWith('radius') || property.endsWith('style') || property.endsWith('width')) return { selector, property, value }
  const [words, colors] = [value.trim(), colorsIn(value)]
  const rest = colors.reduce((text, color) => text.replace(color, ''), words).replaceAll(/\s+/g, ' ').trim()
  return rest === '' ? null : { selector, property, value: rest }
}
