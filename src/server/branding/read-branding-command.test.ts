import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readBrandingCommand } from './read-branding-command.ts'

const read = (line: string) => readBrandingCommand(line.split(' ').filter((word) => word !== ''))
const ofPool = { poolId: 'p_1', clientId: null }
const ofClient = { poolId: 'p_1', clientId: 'c' }

test('commands are read with what they take', () => {
  assert.deepEqual(read('import p_1 a.json'), { kind: 'import', target: ofPool, file: 'a.json', publish: false })
  assert.deepEqual(read('import p_1 a.json --publish --client c'), { kind: 'import', target: ofClient, file: 'a.json', publish: true })
  assert.deepEqual(read('preview p_1'), { kind: 'preview', target: ofPool, days: 7 })
  assert.deepEqual(read('preview p_1 --days 30 --client=c'), { kind: 'preview', target: ofClient, days: 30 })
  assert.deepEqual(read('publish p_1'), { kind: 'publish', target: ofPool })
  assert.deepEqual(read('versions p_1'), { kind: 'versions', target: ofPool })
  assert.deepEqual(read('roll-back p_1 3'), { kind: 'roll-back', target: ofPool, number: 3 })
  assert.deepEqual(read('roll-back p_1 none'), { kind: 'roll-back', target: ofPool, number: null })
  assert.deepEqual(read('export p_1'), { kind: 'export', target: ofPool, which: 'published' })
  assert.deepEqual(read('export p_1 --draft'), { kind: 'export', target: ofPool, which: 'draft' })
  assert.deepEqual(read('export p_1 --number 2'), { kind: 'export', target: ofPool, which: 2 })
})

test('anything else is no command', () => {
  for (const line of [
    '', 'import', 'import p_1', 'import p_1 a b', 'publish', 'publish p_1 x', 'publish p_1 --draft', 'roll-back p_1', 'roll-back p_1 0', 'roll-back p_1 -1', 'roll-back p_1 all',
    'preview p_1 --days 31', 'preview p_1 --days 0', 'preview p_1 --days x', 'export p_1 --draft --number 1', 'export p_1 --number', 'remove p_1', 'publish p_1 --force',
  ]) assert.equal(read(line), null, line)
})
