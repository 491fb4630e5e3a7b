import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkTokens, isTokenValue } from './check-tokens.ts'
import { readOwnCss } from './read-own-css.ts'

test('colours, lengths and families, each of its kind', () => {
  assert.deepEqual(checkTokens({ accent: '#0a7', bg: { light: 'white', dark: 'rgb(0 0 0 / 50%)' }, 'radius-card': '0', 'card-width': '30rem', 'logo-height': '40px', font: "'Open Sans', sans-serif" }), [])
  assert.deepEqual(checkTokens({ accent: 'url(x)', bg: { dark: 'var(--id-text)' }, font: 'x;}body{' }).length, 3)
})

test('no size takes the room of words away, or all of the page', async () => {
  for (const [token, values] of [['card-width', ['0', '1px', '199px', '12rem', '999rem']], ['logo-height', ['0', '2px', '999px', '16rem']], ['control-height', ['121px', '99em']]] as const) {
    for (const value of values) assert.equal(isTokenValue(token, value), false, `${token}: ${value}`)
  }
  const { tokens, dropped } = await readOwnCss(':root{--id-card-width:1px;--id-logo-height:900px;--id-radius-card:900px}')
  assert.deepEqual([tokens.light, dropped.map(({ text }) => text)], [{ 'radius-card': '900px' }, ['--id-card-width:1px', '--id-logo-height:900px']])
})
