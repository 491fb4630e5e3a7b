/** What a style sheet of others may say. Everything that is not named here is left out. */
export type CssRules = {
  /** Selectors, each standing alone, in the only spelling there is. */
  readonly selectors: ReadonlySet<string>
  /** Selectors whose rule may hold design tokens (`--id-…`) and nothing else. */
  readonly tokenSelectors: ReadonlySet<string>
  readonly properties: ReadonlySet<string>
  readonly functions: ReadonlySet<string>
  /** Names of custom properties that may be set and read, without the leading `--`. */
  readonly tokens: ReadonlySet<string>
  /** Those among them that are no colours: where a size is held to bounds, what they hold is not known. */
  readonly sizes: ReadonlySet<string>
  /** Most bytes (UTF-8) that are read; a longer sheet is left out as a whole. */
  readonly maxBytes: number
}

/** Why something was left out. `template`: it only repeats what Amazon's template says; `important`: the declaration stays, without the word. */
export type DropReason =
  | 'too-long' | 'nesting' | 'syntax' | 'at-rule' | 'selector' | 'property' | 'value' | 'function' | 'loads' | 'hides' | 'important' | 'template' | 'color'

/** A part of a sheet that was left out: where it begins (lines and columns from 1), its first characters, and why. */
export type Dropped = { readonly line: number; readonly column: number; readonly text: string; readonly reason: DropReason }

/** One declaration that was kept, in the words of the printer and not of the sheet. */
export type Kept = { readonly selector: string; readonly property: string; readonly value: string; readonly line: number; readonly column: number }

const sides = ['top', 'right', 'bottom', 'left'] as const

/** Boxes, edges, type: nothing that places, covers, hides or loads. */
const BOX_PROPERTIES = [
  'color', 'background', 'background-color',
  'border', 'border-color', 'border-style', 'border-width', 'border-radius', ...sides.map((side) => `border-${side}`),
  ...sides.flatMap((side) => [`border-${side}-color`, `border-${side}-style`, `border-${side}-width`]),
  'padding', ...sides.map((side) => `padding-${side}`), 'margin', ...sides.map((side) => `margin-${side}`),
  'width', 'height', 'max-width', 'max-height', 'font-size', 'font-weight', 'font-style', 'font-family', 'text-align', 'text-transform', 'text-decoration',
  'display', 'outline', 'outline-color', 'outline-style', 'outline-width', 'box-sizing', 'box-shadow', 'line-height', 'letter-spacing',
] as const

const COLOR_FUNCTIONS = ['rgb', 'rgba', 'hsl', 'hsla'] as const

/** Cognito, classic hosted UI: the class names, each with the states it has, and no others. */
export const CLASSIC_SELECTORS = [
  'background', 'banner', 'errorMessage', 'idpButton', 'idpDescription', 'inputField', 'label', 'legalText', 'logo',
  'passwordCheck-valid', 'passwordCheck-notValid', 'redirect', 'socialButton', 'submitButton', 'textDescription',
].map((name) => `.${name}-customizable`).concat(['.idpButton-customizable:hover', '.inputField-customizable:focus', '.submitButton-customizable:hover'])

/** Sheets of SetUICustomization. */
export const CLASSIC_RULES: CssRules = {
  selectors: new Set(CLASSIC_SELECTORS),
  tokenSelectors: new Set(),
  properties: new Set(BOX_PROPERTIES),
  functions: new Set(COLOR_FUNCTIONS),
  tokens: new Set(),
  sizes: new Set(),
  maxBytes: 131_072,
}

const OWN_PROPERTIES: readonly string[] = [
  ...BOX_PROPERTIES,
  'border-inline', 'border-block', 'border-inline-start', 'border-inline-end', 'border-block-start', 'border-block-end',
  'border-start-start-radius', 'border-start-end-radius', 'border-end-start-radius', 'border-end-end-radius',
  'border-top-left-radius', 'border-top-right-radius', 'border-bottom-left-radius', 'border-bottom-right-radius',
  'padding-inline', 'padding-block', 'padding-inline-start', 'padding-inline-end', 'padding-block-start', 'padding-block-end',
  'margin-inline', 'margin-block', 'margin-inline-start', 'margin-inline-end', 'margin-block-start', 'margin-block-end',
  'inline-size', 'block-size', 'max-inline-size', 'max-block-size', 'gap', 'row-gap', 'column-gap', 'justify-content', 'align-items', 'flex-direction',
  'background-image', 'font-variant-numeric', 'font-feature-settings', 'word-spacing', 'text-decoration-thickness', 'text-underline-offset', 'accent-color', 'caret-color',
]

/** Functions of colour, of arithmetic and of gradients: none of them loads anything. */
const OWN_FUNCTIONS: readonly string[] = [
  ...COLOR_FUNCTIONS, 'hwb', 'lab', 'lch', 'oklab', 'oklch', 'color-mix', 'light-dark', 'calc', 'min', 'max', 'clamp', 'var',
  'linear-gradient', 'radial-gradient', 'conic-gradient', 'repeating-linear-gradient', 'repeating-radial-gradient',
]

/** States that a part may be styled in. */
const OWN_STATES = ['', ':hover', ':focus', ':focus-visible', ':active', '::placeholder'] as const

/** Sheets of a pool's own, over parts (class names) and design tokens that the documentation names. */
export const ownRules = (parts: readonly string[], tokens: readonly string[], sizes: readonly string[] = []): CssRules => ({
  selectors: new Set(parts.flatMap((part) => OWN_STATES.map((state) => `.${part}${state}`))),
  tokenSelectors: new Set([':root']),
  properties: new Set(OWN_PROPERTIES),
  functions: new Set(OWN_FUNCTIONS),
  tokens: new Set(tokens.map((token) => `id-${token}`)),
  sizes: new Set(sizes.map((token) => `id-${token}`)),
  maxBytes: 65_536,
})
