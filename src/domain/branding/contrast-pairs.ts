import type { ColorToken } from './brand-tokens.ts'

/** WCAG 2.2 §1.4.3 and §1.4.11: what text, and the edge of a control, must have against what is behind it. */
export const TEXT_CONTRAST = 4.5
export const EDGE_CONTRAST = 3

/** Grounds that have the same text on them as the card, and are light or dark as it is. */
export const PAGE_GROUNDS = ['bg', 'input-bg', 'danger-bg', 'success-bg', 'warning-bg', 'info-bg', 'footer-bg'] as const satisfies readonly ColorToken[]

const EVERYWHERE = ['surface', 'bg', 'danger-bg', 'success-bg', 'warning-bg', 'info-bg', 'footer-bg'] as const satisfies readonly ColorToken[]

/** On which grounds each text of the page stands. */
export const PAGE_TEXTS = {
  text: EVERYWHERE, muted: EVERYWHERE, heading: ['surface', 'bg'], label: ['surface'], link: ['surface', 'bg', 'footer-bg'], 'link-hover': ['surface', 'bg', 'footer-bg'],
  'input-text': ['input-bg'], placeholder: ['input-bg'],
  danger: ['surface', 'danger-bg'], success: ['surface', 'bg', 'success-bg'], warning: ['surface', 'warning-bg'], info: ['surface', 'info-bg'],
} as const satisfies Readonly<Partial<Record<ColorToken, readonly ColorToken[]>>>

/** What each edge is told from. */
export const PAGE_EDGES = {
  control: ['surface', 'input-bg', 'bg'], focus: ['surface', 'bg', 'footer-bg'], 'secondary-line': ['surface'], 'provider-line': ['surface'],
} as const satisfies Readonly<Partial<Record<ColorToken, readonly ColorToken[]>>>

export type Button = { readonly ground: ColorToken; readonly hover: ColorToken | null; readonly text: ColorToken }

/** Buttons: a ground, the ground under the pointer, and the text on both. */
export const BUTTONS = [
  { ground: 'accent', hover: 'accent-hover', text: 'on-accent' },
  { ground: 'secondary-bg', hover: 'secondary-hover', text: 'secondary-text' },
  { ground: 'provider-bg', hover: 'provider-hover', text: 'provider-text' },
] as const satisfies readonly Button[]

/** Its ground is also a text of the page. */
export const DANGER_BUTTON: Button = { ground: 'danger', hover: null, text: 'on-danger' }

/** Every pair that is held: text or edge, what is behind it, and the least contrast. */
export const CONTRAST_PAIRS: readonly { readonly token: ColorToken; readonly ground: ColorToken; readonly least: number }[] = [
  ...pairsOf(PAGE_TEXTS, TEXT_CONTRAST),
  ...pairsOf(PAGE_EDGES, EDGE_CONTRAST),
  ...[...BUTTONS, DANGER_BUTTON].flatMap(({ ground, hover, text }) => [ground, ...(hover === null ? [] : [hover])].map((behind) => ({ token: text, ground: behind, least: TEXT_CONTRAST }))),
]

function pairsOf(grounds: Readonly<Partial<Record<ColorToken, readonly ColorToken[]>>>, least: number) {
  return (Object.entries(grounds) as [ColorToken, readonly ColorToken[]][]).flatMap(([token, behind]) => behind.map((ground) => ({ token, ground, least })))
}
