import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { OPERATIONS } from '#src/aws-api/operation-table.ts'
import { compatibilityTable, SERVICE_OPERATIONS, writtenTests } from '#test/aws-api/compatibility-table.ts'

test('the table of operations is the service\'s: none is missing, none is made up', () => {
  assert.deepEqual([...OPERATIONS.keys()].sort(), SERVICE_OPERATIONS)
})

test('each operation that works has a test of its own name', () => {
  const tests = writtenTests()
  assert.deepEqual([...OPERATIONS.values()].filter(({ name, notYet }) => notYet === undefined && !tests.has(name)).map(({ name }) => name), [])
})

test('docs/compatibility.md is what the tests say', () => {
  assert.equal(readFileSync('docs/compatibility.md', 'utf8'), compatibilityTable(writtenTests()), 'Run npm run compatibility.')
})
