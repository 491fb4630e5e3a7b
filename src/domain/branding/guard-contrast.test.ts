import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { SchemeTokens, TokenValues } from './brand.ts'
import { BASE_COLORS, COLOR_TOKENS, DERIVED_COLORS, defaultColor, isDerived, type ColorToken, type Scheme } from './brand-tokens.ts'
import { BLACK, contrast, parseColor } from './color.ts'
import { CONTRAST_PAIRS } from './contrast-pairs.ts'
import { guardContrast } from './guard-contrast.ts'

const SCHEMES: readonly Scheme[] = ['light', 'dark']

/** What a browser shows: the look's value, or the one that the token follows, or the default. */
const shown = (tokens: TokenValues, token: ColorToken, scheme: Scheme): string =>
  tokens[token] ?? (isDerived(token) ? shown(tokens, DERIVED_COLORS[token], scheme) : defaultColor(token, scheme))

function failures(tokens: SchemeTokens): string[] {
  return SCHEMES.flatMap((scheme) => CONTRAST_PAIRS.flatMap(({ token, ground, least }) => {
    const [front, back] = [shown(tokens[scheme], token, scheme), shown(tokens[scheme], ground, scheme)]
    const ratio = contrast(parseColor(front) ?? BLACK, parseColor(back) ?? BLACK)
    return ratio >= least ? [] : [`${scheme}: ${token} ${front} on ${ground} ${back} has ${ratio.toFixed(2)}`]
  }))
}

const color = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.constantFrom('', '', '', '80', '00')).map(([r, g, b, a]) => `#${[r, g, b].map((channel) => channel.toString(16).padStart(2, '0')).join('')}${a}`)
const values: fc.Arbitrary<TokenValues> = fc.dictionary(fc.constantFrom(...COLOR_TOKENS), color, { maxKeys: COLOR_TOKENS.length })

test('our own colours have their contrast in both schemes', () => {
  assert.deepEqual(failures({ light: {}, dark: {} }), [])
  assert.deepEqual(guardContrast({ light: {}, dark: {} }), { tokens: { light: {}, dark: {} }, changes: [] })
})

test('any brand colour alone gives text of 4.5:1 and edges of 3:1 everywhere', () => {
  fc.assert(fc.property(color, (accent) => {
    const { tokens } = guardContrast({ light: { accent }, dark: { accent } })
    assert.deepEqual(failures(tokens), [])
  }), { seed: 20261121, numRuns: 3000 })
})

test('so do any colours of any tokens together', () => {
  fc.assert(fc.property(values, values, (light, dark) => assert.deepEqual(failures(guardContrast({ light, dark }).tokens), [])), { seed: 20261121, numRuns: 3000 })
})

test('the colour of a brand stays on its button; the text on it, and links, are what can be read', () => {
  const { tokens, changes } = guardContrast({ light: { accent: '#ffe600' }, dark: {} })
  assert.equal(tokens.light.accent, '#ffe600')
  assert.equal(tokens.light['on-accent'], '#000000')
  assert.notEqual(tokens.light.link, '#ffe600')
  assert.deepEqual(changes, [])
})

test('what was given and is shown otherwise is told', () => {
  const { changes } = guardContrast({ light: { muted: '#dddddd' }, dark: {} })
  assert.equal(changes.length, 1)
  assert.deepEqual({ ...changes[0], shown: null }, { token: 'muted', scheme: 'light', given: '#dddddd', shown: null })
})

test('on a dark card everything that nobody gave is of the dark palette', () => {
  const { tokens } = guardContrast({ light: { surface: '#101010' }, dark: {} })
  assert.equal(tokens.light.text, BASE_COLORS.text[1])
  assert.equal(tokens.light['danger-bg'], BASE_COLORS['danger-bg'][1])
})

test('sizes and fonts stay, and what is no colour is left out', () => {
  assert.deepEqual(guardContrast({ light: { 'radius-card': '0', font: 'serif', accent: 'url(x)' }, dark: {} }).tokens, { light: { 'radius-card': '0', font: 'serif' }, dark: {} })
})
