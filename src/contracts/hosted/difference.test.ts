import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nearestRegistered, splitDifference } from './difference.ts'

test('a trailing slash is the whole difference', () => {
  assert.deepEqual(splitDifference('https://app.example.com/cb/', 'https://app.example.com/cb'), {
    before: 'https://app.example.com/cb', sent: '/', registered: '', after: '',
  })
})

test('a difference in the middle keeps both ends', () => {
  assert.deepEqual(splitDifference('http://localhost:3001/cb', 'http://localhost:3000/cb'), {
    before: 'http://localhost:300', sent: '1', registered: '0', after: '/cb',
  })
})

test('the parts always make up the two strings again', () => {
  for (const [sent, registered] of [['aa', 'aaa'], ['', 'x'], ['abc', 'abc'], ['🔑a', '🔒a'], ['abab', 'ab']] as const) {
    const parts = splitDifference(sent, registered)
    assert.equal(parts.before + parts.sent + parts.after, sent)
    assert.equal(parts.before + parts.registered + parts.after, registered)
  }
})

test('the nearest registered value is found', () => {
  assert.equal(nearestRegistered('https://a.example.com/cb/', ['https://b.example.com/', 'https://a.example.com/cb']), 'https://a.example.com/cb')
  assert.equal(nearestRegistered('x', []), undefined)
})
