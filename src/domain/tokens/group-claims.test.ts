import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Group } from '#src/domain/groups/group.ts'
import { groupClaimsOf } from './group-claims.ts'

const group = (name: string, precedence: number | null, roleArn: string | null): Group =>
  ({ poolId: 'p', name, description: null, precedence, roleArn, createdAt: new Date(0), updatedAt: new Date(0) })

test('groups keep their order; the role of the lowest precedence is preferred', () => {
  assert.deepEqual(groupClaimsOf([group('a', 1, 'arn:a'), group('b', 2, 'arn:b'), group('c', null, null)]), { groups: ['a', 'b', 'c'], roles: ['arn:a', 'arn:b'], preferredRole: 'arn:a' })
})

test('a tie between different roles prefers none; between equal ones, that one', () => {
  assert.equal(groupClaimsOf([group('a', 1, 'arn:a'), group('b', 1, 'arn:b')]).preferredRole, null)
  assert.deepEqual(groupClaimsOf([group('a', 1, 'arn:a'), group('b', 1, 'arn:a')]), { groups: ['a', 'b'], roles: ['arn:a'], preferredRole: 'arn:a' })
})

test('a group without a precedence has no say, and one without a role does not stand in the way', () => {
  assert.equal(groupClaimsOf([group('a', null, 'arn:a')]).preferredRole, null)
  assert.equal(groupClaimsOf([group('a', 0, null), group('b', 5, 'arn:b')]).preferredRole, 'arn:b')
  assert.deepEqual(groupClaimsOf([]), { groups: [], roles: [], preferredRole: null })
})
