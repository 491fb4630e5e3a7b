import assert from 'node:assert/strict'
import { test } from 'node:test'
import { directionOf, textsFor } from '#src/contracts/messages/catalogues.ts'
import { LOCALES } from '#src/contracts/messages/find-locale.ts'
import { loadTexts } from '#src/contracts/messages/load-catalogue.ts'
import { createKeyedHash } from '#src/crypto/keyed-hash.ts'
import { type BuiltInInput, wordsOf } from './built-in-message.ts'
import { fillHtml, fillSubject, fillText, htmlToText } from './fill-template.ts'
import { inventDelivery, maskDestination } from './mask-destination.ts'
import type { BuiltInPurpose } from './message-sender.ts'
import { plainValue } from './plain-value.ts'
import type { MessageTemplates } from './templates/message-template.ts'
import { emailParts, smsText, type Wording } from './word-message.ts'

test('destinations are masked as Cognito masks them', () => {
  assert.equal(maskDestination('email', 'fixture@example.com'), 'f***@e***')
  assert.equal(maskDestination('phone_number', '+15551231234'), '+*******1234')
})

test('CR-13 an invented destination is stable, of the same form, and differs between names', () => {
  const keyedHash = createKeyedHash(Buffer.alloc(32, 7))
  const destinations = ['ada', 'bob', 'cyd', 'dan'].map((name) => inventDelivery(keyedHash, 'email', name).destination)
  assert.ok(destinations.every((destination) => /^[a-z]\*\*\*@[a-z]\*\*\*$/.test(destination)))
  assert.deepEqual(destinations[0], inventDelivery(keyedHash, 'email', 'ada').destination)
  assert.ok(new Set(destinations).size > 1)
  assert.match(inventDelivery(keyedHash, 'phone_number', 'ada').destination, /^\+\*{7}[0-9]{4}$/)
})

test('values are escaped in HTML and never looked through for places again', () => {
  const values = { code: '123456', username: '<a href="//evil.example">{####}</a>' }
  assert.equal(fillHtml('<b>{username}</b> {####}', values), '<b>&lt;a href=&quot;//evil.example&quot;&gt;{####}&lt;/a&gt;</b> 123456')
  assert.equal(fillText('{####} $& {####}', { code: '$1' }), '$1 $& $1')
  assert.equal(fillHtml('{##Confirm me##}', { link: 'https://auth.example.com/c?a=1&b=2' }), '<a href="https://auth.example.com/c?a=1&amp;b=2">Confirm me</a>')
})

test('CR-21 no value adds a line to a subject', () => {
  assert.equal(fillSubject('Hello {username}', { username: 'ada\r\nBcc: all@example.com\u2028x' }), 'Hello ada Bcc: all@example.com x')
})

test('an HTML template reads well as text', () => {
  const html = '<style>p{color:red}</style><p>Hello &amp; welcome</p><p>Your code is <b>123456</b>.<br>Go <a href="https://example.com/x">here</a></p>'
  assert.equal(htmlToText(html), 'Hello & welcome\nYour code is 123456.\nGo here: https://example.com/x')
})

const wording = (changes: Partial<BuiltInInput> = {}, messages: readonly MessageTemplates[] = []): Wording => ({
  brand: { colorScheme: 'adaptive', logo: null, tokens: { light: {}, dark: {} }, messages },
  input: { texts: textsFor('en'), poolName: 'Acorn', username: 'ada', purpose: 'sign-up', code: '123456', link: null, ...changes },
})
const PURPOSES: readonly BuiltInPurpose[] = ['sign-up', 'resend', 'forgot-password', 'verify-attribute', 'update-attribute', 'invitation', 'authentication', 'security-notice']

test('built-in mails carry code or link, escape the pool, and load nothing', () => {
  const mail = emailParts(wording({ poolName: '<script>Acorn</script>' }))
  assert.match(mail.text, /^123456$/m)
  assert.ok(mail.html?.includes('123456') && !mail.html.includes('<script') && !/src=|url\(/.test(mail.html))
  const byLink = emailParts(wording({ poolName: '<script>Acorn</script>', code: 'secret', link: 'https://auth.example.com/c?x=1&y=2' }))
  assert.ok(byLink.html?.includes('href="https://auth.example.com/c?x=1&amp;y=2"') && !byLink.html.includes('secret'))
  assert.match(mail.subject ?? '', /code/)
  assert.doesNotMatch(byLink.subject ?? '', /code/)
})

test('every message in every language is built, says its code, and is marked with its language and direction', async () => {
  for (const locale of LOCALES) {
    const texts = await loadTexts(locale)
    for (const purpose of PURPOSES) {
      const code = purpose === 'security-notice' ? null : '12345678'
      const given = wording({ texts, purpose, code })
      const { subject, text, html } = emailParts(given)
      const sms = smsText(given, 'auth.example.com')
      const where = `${locale} ${purpose}`
      for (const part of [subject, text, html, sms]) assert.doesNotMatch((part ?? '').replace(/<style>.*<\/style>/, ''), /[{}]|undefined|^$/, where)
      assert.ok(html?.includes(`<html lang="${locale}" dir="${directionOf(locale)}">`), where)
      assert.match(subject ?? '', /Acorn/, where)
      if (code === null) continue
      assert.ok(text.split('\n').includes(code), where)
      assert.ok(html?.includes(`<span dir="ltr">${code}</span>`), where)
      assert.ok(sms.includes(code), where)
      assert.equal(sms.endsWith(`\n\n@auth.example.com #${code}`), purpose !== 'invitation', where)
    }
  }
})

test("own words stand in each message's place, in subject, body and SMS, and Cognito's members before them", () => {
  for (const purpose of PURPOSES) {
    const code = purpose === 'security-notice' ? null : '123456'
    const name = wordsOf({ purpose, code })
    const own = { subject: 'Own {pool}', text: 'Own words for {username}.\n\n{####}', sms: 'Own SMS {####}' }
    const given = wording({ purpose, code }, [{ all: { [name]: own } }])
    const mail = emailParts(given)
    assert.equal(mail.subject, 'Own Acorn', name)
    assert.match(mail.text, /^Own words for ada\./, name)
    assert.match(mail.html ?? '', /Own words for <bdi>ada<\/bdi>/, name)
    assert.match(smsText(given, 'auth.example.com'), /^Own SMS /, name)
    assert.doesNotMatch(emailParts(wording({ purpose, code }, [{ de: { [name]: own } }])).text, /Own words/, name)
    const set = emailParts(given, { sms: null, email: '<b>Set {####}</b>', subject: null })
    assert.equal(set.subject, 'Own Acorn', name)
    assert.match(set.html ?? '', /^<b>Set /, name)
    assert.equal(emailParts(given, { sms: null, email: null, subject: 'Set' }).subject, 'Set', name)
  }
  const byLink = wording({ link: 'https://auth.example.com/c' }, [{ en: { byLink: { text: '{##Open##}' }, signUp: { text: 'Never' } } }])
  assert.match(emailParts(byLink).text, /^Open:\nhttps:\/\/auth\.example\.com\/c\n/)
})

test('a hostile name changes nothing around it', () => {
  const username = plainValue('\u202e<img src="https://evil.example/x.png" onerror=x>\r\nBcc: eve@example.com\u2066{####}')
  const own: MessageTemplates = { all: { invitation: { subject: 'For {username}', html: '<p>{username}</p><p>{####}</p>' } } }
  for (const messages of [[], [own]]) {
    const { subject, text, html } = emailParts(wording({ purpose: 'invitation', username }, messages))
    assert.doesNotMatch(subject ?? '', /[\r\n\u202a-\u202e\u2066-\u2069]/)
    assert.doesNotMatch(`${text}${html ?? ''}`, /[\u202a-\u202e\u2066]/)
    assert.doesNotMatch(html ?? '', /<img|onerror=x>[^&]/)
    assert.equal(html?.split('123456').length, 2)
  }
})

test("mails have the pool's colours and bring their logo along; nothing in them is loaded from elsewhere", () => {
  const picture = { hash: 'a'.repeat(64), type: 'image/png', width: 400, height: 100 } as const
  const dark = { ...picture, hash: 'b'.repeat(64) }
  const look = { colorScheme: 'adaptive', logo: { light: picture, dark }, tokens: { light: { accent: '#0b7a53' }, dark: { accent: '#7ee0a8' } }, messages: [] } as const
  const { html, images } = emailParts({ ...wording({ link: 'https://auth.example.com/c' }), brand: look })
  assert.deepEqual(images, [picture, dark])
  assert.match(html ?? '', /src="cid:a{64}" alt="Acorn" width="160" height="40"/)
  assert.match(html ?? '', /background:#0b7a53;color:#ffffff/)
  assert.match(html ?? '', /prefers-color-scheme:dark.*\.button\{background:#7ee0a8!important/)
  assert.deepEqual([...(html ?? '').matchAll(/(?:src|background|srcset)="([^"]*)"|url\(|@import|<link|<script/g)].map(([found]) => found.slice(0, 9)), ['src="cid:', 'src="cid:'])
  const icon = { light: { hash: 'c'.repeat(64), type: 'image/webp', width: 10, height: 10 } } as const
  assert.deepEqual(emailParts({ ...wording(), brand: { ...look, logo: icon } }).images, [])
  const lightOnly = emailParts({ ...wording(), brand: { ...look, colorScheme: 'light' } })
  assert.doesNotMatch(lightOnly.html ?? '', /prefers-color-scheme/)
})

test('a subject is one line, whatever the pool is called', () => {
  assert.doesNotMatch(emailParts(wording({ poolName: 'A\r\nBcc: eve@example.com' })).subject ?? '', /[\r\n]/)
})

test('the last line of an SMS binds its code to our pages', () => {
  assert.equal(smsText(wording(), 'auth.example.com').split('\n').at(-1), '@auth.example.com #123456')
  assert.doesNotMatch(smsText(wording({ purpose: 'invitation' }), 'auth.example.com'), /@auth/)
})
