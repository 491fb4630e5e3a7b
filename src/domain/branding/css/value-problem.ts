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
  return hides(tree, property, value) ? 'hides' : undefined
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
function hides(tree: typeof CssTree, property: string, value: CssNode): boolean {
  const numbers: { value: number; unit: string }[] = []
  tree.walk(value, (node) => {
  if (node.type === 'Number' || node.type === 'Percentage') numbers.push({ value: Number(node.value), unit: node.type === 'Percentage' ? '%' : '' })
    if (node.type === 'Dimension') numbers.push({ value: Number(node.value), unit: node.unit.toLowerCase() })
  })
  if (/^(margin|padding|gap|row-gap|column-gap)/.test(property)) return numbers.some(({ value: size, unit }) => size < 0 || (unit === '%' ? size > 20 : pixels(size, unit) > 160))
  if (/^(height|block-size)$/.test(property) && numbers.some(({ value: size, unit }) => pixels(size, unit) > 320)) return true
  if (/^(max-)?(width|height|inline-size|block-size)$/.test(property)) return numbers.some(({ value: size, unit }) => (unit === '%' ? size < 15 || size > 100 : pixels(size, unit) < 12 || pixels(size, unit) > 2000))
  if (property === 'font-size') return numbers.some(({ value: size, unit }) => pixels(size, unit) < 9 || pixels(size, unit) > 96)
  if (property === 'line-height') return numbers.some(({ value: size, unit }) => (unit === '' ? size < 0.9 || size > 4 : pixels(size, unit) < 9))
  if (property === 'letter-spacing' || property === 'word-spacing') return numbers.some(({ value: size, unit }) => pixels(size, unit) < -1.5 || pixels(size, unit) > 24)
  if (/^(border|outline)/.test(property) && !property.endsWith('radius')) return numbers.some(({ value: size, unit }) => pixels(size, unit) > 24 && unit !== '' && unit !== '%')
  if (property === 'box-shadow') return numbers.some(({ value: size, unit }) => Math.abs(pixels(size, unit)) > 100)
  if (property === 'display') return !SHOWN_AS.has(tree.generate(value).toLowerCase())
  return false
}

/** Roughly: a percentage is one of a text's or a card's size, and a letter is as large as one usually is. */
function pixels(size: number, unit: string): number {
  const factors: Readonly<Record<string, number>> = { px: 1, '': 1, '%': 0.16, em: 16, rem: 16, ex: 8, ch: 8, pt: 4 / 3, pc: 16, cm: 37.8, mm: 3.78, in: 96, q: 0.945, vw: 3.2, vh: 6, vmin: 3.2, vmax: 6 }
  return size * (factors[unit] ?? 16)
}
