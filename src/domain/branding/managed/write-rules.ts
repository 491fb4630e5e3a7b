import { jsonAt, type JsonObject } from './json.ts'
import { colorAt } from './read-tokens.ts'

type Part = { selector: string; property: string; path: string }

/** Colours of parts that have no token of their own. */
const PARTS: readonly Part[] = [
  { selector: '.id-switch,.id-between', property: 'border-color', path: 'componentClasses.divider.*.borderColor' },
  { selector: '.id-or::before,.id-or::after', property: 'background', path: 'componentClasses.divider.*.borderColor' },
  { selector: '.id-check input', property: 'accent-color', path: 'componentClasses.optionControls.*.selected.backgroundColor' },
  { selector: '.id-secondary:hover', property: 'border-color', path: 'components.secondaryButton.*.hover.borderColor' },
  { selector: '.id-provider:hover', property: 'border-color', path: 'components.idpButton.standard.*.hover.borderColor' },
]

/** Rules for what design tokens do not reach: dividers, check boxes, edges under the pointer, drop-down lists. */
export const writeRules = (settings: JsonObject): string => {
  const rules = PARTS.flatMap(({ selector, property, path }) => {
    const [light, dark] = [colorAt(settings, path, 'light'), colorAt(settings, path, 'dark')]
    const color = light !== undefined && dark !== undefined ? `light-dark(${light},${dark})` : (light ?? dark)
    return color === undefined ? [] : [`${selector}{${property}:${color}}`]
  })
  const radius = jsonAt(settings, ['componentClasses', 'dropDown', 'borderRadius'])
  return [...rules, ...(typeof radius === 'number' ? [`select.id-input,.id-languages ul{border-radius:${radius / 16}rem}`] : [])].join('')
}
