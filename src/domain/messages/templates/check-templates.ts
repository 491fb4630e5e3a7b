import { checkHtml } from './check-html.ts'
import { type MessageTemplate, type MessageTemplates, type TemplateName, isNotice } from './message-template.ts'
import { checkPlaces, placesOf, placesOfSubject } from './template-places.ts'

/** Characters (Cognito: EmailVerificationSubject, EmailVerificationMessage, SmsVerificationMessage). */
export const MOST_TEMPLATE_LENGTH = { subject: 140, text: 20_000, html: 20_000, sms: 140 } as const

// Control characters but the line break; marks that override the direction of what follows.
const HIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\ufeff]|\p{Surrogate}/u

/** What is wrong with templates: a line for each, `messages.<language>.<message>.<part>: what`. */
export const checkTemplates = (templates: MessageTemplates): string[] =>
  Object.entries(templates).flatMap(([locale, byName]) =>
    (Object.entries(byName) as [TemplateName, MessageTemplate][]).flatMap(([name, template]) => checkTemplate(name, template).map((problem) => `messages.${locale}.${name}.${problem}`)))

/** What is wrong with one: `<part>: what`. */
export const checkTemplate = (name: TemplateName, template: MessageTemplate): string[] =>
  (Object.keys(MOST_TEMPLATE_LENGTH) as (keyof MessageTemplate)[]).flatMap((part) => {
    const words = template[part]
    return words === undefined ? [] : checkPart(name, part, words).map((problem) => `${part}: ${problem}`)
  })

const checkPart = (name: TemplateName, part: keyof MessageTemplate, words: string): string[] => {
  if (part === 'sms' && (isNotice(name) || name === 'byLink')) return ['this message is sent by mail alone']
  return [
    ...(words.trim() === '' ? ['says nothing'] : []),
    ...(words.length > MOST_TEMPLATE_LENGTH[part] ? [`has more than ${MOST_TEMPLATE_LENGTH[part]} characters`] : []),
    ...(HIDDEN.test(words) ? ['has characters that nobody sees'] : []),
    ...(part === 'subject' && words.includes('\n') ? ['has more than one line'] : []),
    ...checkPlaces(words, part === 'subject' ? placesOfSubject(name) : placesOf(name)),
    ...(part === 'html' ? checkHtml(words) : []),
  ]
}

/** Of templates that were right when they were written, those that still are: a later release may know other places, or take other HTML. */
export const usableTemplates = (templates: MessageTemplates): MessageTemplates =>
  Object.fromEntries(Object.entries(templates).map(([locale, byName]) =>
    [locale, Object.fromEntries((Object.entries(byName) as [TemplateName, MessageTemplate][]).filter(([name, template]) => checkTemplate(name, template).length === 0))]))
