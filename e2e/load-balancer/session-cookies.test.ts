import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { openSession, sealSession, type Session } from './session-cookies.ts'

const key = randomBytes(32)
const session = (padding: number): Session => ({
  accessToken: 'a'.repeat(padding), refreshToken: undefined, accessTokenExpiresAt: 100, sessionExpiresAt: 1000, claims: { sub: 'user' },
})

test('a session is cut into as many cookies as it needs, and read back from all of them', () => {
  for (const [padding, shards] of [[10, 1], [4000, 2], [10_000, 4]] as const) {
    const cookies = sealSession(key, 'Session', session(padding))
    assert.equal(Object.keys(cookies).length, shards)
    assert.ok(Object.values(cookies).every((value) => value.length < 4096))
    assert.equal(openSession(key, 'Session', cookies, 500)?.accessToken.length, padding)
  }
})

test('a session that four cookies cannot hold is refused by name', () => {
  assert.throws(() => sealSession(key, 'Session', session(14_000)), { reason: 'AuthUserinfoResponseSizeExceeded', status: 500 })
})

test('an altered, foreign, missing or expired session is none', () => {
  const cookies = sealSession(key, 'Session', session(10))
  const sealed = cookies['Session-0'] ?? ''
  assert.equal(openSession(key, 'Session', {}, 500), undefined)
  assert.equal(openSession(randomBytes(32), 'Session', cookies, 500), undefined)
  assert.equal(openSession(key, 'Session', { 'Session-0': `${sealed.startsWith('A') ? 'B' : 'A'}${sealed.slice(1)}` }, 500), undefined)
  assert.equal(openSession(key, 'Session', cookies, 1000), undefined)
})
