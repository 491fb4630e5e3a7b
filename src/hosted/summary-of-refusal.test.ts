import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '#src/domain/domain-error.ts'
import { summaryOfRefusal } from './summary-of-refusal.ts'

const clock = { now: () => new Date(0) }
const summaryOf = (words: string) => summaryOfRefusal(new DomainError('UserLambdaValidation', `PreSignUp failed with error ${words}.`), clock)

test('a person reads what a function says, and not what Lambda says of one that it ended', () => {
  assert.deepEqual(summaryOf('Members only'), { code: 'refused_by_pool', tone: 'danger', message: 'Members only' })
  const ofLambda = [
    'RequestId: 3a6ea64b Error: Runtime exited with error: exit status 1', 'RequestId: 3a6ea64b Process exited before completing request', 'Task timed out after 3.00 seconds',
    '2026-11-21T21:35:48.000Z 3a6ea64b Task timed out after 3.00 seconds', 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
  ]
  for (const words of ofLambda) assert.deepEqual(summaryOf(words), { code: 'temporarily_unavailable', tone: 'warning' }, words)
})
