/** A colour of the pages: in light and in dark, or by default as another one. */
export type ColorToken = BaseColor | DerivedColor

/** Colours that stand for themselves: [light, dark]. Every pair in `contrast-pairs.ts` has enough contrast. */
export const BASE_COLORS = {
  bg: ['#f5f6f8', '#0b0e14'], surface: ['#ffffff', '#141922'], line: ['#e2e5ea', '#2a3240'], control: ['#79839a', '#6f7b90'],
  text: ['#12161f', '#e9ecf2'], muted: ['#545e70', '#a6b0c0'], placeholder: ['#667085', '#8d98ab'],
  accent: ['#2450d8', '#8fa8ff'], 'on-accent': ['#ffffff', '#0b1020'], 'accent-hover': ['#1b3fb0', '#a9bcff'],
  danger: ['#b42318', '#ffb4ab'], 'danger-bg': ['#fef3f2', '#2b1315'], 'on-danger': ['#ffffff', '#0b1020'],
  success: ['#05603a', '#7ee0a8'], 'success-bg': ['#ecfdf3', '#0e2318'], warning: ['#7a4b00', '#f5c862'], 'warning-bg': ['#fff8e6', '#271d07'],
  info: ['#1b4db1', '#a9c1ff'], 'info-bg': ['#eff4ff', '#111b33'],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>

/** Colours that are another one's until a look says otherwise. */
export const DERIVED_COLORS = {
  heading: 'text', label: 'text', link: 'accent', 'link-hover': 'accent-hover', focus: 'accent', 'input-bg': 'surface', 'input-text': 'text',
  'secondary-bg': 'surface', 'secondary-hover': 'bg', 'secondary-text': 'text', 'secondary-line': 'control',
  'provider-bg': 'surface', 'provider-hover': 'bg', 'provider-text': 'text', 'provider-line': 'control',
  'header-bg': 'surface', 'header-line': 'line', 'footer-bg': 'surface', 'footer-line': 'line',
} as const satisfies Readonly<Record<string, BaseColor>>

/** CSS lengths. */
export const SIZES = {
  'radius-card': '1rem', 'radius-control': '0.625rem', 'radius-button': 'var(--id-radius-control)', 'radius-input': 'var(--id-radius-control)',
  'radius-box': 'var(--id-radius-control)', 'control-height': '2.875rem', 'card-width': '26rem', 'logo-height': '2.25rem',
} as const

/** Lists of font families. */
export const FONTS = {
  font: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
  mono: "ui-monospace, SFMono-Regular, 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace",
} as const

export type BaseColor = keyof typeof BASE_COLORS
export type DerivedColor = keyof typeof DERIVED_COLORS
export type SizeToken = keyof typeof SIZES
export type FontToken = keyof typeof FONTS
/** What a look can set; each is the custom property `--id-<name>` of the pages. */
export type BrandToken = ColorToken | SizeToken | FontToken

export const COLOR_TOKENS = [...Object.keys(BASE_COLORS), ...Object.keys(DERIVED_COLORS)] as readonly ColorToken[]
export const SIZE_TOKENS = Object.keys(SIZES) as readonly SizeToken[]
export const FONT_TOKENS = Object.keys(FONTS) as readonly FontToken[]
export const BRAND_TOKENS: readonly BrandToken[] = [...COLOR_TOKENS, ...SIZE_TOKENS, ...FONT_TOKENS]

export type Scheme = 'light' | 'dark'

/** What a colour is where no look says anything. */
export const defaultColor = (token: ColorToken, scheme: Scheme): string => BASE_COLORS[isDerived(token) ? DERIVED_COLORS[token] : token][scheme === 'light' ? 0 : 1]

export const isDerived = (token: ColorToken): token is DerivedColor => Object.hasOwn(DERIVED_COLORS, token)
