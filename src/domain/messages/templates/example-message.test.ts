import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LOCALES } from '#src/contracts/messages/find-locale.ts'
import { loadTexts } from '#src/contracts/messages/load-catalogue.ts'
import { resolveBrand } from '#src/domain/branding/resolve-brand.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { exampleMessage } from './example-message.ts'
import { isNotice, type MessageTemplates, TEMPLATE_NAMES } from './message-template.ts'
import { placesOf } from './template-places.ts'

const pool = { id: 'us-east-1_Example01', name: 'Acorn', settings: { AdminCreateUserConfig: {}, VerificationMessageTemplate: {}, UsernameAttributes: [] } } as unknown as UserPool
const common = { pool, baseUrl: 'https://auth.example.com/us-east-1_Example01', now: new Date('2026-11-21T12:00:00.000Z') }

test('every message can be looked at in every language, and holds no place that was not filled', async () => {
  for (const locale of LOCALES) {
    const texts = await loadTexts(locale)
    for (const name of TEMPLATE_NAMES) {
      const { mail, sms } = exampleMessage({ ...common, texts, name, brand: resolveBrand([]) })
      for (const part of [mail.subject, mail.text, (mail.html ?? '').replace(/<style>.*<\/style>/, ''), sms ?? 'none']) assert.doesNotMatch(part, /[{}]|undefined|^$/, `${locale} ${name}`)
      assert.equal(sms === null, isNotice(name) || name === 'byLink', name)
      assert.doesNotMatch(mail.html ?? '', /(?:src|background|srcset)=|url\(|@import|<link|<script/, name)
    }
  }
})

test("every message can be worded, and a notice keeps its facts and the way back", async () => {
  const spelled: Readonly<Record<string, string>> = { code: '{####}', link: '{##Open##}' }
  const texts = await loadTexts('en')
  for (const name of TEMPLATE_NAMES) {
    const { must, may } = placesOf(name)
    const places = [...new Set([...must, ...may])].map((place) => spelled[place] ?? `{${place}}`).join(' ')
    const own: MessageTemplates = { en: { [name]: { subject: 'Own subject', text: `Own words ${places}` } } }
    const { mail } = exampleMessage({ ...common, texts, name, brand: resolveBrand([{ look: { messages: [own] } }]) })
    assert.equal(mail.subject, 'Own subject', name)
    assert.match(mail.text, /^Own words [^{}]+$/m, name)
    assert.match(mail.html ?? '', /Own words/, name)
    if (!isNotice(name)) continue
    assert.match(mail.text, /Network address: 192\.0\.2\.1/, name)
    assert.equal(mail.text.includes('/notMe?link=example'), name !== 'accountDeleted', name)
  }
})
