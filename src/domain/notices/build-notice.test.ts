import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textsFor } from '#src/contracts/messages/catalogues.ts'
import { PLAIN_MAIL_LOOK } from '#src/domain/messages/mail-look.ts'
import { buildNotice } from './build-notice.ts'
import type { Notice } from './notice.ts'

const at = new Date('2026-11-21T12:34:56.000Z')
const build = (notice: Notice, link: string | null = 'https://auth.example.com/notMe?link=x') =>
  buildNotice({ texts: textsFor('en'), locale: 'en', poolName: 'people', notice, link, look: PLAIN_MAIL_LOOK, messages: [], facts: { at, device: 'Firefox on Linux', address: '192.0.2.1' } })

const EVERY: readonly Notice[] = [
  { kind: 'passwordChanged' }, { kind: 'recoveryCodesMade' }, { kind: 'newBrowser' }, { kind: 'emailChanged', to: 'e***@e***' }, { kind: 'emailChanged', to: null },
  { kind: 'phoneChanged', to: '+*******1234' }, { kind: 'phoneChanged', to: null }, { kind: 'factorOn', factor: 'SOFTWARE_TOKEN_MFA' }, { kind: 'factorOff', factor: 'WEB_AUTHN_MFA' },
  { kind: 'passkeyAdded', name: 'Key' }, { kind: 'passkeyRemoved', name: 'Key' }, { kind: 'deviceRemembered', name: 'Phone' },
  { kind: 'accountDeletion', dueAt: at }, { kind: 'accountDeletion', dueAt: null },
]

test('every notice has its own words, names the pool, says when and where, and ends with what to do', () => {
  const leads = new Set<string>()
  for (const notice of EVERY) {
    const { subject, text, html } = build(notice)
    leads.add(text.split('\n')[0] ?? '')
    for (const part of [subject, text, html]) assert.doesNotMatch(part.replace(/<style>.*<\/style>/, ''), /[{}]|undefined|null/, notice.kind)
    assert.match(subject, /people/)
    assert.match(text, /When: November 21, 2026.*12:34:56.*UTC\nBrowser or app: Firefox on Linux\nNetwork address: 192\.0\.2\.1/)
    assert.ok(text.includes('https://auth.example.com/notMe?link=x') && html.includes('href="https://auth.example.com/notMe?link=x"'))
    assert.doesNotMatch(build(notice, null).text, /https?:|press the button/)
  }
  assert.equal(leads.size, EVERY.length)
})

test('names that people chose are text, wherever they stand', () => {
  const { subject, text, html } = build({ kind: 'passkeyAdded', name: '<img src=x>\r\nBcc: eve@example.com' })
  assert.ok(html.includes('&lt;img src=x&gt;') && !html.includes('<img'))
  assert.ok(text.includes('<img src=x>'))
  assert.doesNotMatch(subject, /[\r\n]/)
})
