import assert from 'node:assert/strict'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { describe, it } from 'node:test'
import { transformSync } from 'esbuild'
import { thinSourceMap } from './thin-source-map.ts'

const SOURCE = Array.from({ length: 300 }, (_, index) => `export function f${index}(a: number): number {\n  return a * ${index}\n}\n`).join('\n')

const built = transformSync(SOURCE, { loader: 'ts', sourcemap: 'external', sourcefile: 'own.ts', minifyWhitespace: true })
const whole = JSON.parse(built.map) as SourceMapPayload
const thinned = (isKept: () => boolean): SourceMapPayload => ({ ...whole, ...thinSourceMap(whole, isKept), sourcesContent: [] })
const lineOf = (map: SourceMapPayload, text: string): number | undefined => {
  const entry = new SourceMap(map).findEntry(0, built.code.indexOf(text))
  return 'originalSource' in entry && (entry.originalSource as string | undefined) !== undefined ? entry.originalLine : undefined
}

describe('a thin source map', () => {
  it('finds the same lines with a fraction of the places', () => {
    const thin = thinned(() => true)
    for (const text of ['return a*0', 'return a*7', 'return a*128', 'return a*299']) {
      assert.equal(lineOf(thin, text), lineOf(whole, text))
      assert.notEqual(lineOf(thin, text), undefined)
    }
    assert.ok(thin.mappings.length < whole.mappings.length / 2)
  })

  it('knows nothing of sources that are not kept', () => {
    const thin = thinned(() => false)
    assert.deepEqual(thin.sources, [])
    assert.equal(lineOf(thin, 'return a*7'), undefined)
  })
})
