import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrandAsset } from '#src/domain/branding/brand.ts'
import { resolveBrand } from '#src/domain/branding/resolve-brand.ts'
import { checkSettings } from './check-settings.ts'
import { DEFAULT_SETTINGS } from './default-settings.ts'
import { mergeJson, type JsonObject } from './json.ts'
import { layerOfStyle } from './managed-source.ts'
import type { AssetCategory, ColorMode } from './managed-style.ts'

const file = (letter: string): BrandAsset => ({ hash: letter.repeat(64), type: 'image/png', width: 10, height: 10 })
const picture = (category: AssetCategory, colorMode: ColorMode, letter: string) => ({ category, colorMode, resourceId: '', served: file(letter) })
const brandOf = (settings: JsonObject | null, pictures: ReturnType<typeof picture>[] = []) => resolveBrand([layerOfStyle({ settings, pictures })])
const form = (form: JsonObject): JsonObject => ({ categories: { form } })

test('a style that says nothing leaves every page as it is', () => {
  const plain = resolveBrand([])
  assert.deepEqual({ ...brandOf(null), stylesheet: null }, plain)
  assert.equal(brandOf({})?.stylesheet, null)
})

test('where the form stands is a layout', () => {
  const layout = (horizontal: string, vertical = 'CENTER') => brandOf(form({ location: { horizontal, vertical } })).layout
  assert.deepEqual([layout('CENTER'), layout('START'), layout('END'), layout('CENTER', 'START'), layout('SIDEWAYS')], ['centered', 'split', 'split-reversed', 'hero', 'centered'])
  assert.match(brandOf(form({ location: { horizontal: 'START', vertical: 'END' } })).stylesheet?.css ?? '', /\.id-shell\{justify-content:safe end\}/)
})

test('colours become tokens of their own scheme, and nothing but colours does', () => {
  const css = brandOf({ components: { primaryButton: { lightMode: { defaults: { backgroundColor: '0b5d1eff', textColor: 'ffffffff' } } }, pageBackground: { darkMode: { color: 'zz;}body{}' } } } }).stylesheet?.css ?? ''
  assert.match(css, /--id-accent:light-dark\(#0b5d1e,#8fa8ff\)/)
  assert.doesNotMatch(css, /zz/)
  const round = brandOf({ components: { form: { borderRadius: 4 }, alert: { borderRadius: 0 } }, componentClasses: { buttons: { borderRadius: 24 }, input: { borderRadius: 2 }, dropDown: { borderRadius: 8 } } }).stylesheet?.css ?? ''
  for (const rule of ['--id-radius-card:0.25rem', '--id-radius-button:1.5rem', '--id-radius-input:0.125rem', '--id-radius-box:0rem', 'select.id-input,.id-languages ul{border-radius:0.5rem}']) assert.ok(round.includes(rule), `${rule} in ${round}`)
})

test('flags and choices become what the page shows', () => {
  const brand = brandOf({
    categories: {
      global: { colorSchemeMode: 'DARK', spacingDensity: 'COMPACT', pageHeader: { enabled: true }, pageFooter: { enabled: false } },
      form: { languageSelector: { enabled: false }, instructions: { enabled: false }, sessionTimerDisplay: 'COUNTDOWN' },
      auth: { authMethodOrder: [[{ display: 'BUTTON', type: 'FEDERATED' }], [{ display: 'INPUT', type: 'USERNAME_PASSWORD' }]] },
    },
  })
  assert.deepEqual(
    [brand.colorScheme, brand.density, brand.header.shown, brand.footer.shown, brand.languageSelector, brand.instructions, brand.sessionTimer, brand.blockOrder],
    ['dark', 'compact', true, false, false, false, true, ['federated', 'username-password']],
  )
  const scheme = (colorSchemeMode: string) => brandOf({ categories: { global: { colorSchemeMode } } }).colorScheme
  assert.deepEqual([scheme('LIGHT'), scheme('DYNAMIC'), scheme('SEPIA')], ['light', 'adaptive', 'adaptive'])
  assert.equal(brandOf(form({ sessionTimerDisplay: 'NONE' })).sessionTimer, false)
})

test('acceptance: none without elements, a notice by default, a demand where one element makes it', () => {
  const acceptance = (acceptanceElements: JsonObject[] | undefined) => brandOf(acceptanceElements === undefined ? {} : { categories: { signUp: { acceptanceElements } } }).acceptance
  assert.deepEqual([acceptance(undefined), acceptance([]), acceptance([{ enforcement: 'NONE' }]), acceptance([{}, { enforcement: 'REQUIRED' }])], ['notice', 'none', 'notice', 'required'])
})

test('pictures: each by its scheme, and shown only where the settings let them', () => {
  const pictures = [picture('FORM_LOGO', 'LIGHT', 'a'), picture('FORM_LOGO', 'DARK', 'b'), picture('PAGE_BACKGROUND', 'DYNAMIC', 'c'), picture('EMAIL_GRAPHIC', 'DARK', 'd'), picture('FAVICON_ICO', 'DYNAMIC', 'e'), picture('FAVICON_SVG', 'DYNAMIC', 'f')]
  const shown = brandOf({ components: { form: { logo: { enabled: true, formInclusion: 'OUT', position: 'BOTTOM', location: 'END' } } } }, pictures)
  assert.deepEqual(shown.logo, { light: file('a'), dark: file('b') })
  assert.deepEqual(shown.logoPlace, { outside: true, below: true, side: 'end' })
  assert.deepEqual([shown.graphics, shown.favicon], [{ email: { light: file('d') } }, { light: file('f') }])
  assert.match(shown.stylesheet?.css ?? '', new RegExp(`body\\{background:url\\("${'c'.repeat(64)}\\.png"\\) center/cover`))
  assert.match(shown.stylesheet?.css ?? '', /main \.id-brand\{justify-content:end\}main \.id-brand\{order:1\}/)
  const hidden = brandOf({ categories: { form: { displayGraphics: false } }, components: { pageBackground: { image: { enabled: false } }, favicon: { enabledTypes: ['ICO'] } } }, pictures)
  assert.deepEqual([hidden.logo, hidden.graphics, hidden.pageBackground, hidden.favicon], [null, {}, null, { light: file('e') }])
})

test('Cognito\'s own settings pass the check they give, and make a look of enough contrast', () => {
  checkSettings(DEFAULT_SETTINGS)
  const brand = brandOf(DEFAULT_SETTINGS)
  assert.deepEqual([brand.layout, brand.colorScheme, brand.languageSelector, brand.acceptance], ['centered', 'light', false, 'notice'])
  assert.match(brand.stylesheet?.css ?? '', /--id-accent:light-dark\(#0972d3,/)
})

test('merging goes into objects and nowhere else, and changes neither side', () => {
  const base = { a: { b: 1, c: [1, 2] }, d: 'x' }
  const change = { a: { c: [3], e: null }, d: { f: true } }
  assert.deepEqual(mergeJson(base, change), { a: { b: 1, c: [3], e: null }, d: { f: true } })
  assert.deepEqual([base, change], [{ a: { b: 1, c: [1, 2] }, d: 'x' }, { a: { c: [3], e: null }, d: { f: true } }])
})
