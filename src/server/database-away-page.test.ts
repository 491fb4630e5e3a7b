import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { databaseAwayPage } from './database-away-page.ts'

describe('the page for when the database is away', () => {
  it('says when to come back and allows exactly its own style', async () => {
    const page = await databaseAwayPage({ locale: 'en', retryHref: '/us-east-1_Example01/login?uid=1' })
    const style = /<style>([\s\S]*)<\/style>/.exec(page.body)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    assert.equal(page.status, 503)
    assert.equal(page.headers['retry-after'], '10')
    assert.match(String(page.headers['content-security-policy']), new RegExp(`'sha256-${hash.replaceAll(/[+/]/g, '\\$&')}'`))
    assert.equal(page.headers['content-length'], Buffer.byteLength(page.body))
    assert.doesNotMatch(page.body, /<script|\sstyle=/)
  })

  it('leads back to a path of this origin and nowhere else', async () => {
    for (const [given, expected] of [['/a?b=1&c="', '/a?b=1&amp;c=&quot;'], ['//evil.example.com', '/'], ['/\\evil.example.com', '/'], ['javascript:alert(1)', '/']] as const) {
      assert.ok((await databaseAwayPage({ locale: 'en', retryHref: given })).body.includes(`<a href="${expected}">`), given)
    }
  })
})
