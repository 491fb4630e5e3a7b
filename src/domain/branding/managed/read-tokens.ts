import type { SchemeTokens, TokenValues } from '#src/domain/branding/brand.ts'
import { COLOR_TOKENS, defaultColor, type ColorToken, type Scheme, type SizeToken } from '#src/domain/branding/brand-tokens.ts'
import { jsonAt, type JsonObject } from './json.ts'

/** Where each colour of the pages stands in settings: the first path that has one. The colour scheme goes in place of `*`. */
const COLORS: Readonly<Partial<Record<ColorToken, readonly string[]>>> = {
  bg: ['components.pageBackground.*.color'],
  surface: ['components.form.*.backgroundColor'],
  line: ['components.form.*.borderColor', 'componentClasses.divider.*.borderColor'],
  text: ['components.pageText.*.headingColor'],
  heading: ['components.pageText.*.headingColor'],
  muted: ['components.pageText.*.descriptionColor', 'components.pageText.*.bodyColor', 'componentClasses.inputDescription.*.textColor'],
  label: ['componentClasses.inputLabel.*.textColor'],
  control: ['componentClasses.input.*.defaults.borderColor', 'componentClasses.optionControls.*.defaults.borderColor'],
  'input-bg': ['componentClasses.input.*.defaults.backgroundColor'],
  'input-text': ['componentClasses.input.*.defaults.textColor', 'componentClasses.inputLabel.*.textColor'],
  placeholder: ['componentClasses.input.*.placeholderColor'],
  accent: ['components.primaryButton.*.defaults.backgroundColor'],
  'on-accent': ['components.primaryButton.*.defaults.textColor'],
  'accent-hover': ['components.primaryButton.*.hover.backgroundColor', 'components.primaryButton.*.active.backgroundColor'],
  link: ['componentClasses.link.*.defaults.textColor'],
  'link-hover': ['componentClasses.link.*.hover.textColor'],
  focus: ['componentClasses.focusState.*.borderColor'],
  danger: ['componentClasses.statusIndicator.*.error.indicatorColor', 'components.alert.*.error.borderColor'],
  'danger-bg': ['components.alert.*.error.backgroundColor', 'componentClasses.statusIndicator.*.error.backgroundColor'],
  success: ['componentClasses.statusIndicator.*.success.indicatorColor'],
  'success-bg': ['componentClasses.statusIndicator.*.success.backgroundColor'],
  warning: ['componentClasses.statusIndicator.*.warning.indicatorColor'],
  'warning-bg': ['componentClasses.statusIndicator.*.warning.backgroundColor'],
  'secondary-bg': ['components.secondaryButton.*.defaults.backgroundColor'],
  'secondary-text': ['components.secondaryButton.*.defaults.textColor'],
  'secondary-line': ['components.secondaryButton.*.defaults.borderColor'],
  'secondary-hover': ['components.secondaryButton.*.hover.backgroundColor'],
  'provider-bg': ['components.idpButton.standard.*.defaults.backgroundColor'],
  'provider-text': ['components.idpButton.standard.*.defaults.textColor'],
  'provider-line': ['components.idpButton.standard.*.defaults.borderColor'],
  'provider-hover': ['components.idpButton.standard.*.hover.backgroundColor'],
  'header-bg': ['components.pageHeader.*.background.color'],
  'header-line': ['components.pageHeader.*.borderColor'],
  'footer-bg': ['components.pageFooter.*.background.color'],
  'footer-line': ['components.pageFooter.*.borderColor'],
}

const RADII: Readonly<Partial<Record<SizeToken, string>>> = {
  'radius-card': 'components.form.borderRadius', 'radius-button': 'componentClasses.buttons.borderRadius', 'radius-input': 'componentClasses.input.borderRadius',
  'radius-box': 'components.alert.borderRadius',
}

/** The design tokens that settings set themselves; a colour of one scheme is that scheme's alone. */
export const readTokens = (settings: JsonObject): SchemeTokens => {
  const [light, dark] = [tokensOf(settings, 'light'), tokensOf(settings, 'dark')]
  return { light: { ...defaultsOf(dark, 'light'), ...light }, dark: { ...defaultsOf(light, 'dark'), ...dark } }
}

/** Our own colours for those that the other scheme alone sets. */
const defaultsOf = (tokens: TokenValues, scheme: Scheme): TokenValues =>
  Object.fromEntries(COLOR_TOKENS.filter((token) => tokens[token] !== undefined).map((token) => [token, defaultColor(token, scheme)]))

const tokensOf = (settings: JsonObject, scheme: Scheme): TokenValues => {
  const colors = Object.entries(COLORS).flatMap(([token, paths]) => {
    const found = paths.map((path) => colorAt(settings, path, scheme)).find((color) => color !== undefined)
    return found === undefined ? [] : [[token, found]]
  })
  const radii = Object.entries(RADII).flatMap(([token, path]) => {
    const pixels = jsonAt(settings, path.split('.'))
    return typeof pixels === 'number' ? [[token, `${pixels / 16}rem`]] : []
  })
  return Object.fromEntries([...colors, ...radii]) as TokenValues
}

/** A colour of settings (`rrggbbaa`) as CSS writes it; undefined where there is none. The colour scheme goes in place of `*`. */
export const colorAt = (settings: JsonObject, path: string, scheme: Scheme): string | undefined => {
  const value = jsonAt(settings, path.split('.').map((member) => (member === '*' ? `${scheme}Mode` : member)))
  if (typeof value !== 'string' || !/^[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?$/.test(value)) return undefined
  return `#${value.toLowerCase().replace(/^(.{6})ff$/, '$1')}`
}
