import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { commonPasswordDigests } from './common-password-digests.ts'

test('the list of common passwords is what its package says', () => {
  assert.equal(readFileSync('src/domain/users/common-password-digests.ts', 'utf8'), commonPasswordDigests(), 'Run node scripts/write-common-passwords.ts.')
})
