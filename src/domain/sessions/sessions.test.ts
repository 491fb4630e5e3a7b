import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeUserAgent } from './describe-user-agent.ts'
import { SESSION_ID_PATTERN, ssoSessionId, tokenSessionId } from './session-id.ts'

test('a session id has 28 characters whatever it stands for, and tells its type', () => {
  const pattern = new RegExp(`^(?:${SESSION_ID_PATTERN})$`)
  const ids = [tokenSessionId('ffffffff-ffff-ffff-ffff-ffffffffffff'), tokenSessionId('00000000-0000-4000-8000-000000000000'), ssoSessionId('a'), ssoSessionId('b')]
  for (const id of ids) assert.match(id, pattern)
  assert.equal(new Set(ids).size, 4)
  assert.deepEqual(ids.map((id) => id.slice(0, 3)), ['tkn', 'tkn', 'sso', 'sso'])
})

test('a user agent is told in words', () => {
  const told: Record<string, string> = {
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36': 'Chrome on Windows',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0': 'Edge on Windows',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15': 'Safari on macOS',
    'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0': 'Firefox on Linux',
    'Mozilla/5.0 (Linux; Android 16; SM-S931B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/30.0 Chrome/140.0.0.0 Mobile Safari/537.36': 'Samsung Internet on Android',
    'aws-cli/2.30.0 md/awscrt os/linux': 'AWS CLI on Linux',
    'something else': 'unknown',
  }
  for (const [userAgent, words] of Object.entries(told)) assert.equal(describeUserAgent(userAgent), words)
  assert.equal(describeUserAgent(null), 'unknown')
  assert.equal(describeUserAgent(`${'Version/1'.repeat(2000)} Firefox/150.0`), 'unknown', 'what is too long for a browser is not searched')
})
