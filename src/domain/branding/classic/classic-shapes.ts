import type { Kept } from '#src/domain/branding/css/css-rules.ts'

type Shape = Pick<Kept, 'selector' | 'property' | 'value'>

/** Height of the logo's place in Cognito's pages, in rem: what percentages of it are of. */
const LOGO_PLACE = 178 / 16
/** Elements that are laid out by themselves: another `display` would undo that. */
const LAID_OUT = /^\.(?!textDescription|label)/
const NO_EDGE = /^(none|hidden|0(px)?)\b/

/** Selectors that have an edge on some side by itself. */
export const selectorsWithEdges = (sheet: readonly Shape[]): ReadonlySet<string> =>
  new Set(sheet.flatMap(({ selector, property, value }) => (/^border-(top|right|bottom|left)/.test(property) && !NO_EDGE.test(value) ? [selector] : [])))

/** What a shape is on our own markup; null where it would take something away that people need. `edged` are the sheet's selectors with an edge on some side. */
export function fitShape(shape: Shape, edged: ReadonlySet<string>): Shape[] | null {
  const { selector, property, value } = shape
  if (property === 'display') return LAID_OUT.test(selector) ? null : [shape]
  if (selector === '.background-customizable') return null
  // Nothing is wider than the page.
  if (property === 'max-width') return value === 'none' ? [] : [{ ...shape, value: `min(100%,${value})` }]
  if (selector === '.logo-customizable' && property === 'max-height' && value.endsWith('%')) return [{ ...shape, value: `${round((LOGO_PLACE * Number.parseFloat(value)) / 100)}rem` }]
  if (selector.startsWith(INPUT)) return fitInput(shape, edged)
  return isEdge(property) ? edgesOf(shape) : [shape]
}

const INPUT = '.inputField-customizable'

function fitInput(shape: Shape, edged: ReadonlySet<string>): Shape[] | null {
  const { selector, property, value } = shape
  // An input is told from the page by its edge: it may stand on one side alone, but not on none.
  if (/^border(-style|-width)?$/.test(property) && NO_EDGE.test(value) && !edged.has(selector)) return null
  if (isEdge(property)) return edgesOf(shape)
  // The button in a field, and its room, are as high as the field.
  if (selector === INPUT && property === 'height') return /^[\d.]+(px|r?em|pt)$/.test(value) ? [{ selector: '.id-control', property: '--id-control-height', value }] : null
  // Codes have one slot for each digit, which other type and room would not fit.
  return /^(padding|font|letter|line|text)/.test(property) ? [{ ...shape, selector: `${selector}:not(.id-code)` }] : [shape]
}

const isEdge = (property: string): boolean => /^border(-(top|right|bottom|left))?$/.test(property)

/** What goes with the shapes of a class, before them and after them. */
export const firstWords = (shapes: readonly Shape[]): Shape[] => [
  ...[...new Set(shapes.flatMap(({ selector, property }) => (WIDENS.test(property) ? [selector] : [])))].map((selector) => ({ selector, property: 'max-inline-size', value: '100%' })),
  // A logo has one measure, not two.
  ...(shapes.some(({ selector }) => selector === '.logo-customizable') ? [{ selector: '.logo-customizable', property: 'block-size', value: 'auto' }] : []),
]

/** Room for the button in a password, and for the arrow of a list. */
export const lastWords = (shapes: readonly Shape[]): Shape[] => {
  if (!shapes.some(({ selector, property }) => selector.startsWith(INPUT) && property.startsWith('padding'))) return []
  return [
    { selector: `.id-control:has(> [data-password]) ${INPUT}`, property: 'padding-inline-end', value: '3rem' },
    { selector: `select${INPUT}`, property: 'padding-inline-end', value: '2.5rem' },
  ]
}

const WIDENS = /^(width|padding|margin|box-sizing|display|border)/

const round = (rem: number): number => Math.round(rem * 1000) / 1000

/** Width and style of an edge one by one: the shorthand would set its colour as well. */
function edgesOf({ selector, property, value }: Shape): Shape[] {
  return value.split(' ').flatMap((word) => {
    if (/^[a-z]+$/i.test(word) && !/^(thin|medium|thick)$/i.test(word)) return [{ selector, property: `${property}-style`, value: word }]
    return [{ selector, property: `${property}-width`, value: word }]
  })
}
