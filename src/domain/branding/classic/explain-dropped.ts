import type { Dropped, DropReason } from '#src/domain/branding/css/css-rules.ts'

/** What no sheet may have: SetUICustomization refuses it as a whole. */
const REFUSED = {
  'too-long': 'the style sheet is too long', nesting: 'the blocks are nested too deep', syntax: 'this is no rule of a style sheet',
  'at-rule': 'at-rules are not allowed', selector: 'only the class names for customization are allowed as selectors',
} as const satisfies Readonly<Partial<Record<DropReason, string>>>

/** Why a sheet with such a part is refused, or undefined where the part alone is left out. */
export const refusalText = (reason: DropReason): string | undefined => (REFUSED as Readonly<Partial<Record<DropReason, string>>>)[reason]

const LEFT_OUT: Readonly<Record<DropReason, string>> = {
  ...REFUSED,
  property: 'property that places, covers or hides, or is not known', value: 'no value of this property', function: 'function that is not known',
  loads: 'loads from elsewhere', hides: 'would hide, cover or pull apart what people need to see', important: 'stays, but is not important',
  template: 'the same as in Amazon\'s template', color: 'a colour whose contrast cannot be judged',
}

/** One line for each part that was left out: where, what, why; and whether the sheet is refused for it. */
export const explainDropped = (dropped: readonly Dropped[]): string[] =>
  dropped.map(({ line, column, text, reason }) => `${line}:${column}  ${text}  (${refusalText(reason) === undefined ? '' : 'refused: '}${LEFT_OUT[reason]})`)
