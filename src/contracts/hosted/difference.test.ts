import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareStrings, nearestRegistered } from './difference.ts'

const shown = (sent: string, registered: string) => {
  const { sent: left, registered: right } = compareStrings(sent, registered)
  return [left, right].map((parts) => parts.map((part) => (part.same ? part.text : `[${part.text}]`)).join(''))
}

test('a trailing slash is the whole difference', () => {
  assert.deepEqual(shown('https://app.example.com/cb/', 'https://app.example.com/cb'), ['https://app.example.com/cb[/]', 'https://app.example.com/cb'])
})

test('several differences are marked one by one', () => {
  assert.deepEqual(shown('http://localhost:3001/api/cb/', 'http://localhost:3000/api/cb'), ['http://localhost:300[1]/api/cb[/]', 'http://localhost:300[0]/api/cb'])
  assert.deepEqual(shown('http://App.example.com', 'https://app.example.com'), ['http://[A]pp.example.com', 'http[s]://[a]pp.example.com'])
})

test('the parts always make up the two strings again', () => {
  for (const [sent, registered] of [['aa', 'aaa'], ['', 'x'], ['abc', 'abc'], ['🔑a', '🔒a'], ['abab', 'ab'], ['x'.repeat(3000), 'y'.repeat(3000)]] as const) {
    const { sent: left, registered: right } = compareStrings(sent, registered)
    assert.equal(left.map((part) => part.text).join(''), sent)
    assert.equal(right.map((part) => part.text).join(''), registered)
  }
})

test('the nearest registered value is found', () => {
  assert.equal(nearestRegistered('https://a.example.com/cb/', ['https://b.example.com/', 'https://a.example.com/cb']), 'https://a.example.com/cb')
  assert.equal(nearestRegistered('x', []), undefined)
})
