/** The design tokens that a look can set; each is the custom property `--id-<name>` of the pages. */
export const COLOR_TOKENS = [
  'bg', 'surface', 'line', 'control', 'text', 'muted', 'placeholder', 'accent', 'on-accent', 'accent-hover',
  'danger', 'danger-bg', 'success', 'success-bg', 'warning', 'warning-bg', 'info', 'info-bg',
] as const
export const SIZE_TOKENS = ['radius-card', 'radius-control', 'control-height'] as const
export const FONT_TOKENS = ['font', 'mono'] as const
export const BRAND_TOKENS = [...COLOR_TOKENS, ...SIZE_TOKENS, ...FONT_TOKENS] as const

export type ColorToken = (typeof COLOR_TOKENS)[number]
export type BrandToken = (typeof BRAND_TOKENS)[number]
