import type * as CssTree from 'css-tree'
import type { CssNode, Declaration, Rule, Selector } from 'css-tree'
import type { CssRules, Dropped, DropReason, Kept } from './css-rules.ts'
import { valueProblem } from './value-problem.ts'

export type FilteredSheet = { readonly kept: readonly Kept[]; readonly dropped: readonly Dropped[] }
export type FilteredCss = { readonly css: string; readonly dropped: readonly Dropped[] }

/** Blocks and brackets within each other: more than this is no style, and would be read by recursion. */
const DEEPEST = 24
const SHOWN_CHARACTERS = 80
/** Declarations times the selectors of their rules: a list of many over a block of many would be printed at a length of its own. */
const MOST_KEPT = 5000

let loading: Promise<typeof CssTree> | undefined

/**
 * Reads a style sheet by the grammar of CSS (CSS Syntax 3) and keeps the declarations that `rules` know. What is kept is printed anew
 * from the tree, so that nothing of the text itself reaches a page; everything else is named with its place and reason. Never throws.
 */
export async function filterSheet(text: string, rules: CssRules): Promise<FilteredSheet> {
  const whole = (reason: DropReason): FilteredSheet => ({ kept: [], dropped: [{ line: 1, column: 1, text: shorten(text), reason }] })
  if (new TextEncoder().encode(text).length > rules.maxBytes) return whole('too-long')
  if (depthOf(text) > DEEPEST) return whole('nesting')
  return readSheet(await (loading ??= import('css-tree')), text, rules)
}

/** The same as text: one rule a selector, in the order they came in. */
export async function filterCss(text: string, rules: CssRules): Promise<FilteredCss> {
  const { kept, dropped } = await filterSheet(text, rules)
  return { css: printRules(kept), dropped }
}

/** Declarations as rules; neighbours of one selector share one. */
export function printRules(kept: readonly Pick<Kept, 'selector' | 'property' | 'value'>[]): string {
  const rules: { selector: string; body: string[] }[] = []
  for (const { selector, property, value } of kept) {
    const last = rules.at(-1)
    if (last?.selector === selector) last.body.push(`${property}:${value}`)
    else rules.push({ selector, body: [`${property}:${value}`] })
  }
  return rules.map(({ selector, body }) => `${selector}{${body.join(';')}}`).join('\n')
}

type Reading = { readonly tree: typeof CssTree; readonly text: string; readonly rules: CssRules; readonly kept: Kept[]; readonly dropped: Dropped[] }

function readSheet(tree: typeof CssTree, text: string, rules: CssRules): FilteredSheet {
  const reading: Reading = { tree, text, rules, kept: [], dropped: [] }
  const sheet = tree.parse(text, { positions: true, parseCustomProperty: true })
  if (sheet.type === 'StyleSheet') {
    for (const node of sheet.children) {
      if (node.type === 'Rule') readRule(reading, node)
      else if (node.type !== 'Comment' && node.type !== 'WhiteSpace') drop(reading, node, node.type === 'Atrule' ? 'at-rule' : 'syntax')
    }
  }
  return { kept: reading.kept, dropped: reading.dropped }
}

function readRule(reading: Reading, rule: Rule): void {
  if (rule.prelude.type !== 'SelectorList') return drop(reading, rule.prelude, 'selector')
  const selectors = new Set<string>()
  for (const selector of rule.prelude.children) {
    const known = selector.type === 'Selector' ? selectorText(selector) : undefined
    if (known !== undefined && (reading.rules.selectors.has(known) || reading.rules.tokenSelectors.has(known))) selectors.add(known)
    else drop(reading, selector, 'selector')
  }
  if (selectors.size === 0) return
  for (const node of rule.block.children) {
    if (node.type === 'Declaration') readDeclaration(reading, node, [...selectors])
    else if (node.type !== 'Comment' && node.type !== 'WhiteSpace') drop(reading, node, node.type === 'Atrule' ? 'at-rule' : node.type === 'Rule' ? 'selector' : 'syntax')
  }
}

/** Classes with their states, and `:root`; nothing of attributes, relations or elements has a text here. */
function selectorText(selector: Selector): string | undefined {
  let text = ''
  for (const part of selector.children) {
    if (part.type === 'ClassSelector') text += `.${part.name}`
    else if (part.type === 'PseudoClassSelector' && part.children === null) text += `:${part.name}`
    else if (part.type === 'PseudoElementSelector' && part.children === null) text += `::${part.name}`
    else return undefined
  }
  return text
}

function readDeclaration(reading: Reading, declaration: Declaration, selectors: readonly string[]): void {
  const { tree, rules } = reading
  const property = declaration.property.startsWith('--') ? declaration.property : declaration.property.toLowerCase()
  const isToken = property.startsWith('--')
  if (isToken ? !rules.tokens.has(property.slice(2)) : !rules.properties.has(property)) return drop(reading, declaration, 'property')
  const allowed = selectors.filter((selector) => rules.tokenSelectors.has(selector) === isToken)
  if (allowed.length < selectors.length) drop(reading, declaration, 'property')
  if (reading.kept.length + allowed.length > MOST_KEPT) return drop(reading, declaration, 'too-long')
  if (allowed.length === 0) return
  const problem = valueProblem(tree, property, declaration.value, rules)
  if (problem !== undefined) return drop(reading, declaration, problem)
  // An important declaration of an earlier layer would win over every later one.
  if (declaration.important !== false) drop(reading, declaration, 'important')
  const { line, column } = placeOf(declaration)
  const value = tree.generate(declaration.value)
  for (const selector of allowed) reading.kept.push({ selector, property, value, line, column })
}

const placeOf = (node: CssNode): { line: number; column: number } => ({ line: node.loc?.start.line ?? 1, column: node.loc?.start.column ?? 1 })

function drop({ text, dropped }: Reading, node: CssNode, reason: DropReason): void {
  dropped.push({ ...placeOf(node), text: shorten(text.slice(node.loc?.start.offset ?? 0, node.loc?.end.offset)), reason })
}

const shorten = (text: string): string => (text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS - 1)}…` : text).replaceAll(/\s+/g, ' ').trim()

/** How deep brackets of any kind are open, whether or not they stand in comments and strings. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (const character of text) {
    if ('{[('.includes(character)) deepest = Math.max(deepest, ++depth)
    else if ('}])'.includes(character)) depth = Math.max(0, depth - 1)
  }
  return deepest
}
