import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkHtml } from './check-html.ts'
import { checkTemplates, usableTemplates } from './check-templates.ts'
import { inPlainText, ownBlocks, ownSubject, type WordValues } from './fill-words.ts'
import { findTemplate } from './find-template.ts'
import { CODE_TEMPLATES, isNotice, type MessageTemplate, TEMPLATE_NAMES, type TemplateName } from './message-template.ts'
import { placesOf } from './template-places.ts'

const problems = (name: TemplateName, template: MessageTemplate) => checkTemplates({ en: { [name]: template } })
const given: WordValues = { locale: 'en', code: '123456', link: null, values: { username: 'ada', pool: 'Acorn' } }
const SPELLED: Readonly<Record<string, string>> = { code: '{####}', link: '{##Open##}' }

test('each message takes the places it has, wants those it cannot do without, and refuses all others', () => {
  for (const name of TEMPLATE_NAMES) {
    const { must, may } = placesOf(name)
    const all = [...new Set([...must, ...may])].map((place) => SPELLED[place] ?? `{${place}}`).join(' ')
    assert.deepEqual(problems(name, { text: all, html: `<p>${all}</p>` }), [], name)
    for (const place of must) {
      const without = all.replace(SPELLED[place] ?? `{${place}}`, '')
      assert.equal(problems(name, { text: without }).length, 1, `${name} without ${place}`)
    }
    for (const stranger of ['{password}', '{constructor}', '{__proto__}', '{', '}', '{{pool}}', '{#}', '{####', '{Pool}', '{ pool }']) {
      assert.notDeepEqual(problems(name, { text: `${all} ${stranger}` }), [], `${name} ${stranger}`)
    }
  }
})

test('no code stands in a subject, and no link where there is none', () => {
  assert.match(problems('signUp', { subject: 'Your code {####}' })[0] ?? '', /^messages\.en\.signUp\.subject: has \{####\}/)
  for (const name of CODE_TEMPLATES.filter((known) => known !== 'byLink')) assert.notDeepEqual(problems(name, { text: `${placesOf(name).must.map((place) => SPELLED[place] ?? `{${place}}`).join(' ')} {##Here##}` }), [], name)
  assert.notDeepEqual(problems('byLink', { text: '{##Here##} {####}' }), [])
})

test('lengths, empty words, hidden characters and lines of subjects are refused', () => {
  assert.deepEqual(problems('accountExists', { subject: 'a'.repeat(140), sms: 'b'.repeat(140), text: 'c'.repeat(20_000) }), [])
  const wrong: MessageTemplate[] = [
    { subject: 'a'.repeat(141) }, { sms: 'a'.repeat(141) }, { text: 'a'.repeat(20_001) }, { html: 'a'.repeat(20_001) }, { subject: '' }, { text: ' \n ' },
    { subject: 'a\nb' }, { subject: 'a\r\nBcc: x@example.com' }, { text: 'a\u202eb' }, { text: 'a\u0000b' }, { sms: 'a\u001bb' }, { text: '\ud800' },
  ]
  for (const template of wrong) assert.equal(problems('accountExists', template).length > 0, true, JSON.stringify(template).slice(0, 40))
  for (const name of TEMPLATE_NAMES.filter((known) => isNotice(known) || known === 'byLink')) assert.notDeepEqual(problems(name, { sms: 'x' }), [], name)
})

test('HTML is taken as it is or not at all', () => {
  const fine = [
    'plain & simple &lt;', '<p>a<br>b</p>', '<p style="color:#123;margin:0 0 1em">a</p>', '<a href="https://example.com/a?b=1&amp;c=2">a</a>', '<a href="mailto:help@example.com">a</a>',
    '<table role="presentation" width="100%" cellpadding="0"><tbody><tr><td align="center" colspan="2">a</td></tr></tbody></table>', '<ul><li>a</li></ul>', '<hr/>', '<div dir="rtl" lang="he">א</div>',
    '<span style="background-color: rgba(1, 2, 3, .5); font-family: \'Arial\', sans-serif">a</span>', '<P>a</P>',
  ]
  for (const html of fine) assert.deepEqual(checkHtml(html), [], html)
  const hostile = [
    '<script>alert(1)</script>', '<img src="https://example.com/x.png">', '<img src="cid:x">', '<style>p{}</style>', '<form action="https://example.com"></form>', '<input type="text">', '<iframe src="https://example.com"></iframe>',
    '<link rel="stylesheet" href="https://example.com">', '<base href="https://example.com">', '<meta http-equiv="refresh">', '<svg onload="x"></svg>', '<p onclick="x">a</p>', '<p class="x">a</p>', '<p id="x">a</p>',
    '<a href="javascript:alert(1)">a</a>', '<a href="http://example.com">a</a>', '<a href="//example.com">a</a>', '<a href="&#106;avascript:x">a</a>', '<a href="https://example.com/&quot;x">a</a>', '<a href=https://example.com>a</a>', "<a href='https://example.com'>a</a>",
    '<p style="background:url(https://example.com)">a</p>', '<p style="background:u\\72l(x)">a</p>', '<p style="background-image:linear-gradient(red,red)">a</p>', '<p style="position:fixed">a</p>', '<p style="display:none">a</p>', '<p style="width:expression(1)">a</p>',
    '<p style="color:red}p{color:blue">a</p>', '<p style="font-family:&quot;x&quot;">a</p>', '<p>a', 'a</p>', '<p><b>a</p></b>', '<p/>', '<!-- a -->', '<!doctype html>', '<![CDATA[a]]>', '<p', 'a > b', 'a < b', '<p <script>>', '<p\u0000>a</p>',
    '<a href="https://example.com">{##a##}</a>', '<a href="https://example.com"><a href="https://example.com">a</a></a>', '{##<b>a</b>##}', '<a href="{##a##}">a</a>', '<table background="x"></table>', '<td width="calc(1)">a</td>',
  ]
  for (const html of hostile) assert.notDeepEqual(checkHtml(html), [], html)
})

test('of each part the first look that says it counts, and in it the language before its base before all', () => {
  const client = { all: { signUp: { subject: 'client, all' } }, de: { signUp: { sms: 'client, de' } } } as const
  const pool = { all: { signUp: { text: 'pool, all', subject: 'pool, all' } }, pt: { signUp: { text: 'pool, pt' } }, 'pt-BR': { signUp: { subject: 'pool, pt-BR' } }, de: { signUp: { html: 'pool, de', sms: 'pool, de' } } } as const
  assert.deepEqual(findTemplate([client, pool], 'de', 'signUp'), { subject: 'client, all', body: pool.de.signUp, sms: 'client, de' })
  assert.deepEqual(findTemplate([pool], 'pt-BR', 'signUp'), { subject: 'pool, pt-BR', body: pool.pt.signUp, sms: null })
  assert.deepEqual(findTemplate([client, pool], 'fr', 'signUp'), { subject: 'client, all', body: pool.all.signUp, sms: null })
  assert.deepEqual(findTemplate([client, pool], 'fr', 'forgotPassword'), { subject: null, body: null, sms: null })
})

test('plain words become paragraphs, a code and a button of their own', () => {
  const { html, text } = ownBlocks({ text: 'Hello {username},\nwelcome to {pool}.\n\n{####}\n \n<b>Bye</b>' }, given)
  assert.deepEqual(html, text)
  assert.deepEqual(html.map(({ kind }) => kind), ['words', 'code', 'words'])
  assert.deepEqual(html[0], { kind: 'words', html: '<p style="margin:0">Hello <bdi>ada</bdi>,<br>welcome to <bdi>Acorn</bdi>.</p>', text: 'Hello ada,\nwelcome to Acorn.', secret: false })
  assert.deepEqual(html[2], { kind: 'words', html: '<p style="margin:0">&lt;b&gt;Bye&lt;/b&gt;</p>', text: '<b>Bye</b>', secret: false })
  const link = 'https://auth.example.com/c?a=1&b=2'
  assert.deepEqual(ownBlocks({ text: '{##Open it##}' }, { ...given, code: null, link }).html, [{ kind: 'button', text: 'Open it', href: link }])
  assert.deepEqual(ownBlocks({ text: 'Go {##here##}.' }, { ...given, code: null, link }).html, [{ kind: 'words', html: '<p style="margin:0">Go <a class="a" href="https://auth.example.com/c?a=1&amp;b=2">here</a>.</p>', text: `Go here: ${link}.`, secret: false }])
})

test('own HTML is filled, and read as text where there is no text of its own', () => {
  const html = '<p>Hello {username}</p><p><b>{####}</b></p>'
  const both = ownBlocks({ html }, { ...given, values: { username: '<img src=x>{####}', pool: 'Acorn' } })
  assert.deepEqual(both.html, [{ kind: 'words', html: '<p>Hello <bdi>&lt;img src=x&gt;{####}</bdi></p><p><b><span dir="ltr">123456</span></b></p>', text: 'Hello <img src=x>{####}\n123456', secret: true }])
  assert.deepEqual(both.text, both.html)
  assert.deepEqual(ownBlocks({ html, text: '{####}' }, given).text, [{ kind: 'code', text: '123456' }])
})

test('values are never looked through for places, nor for the words of a replacement', () => {
  assert.equal(inPlainText('{username} {####}', { ...given, values: { username: '{####}$&$1' } }), '{####}$&$1 123456')
  assert.equal(ownSubject('To {username}', { ...given, values: { username: 'a\r\nBcc: x@example.com' } }), 'To a Bcc: x@example.com')
  assert.equal(inPlainText('{username}', { ...given, values: { username: 'דנה' } }), '\u2068דנה\u2069')
  assert.equal(inPlainText('{username}', { ...given, locale: 'he', values: { username: 'ada' } }), '\u2068ada\u2069')
})

test('what is no template any more is passed over', () => {
  assert.deepEqual(usableTemplates({ en: { signUp: { text: '{####}' }, forgotPassword: { text: '{gone}' } } }), { en: { signUp: { text: '{####}' } } })
})
