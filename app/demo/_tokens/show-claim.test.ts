import assert from 'node:assert/strict'
import { test } from 'node:test'
import { showClaim } from './show-claim.ts'

test('times are dates, lists are lists, everything else is itself', () => {
  assert.equal(showClaim('exp', 1_767_225_600), '2026-01-01 00:00:00 UTC')
  assert.equal(showClaim('cognito:groups', ['admins', 'staff']), 'admins, staff')
  assert.equal(showClaim('email_verified', true), 'true')
  assert.equal(showClaim('identities', [{ userId: '1' }]), '[{"userId":"1"}]')
  assert.equal(showClaim('sub', 'a b'), 'a b')
})
