import type * as CssTree from 'css-tree'
import type { CssNode, Declaration } from 'css-tree'
import type { CssRules, DropReason } from './css-rules.ts'

/** Parts of values that are only themselves: none of them can name anything elsewhere. */
const PLAIN: ReadonlySet<CssNode['type']> = new Set(['Value', 'Identifier', 'Number', 'Dimension', 'Percentage', 'Hash', 'Operator', 'WhiteSpace', 'Parentheses'])
const MOST = 10_000
/** Values of `display` that take an element off the page, or its content out of its box. */
const SHOWN_AS: ReadonlySet<string> = new Set(['block', 'inline', 'inline-block', 'flex', 'inline-flex', 'grid'])
const FONT_NAME = /^[\p{L}\p{N} _-]{1,60}$/u

/** Why a value may not stand, or undefined when it may: known parts only, by the property's own grammar, and nothing that hides. */
export function valueProblem(tree: typeof CssTree, property: string, value: Declaration['value'], rules: CssRules): DropReason | undefined {
  if (value.type !== 'Value' || value.children.isEmpty) return 'value'
  let problem: DropReason | undefined
  let reads = false
  tree.walk(value, (node) => {
    if (node.type === 'Function' && node.name.toLowerCase() === 'var') reads = true
    problem ??= nodeProblem(node, property, rules)
  })
  if (problem !== undefined) return problem
  // What a custom property holds is known when it is read: the grammar has no word on it.
  if (!reads && !property.startsWith('--') && tree.lexer.matchProperty(property, value).error !== null) return 'value'
  return hides(tree, property, value, rules) ? 'hides' : undefined
}

function nodeProblem(node: CssNode, property: string, rules: CssRules): DropReason | undefined {
  if (node.type === 'Url' || (node.type === 'Function' && ['url', 'src', 'image', 'image-set', '-webkit-image-set', 'element', 'attr', 'env'].includes(node.name.toLowerCase()))) return 'loads'
  if (node.type === 'Function') return rules.functions.has(node.name.toLowerCase()) ? undefined : 'function'
  if (node.type === 'String') return property === 'font-family' && FONT_NAME.test(node.value) ? undefined : 'value'
  // Within var() alone, where the parser lets custom properties stand.
  if (node.type === 'Identifier' && node.name.startsWith('--')) return rules.tokens.has(node.name.slice(2)) ? undefined : 'value'
  if (node.type === 'Identifier') return /^[a-zA-Z][\w-]*$/.test(node.name) ? undefined : 'value'
  // Escapes in them would be printed as what they stand for.
  if (node.type === 'Hash') return /^[0-9a-f]{3,8}$/i.test(node.value) ? undefined : 'value'
  if (node.type === 'Dimension' && !/^[a-z]{1,8}$/i.test(node.unit)) return 'value'
  if (node.type === 'Number' || node.type === 'Dimension' || node.type === 'Percentage') return Math.abs(Number(node.value)) <= MOST ? undefined : 'value'
  return PLAIN.has(node.type) ? undefined : 'value'
}

/** Negative spaces pull one thing over another; type that is too small, and boxes without size, take it away. */
function hides(tree: typeof CssTree, property: string, value: CssNode, rules: CssRules): boolean {
  if (property === 'display') return !SHOWN_AS.has(tree.generate(value).toLowerCase())
  const within = BOUNDS.find(([properties]) => properties.test(property))?.[1]
  if (within === undefined) return false
  const { lengths, isSum, isKnown } = measure(tree, value, rules)
  if (!isKnown) return true
  // What is added up has to be large enough in each part, and small enough as a whole.
  const whole = isSum ? [lengths.reduce((sum, { size, unit }) => ({ size: sum.size + pixels(size, unit), unit: 'px' }), { size: 0, unit: 'px' })] : []
  return property === 'box-shadow' ? isSum || !isSmallShadow(lengths) : [...lengths, ...whole].some((length) => !within(length))
}

/** A comma, in a list of shadows, is a length without any size. */
type Length = { readonly size: number; readonly unit: string }
const COMMA: Length = { size: Number.NaN, unit: ',' }

const between = (least: number, most: number) => ({ size, unit }: Length): boolean => pixels(size, unit) >= least && pixels(size, unit) <= most

const boxSize = ({ size, unit }: Length): boolean => (unit === '%' ? size >= 15 && size <= 100 : between(12, 2000)({ size, unit }))

/** Where a size can hide or cover something: whether one is small and large enough. The first that fits the property counts. */
const BOUNDS: readonly (readonly [RegExp, (length: Length) => boolean])[] = [
  [/^(margin|padding|gap|row-gap|column-gap)/, ({ size, unit }) => size >= 0 && (unit === '%' ? size <= 20 : pixels(size, unit) <= 160)],
  [/^(height|block-size)$/, (length) => boxSize(length) && pixels(length.size, length.unit) <= 320],
  [/^(max-)?(width|height|inline-size|block-size)$/, boxSize],
  [/^font-size$/, between(9, 96)],
  [/^line-height$/, ({ size, unit }) => (unit === '' ? size >= 0.9 && size <= 4 : between(9, 96)({ size, unit }))],
  [/^(letter|word)-spacing$/, between(-1.5, 24)],
  [/^(border|outline)(?!.*radius$)/, ({ size, unit }) => unit === '' || unit === '%' || pixels(size, unit) <= 24],
  // A line can be so thick, and so far off, that it lies over other words.
  [/^text-(decoration|underline)/, between(-12, 12)],
  [/^box-shadow$/, () => true],
]

const MATH = /^(calc|min|max|clamp)$/i

/** The lengths of a value, but for parts of colours. What is multiplied, taken away or read from a token of a size is not known. */
function measure(tree: typeof CssTree, value: CssNode, { sizes }: CssRules): { lengths: Length[]; isSum: boolean; isKnown: boolean } {
  const lengths: Length[] = []
  let isSum = false
  let isKnown = true
  tree.walk(value, function (node) {
    const isMath = this.function !== null && MATH.test(this.function.name)
    isSum ||= node.type === 'Function' && MATH.test(node.name)
    if (node.type === 'Identifier' && sizes.has(node.name.slice(2))) isKnown = false
    if (node.type === 'Operator' && isMath && node.value.trim() !== '+' && node.value.trim() !== ',') isKnown = false
    if (this.function !== null && !isMath) return
    if (node.type === 'Operator' && node.value === ',' && !isMath) lengths.push(COMMA)
    if (node.type === 'Number' || node.type === 'Percentage') lengths.push({ size: Number(node.value), unit: node.type === 'Percentage' ? '%' : '' })
    if (node.type === 'Dimension') lengths.push({ size: Number(node.value), unit: node.unit.toLowerCase() })
  })
  return { lengths, isSum, isKnown }
}

/** Whether shadows stay about what throws them: each an offset of two lengths, and if given how soft and how much larger it is. */
function isSmallShadow(lengths: readonly Length[]): boolean {
  let place = 0
  return lengths.every((length) => {
    if (length === COMMA) {
      place = 0
      return true
    }
    const most = [32, 32, 100, 8][place++] ?? 0
    return between(-100, most)(length) && (place > 2 || between(-32, most)(length))
  })
}

/** Roughly: a percentage is one of a text's or a card's size, and a letter is as large as one usually is. */
function pixels(size: number, unit: string): number {
  const factors: Readonly<Record<string, number>> = { px: 1, '': 1, '%': 0.16, em: 16, rem: 16, ex: 8, ch: 8, pt: 4 / 3, pc: 16, cm: 37.8, mm: 3.78, in: 96, q: 0.945, vw: 3.2, vh: 6, vmin: 3.2, vmax: 6 }
  return size * (factors[unit] ?? 16)
}
