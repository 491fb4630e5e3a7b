import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textsFor } from '#src/contracts/messages/catalogues.ts'
import { createKeyedHash } from '#src/crypto/keyed-hash.ts'
import { builtInEmail, builtInSms } from './built-in-message.ts'
import { fillHtml, fillSubject, fillText, htmlToText } from './fill-template.ts'
import { inventDelivery, maskDestination } from './mask-destination.ts'

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

test('built-in mails carry code or link, escape the pool, and load nothing', () => {
  const input = { texts: textsFor('en'), poolName: '<script>Acorn</script>', username: 'ada' }
  const mail = builtInEmail({ ...input, purpose: 'sign-up', code: '123456', link: null })
  assert.match(mail.text, /^123456$/m)
  assert.ok(mail.html.includes('123456') && !mail.html.includes('<script') && !/src=|url\(/.test(mail.html))
  const byLink = builtInEmail({ ...input, purpose: 'sign-up', code: 'secret', link: 'https://auth.example.com/c?x=1&y=2' })
  assert.ok(byLink.html.includes('href="https://auth.example.com/c?x=1&amp;y=2"') && !byLink.html.includes('secret'))
  assert.match(mail.subject, /code/)
  assert.doesNotMatch(byLink.subject, /code/)
})

test('the last line of an SMS binds its code to our pages', () => {
  const text = builtInSms({ texts: textsFor('en'), purpose: 'sign-up', poolName: 'Acorn', username: 'ada', code: '123456', link: null, host: 'auth.example.com' })
  assert.equal(text.split('\n').at(-1), '@auth.example.com #123456')
})
