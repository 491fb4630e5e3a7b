import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemRandom } from '#src/crypto/random.ts'
import { isCommonPassword } from './common-passwords.ts'

test('common passwords are known in any case, with look-alikes and with what is usually put at their end', async () => {
  for (const password of ['password', 'Password1!', 'PASSWORD-123', 'P@ssw0rd', 'P@$$w0rd2026!', 'Qwerty123', 'Summer2026!', '12345678', 'Welcome1!', 'Trustno1']) {
    assert.equal(await isCommonPassword(password), true, password)
  }
})

test('a common word is no fault of a longer password', async () => {
  const random = systemRandom.fromAlphabet('abcdefghijkmnpqrstuvwxyz', 20)
  for (const password of ['Correct-Horse-9', 'Password-of-the-lighthouse-1', 'Lovelace-1815', 'Summer-2026-11!', 'Summer 7 lanterns', random, `${random}1!`, '', '🔑🔑🔑🔑']) {
    assert.equal(await isCommonPassword(password), false, password)
  }
})
