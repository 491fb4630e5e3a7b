import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailDocument } from './mail-document.ts'

test('a mail runs nothing, loads nothing and stays in its frame; its links open where they may', async () => {
  const [shown, example] = [mailDocument('<p>Hello</p>', { opens: true }), mailDocument('<p>Hello</p>', { opens: false })]
  const rules = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
  assert.equal(shown.headers.get('content-security-policy'), `sandbox allow-popups; ${rules}`)
  assert.equal(example.headers.get('content-security-policy'), `sandbox; ${rules}`)
  assert.deepEqual([await shown.text(), shown.headers.get('x-content-type-options'), shown.headers.get('cache-control')], ['<p>Hello</p>', 'nosniff', 'no-store'])
})

test('without a mail there is nothing', () => {
  assert.equal(mailDocument(undefined, { opens: true }).status, 404)
})
