import { mergeTokens } from '#src/domain/branding/write-stylesheet.ts'
import { defaultColor, type Scheme } from '#src/domain/branding/brand-tokens.ts'
import { contrast, mix, over, parseColor, toHex, WHITE, type Color } from '#src/domain/branding/color.ts'
import { TEXT_CONTRAST } from '#src/domain/branding/contrast-pairs.ts'
import type { Dropped, Kept } from '#src/domain/branding/css/css-rules.ts'
import { guardContrast } from '#src/domain/branding/guard-contrast.ts'
import type { Design } from './design.ts'
import { layerOfDesign } from './design-layer.ts'
import { readOwnCss } from './read-own-css.ts'

const REASONS: Readonly<Record<Dropped['reason'], string>> = {
  'too-long': 'the sheet is too long', nesting: 'blocks are too deep in each other', syntax: 'is no CSS', 'at-rule': 'at-rules are not taken',
  selector: 'is no documented part of the pages', property: 'is no property that is taken here', value: 'is no value that is taken here', function: 'calls a function that is not taken',
  loads: 'would load something', hides: 'would hide or cover something', important: 'the declaration is kept, without the word', template: 'repeats a template', color: 'is no colour that can be read',
}

/** What an operator should know of a design that can be used: what of its sheet was left out, which colours are shown otherwise, which texts of its rules are hard to read. */
export async function describeNotes(design: Design): Promise<string[]> {
  const { dropped, rules } = await readOwnCss(design.css)
  const { tokens, changes } = guardContrast(mergeTokens([await layerOfDesign(design)]))
  const surfaces = (['light', 'dark'] as const).map((scheme): [Scheme, string] => [scheme, tokens[scheme].surface ?? defaultColor('surface', scheme)])
  return [
    ...dropped.map(({ line, column, text, reason }) => `css, line ${line}, column ${column}: ${text}: ${REASONS[reason]}.`),
    ...changes.map(({ token, scheme, given, shown }) => `tokens.${token}: ${given} is shown as ${shown} in ${scheme}, where it would have too little contrast.`),
    ...rules.flatMap((rule) => hardToRead(rule, rules, surfaces)),
  ]
}

function hardToRead({ selector, property, value, line }: Kept, rules: readonly Kept[], surfaces: readonly [Scheme, string][]): string[] {
  const color = property === 'color' ? parseColor(value) : null
  if (color === null) return []
  const ground = rules.findLast((rule) => rule.selector === selector && /^background(-color)?$/.test(rule.property) && parseColor(rule.value) !== null)
  const grounds = ground === undefined ? surfaces : [['light', ground.value] as const]
  return grounds.flatMap(([scheme, behind]) => {
    const back = over(parseColor(behind) ?? WHITE, WHITE)
    const ratio = contrast(over(color, back), back)
    return ratio >= TEXT_CONTRAST ? [] : [`css, line ${line}: ${selector} has ${value} on ${behind}${ground === undefined ? ` in ${scheme}` : ''}: a contrast of ${ratio.toFixed(1)}, and ${TEXT_CONTRAST} is needed. The nearest that can be read is ${nearest(color, back)}.`]
  })
}

/** The first colour towards black or white that can be read, whichever is nearer. */
function nearest(color: Color, back: Color): string {
  const ends = [0, 255].map((level): Color => ({ r: level, g: level, b: level, a: 1 })).filter((end) => contrast(end, back) >= TEXT_CONTRAST)
  const steps = ends.flatMap((end) => Array.from({ length: 51 }, (_, step) => ({ step, color: mix(color, end, step / 50) })).filter(({ color: candidate }) => contrast(candidate, back) >= TEXT_CONTRAST).slice(0, 1))
  return toHex(steps.toSorted((a, b) => a.step - b.step)[0]?.color ?? WHITE)
}
