import assert from 'node:assert/strict'
import { it } from 'node:test'
import { gatherLines } from './gather-lines.ts'

it('gathered lines leave together and in order: when they are many, when they are old, and when they are told to', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const written: string[] = []
  let flushed = 0
  const lines = gatherLines({ write: (text) => void written.push(text), flushSync: () => void flushed++ })
  lines.write('a\n')
  lines.write('b\n')
  assert.deepEqual(written, [])
  t.mock.timers.tick(100)
  assert.deepEqual(written.splice(0), ['a\nb\n'])
  t.mock.timers.tick(1000)
  assert.deepEqual(written, [], 'no timer runs while nothing is held')

  lines.write('c\n')
  lines.write(`${'d'.repeat(16_000)}\n`)
  assert.deepEqual(written.splice(0), [`c\n${'d'.repeat(16_000)}\n`])
  lines.write('e\n')
  lines.flushSync()
  assert.deepEqual([written, flushed], [['e\n'], 1])
})
