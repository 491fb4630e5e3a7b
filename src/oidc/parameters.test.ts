import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseParameters } from './parameters.ts'

const problemOf = (text: string) => { const parsed = parseParameters(text); return 'problem' in parsed ? parsed.problem.kind : null }

test('parameters are read once each, empty ones as left out', () => {
  assert.deepEqual(parseParameters('a=1&b=x+y%20z&c=&%C3%A9=%F0%9F%98%80'), { ok: { a: '1', b: 'x y z', é: '😀' } })
  assert.equal(problemOf('a=1&a=1'), 'repeated')
  assert.equal(problemOf('a=1&a='), 'repeated', 'an empty repetition is one too')
  assert.deepEqual(parseParameters('a=1&a=2', new Set(['a'])), { ok: { a: '2' } })
})

test('what is no text is refused', () => {
  for (const text of ['a=%00', '%00=a', 'a=%ff', 'a=%ed%a0%80', 'a=%', 'a=%zz', 'a=\uFFFD']) assert.equal(problemOf(text), 'malformed', text)
})

test('too much is refused before it is looked at', () => {
  assert.equal(problemOf(`a=${'x'.repeat(12 * 1024)}`), 'too-large')
  assert.equal(problemOf(Array.from({ length: 101 }, (_, i) => `p${i}=1`).join('&')), 'too-large')
})

test('names of Object.prototype are names like others', () => {
  const parsed = parseParameters('__proto__=a&constructor=b&toString=c')
  assert.ok('ok' in parsed)
  assert.deepEqual(Object.entries(parsed.ok), [['__proto__', 'a'], ['constructor', 'b'], ['toString', 'c']])
  assert.equal(problemOf('constructor=a'), null, 'an inherited name is not a repeated one')
})

test('whatever is encoded comes back, and nothing makes it throw', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => text.isWellFormed() && !text.includes('\0') && !text.includes('\uFFFD') && text !== '__proto__')
  fc.assert(fc.property(fc.dictionary(word, word, { maxKeys: 20 }), (given) => {
    assert.deepEqual({ ...('ok' in parseParameters(new URLSearchParams(given).toString()) ? (parseParameters(new URLSearchParams(given).toString()) as { ok: object }).ok : {}) }, { ...given })
  }))
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void parseParameters(text)))
})
