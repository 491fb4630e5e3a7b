import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Change, readChange, writeChange } from './change.ts'

test('a change survives its way to other instances; what is not understood means everything', () => {
  const changes: Change[] = [{ kind: 'all' }, { kind: 'pool', key: 'us-east-1_a' }, { kind: 'client', key: 'c+d' }, { kind: 'domain', key: 'auth.example.com:8443' }, { kind: 'access-key', key: 'AK' }, { kind: 'certificate', key: 'c0ffee' }, { kind: 'function', key: 'arn:aws:lambda:us-east-1:000000000000:function:f' }]
  for (const change of changes) assert.deepEqual(readChange(writeChange(change)), change)
  for (const text of ['', 'pool', 'branding:x', ':x', 'pool us-east-1_a']) assert.deepEqual(readChange(text), { kind: 'all' })
})
