import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAnswer } from './read-answer.ts'

test('JSON of any kind is an answer', () => {
  for (const event of [{ response: { a: [1, 'ä', null] } }, null, [], 'text']) assert.deepEqual(readAnswer(Buffer.from(JSON.stringify(event))), { kind: 'answered', event })
})

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

test('what is large, deep, no JSON, or would reach a prototype is none', () => {
  const unreadable: [string | Buffer, RegExp][] = [
    [JSON.stringify('x'.repeat(1024 * 1024)), /larger/], [nested(33), /deep/], [nested(300_000), /deep/], ['', /not JSON/], ['<html>', /not JSON/],
    [Buffer.from([0x22, 0xff, 0x22]), /not JSON in UTF-8/], ['{"response":{"__proto__":{"admin":true}}}', /__proto__/], ['{"a":"\\u0000"}', /character/], ['{"a":"\\ud800"}', /character/],
  ]
  for (const [bytes, cause] of unreadable) {
    const answer = readAnswer(bytes)
    assert.equal(answer.kind, 'unreadable', String(bytes).slice(0, 50))
    assert.match((answer as { cause: string }).cause, cause)
  }
  assert.equal(readAnswer(nested(32)).kind, 'answered')
  assert.equal(readAnswer(JSON.stringify('x'.repeat(1024 * 1024 - 2))).kind, 'answered')
})

test('why it cannot be read never quotes it', () => {
  assert.doesNotMatch(JSON.stringify(readAnswer('{"password": hunter2')), /hunter2/)
})
