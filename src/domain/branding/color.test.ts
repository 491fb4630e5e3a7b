import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BLACK, contrast, over, parseColor, toHex, WHITE } from './color.ts'

test('colours are read as CSS writes them', () => {
  const read = { '#0a7': '#00aa77', '#2450D8': '#2450d8', 'rgb(36 80 216)': '#2450d8', 'rgba(36, 80, 216, 1)': '#2450d8', 'rgb(100%, 0%, 0%)': '#ff0000', 'hsl(120 100% 25%)': '#008000', 'hsl(-120deg, 100%, 50%)': '#0000ff', ' RebeccaPurple ': '#663399' }
  for (const [text, hex] of Object.entries(read)) assert.equal(toHex(parseColor(text) ?? BLACK), hex, text)
  assert.deepEqual(parseColor('#00000080'), { ...BLACK, a: 128 / 255 })
  assert.equal(parseColor('rgb(0 0 0 / 50%)')?.a, 0.5)
  assert.equal(parseColor('transparent')?.a, 0)
})

test('what is no colour is null', () => {
  for (const text of ['', '#12', '#12345', 'rgb(1,2)', 'rgb(1 2 3 4 5)', 'rgb(a b c)', 'hsl(1 2 3)', 'rgb(1deg 2 3)', 'url(x)', 'var(--x)', 'constructor', 'rgb(1 2 3);color:red', 'currentcolor']) assert.equal(parseColor(text), null, text)
})

test('contrast is that of WCAG, and transparent colours are what is seen of them', () => {
  assert.equal(contrast(BLACK, WHITE), 21)
  assert.equal(contrast(parseColor('#767676') ?? BLACK, WHITE).toFixed(2), '4.54')
  assert.equal(toHex(over({ ...BLACK, a: 0.5 }, WHITE)), '#808080')
})
