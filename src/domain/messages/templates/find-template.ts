import { ALL_LANGUAGES, type MessageTemplate, type MessageTemplates, type TemplateName } from './message-template.ts'

/** What of a message has words of an operator's own. Both forms of a body come from one place. */
export type OwnWords = { readonly subject: string | null; readonly body: Pick<MessageTemplate, 'text' | 'html'> | null; readonly sms: string | null }

export const NO_WORDS: OwnWords = { subject: null, body: null, sms: null }

/** Part by part, the first that says it: of each look (a client's before its pool's) the language, then its base, then all languages. */
export const findTemplate = (looks: readonly MessageTemplates[], locale: string, name: TemplateName): OwnWords => {
  if (looks.length === 0) return NO_WORDS
  const languages = new Set([locale, locale.split('-', 1)[0] ?? locale, ALL_LANGUAGES])
  const candidates = looks.flatMap((templates) => [...languages].map((language) => templates[language]?.[name])).filter((template) => template !== undefined)
  return {
    subject: candidates.find(({ subject }) => subject !== undefined)?.subject ?? null,
    body: candidates.find(({ text, html }) => text !== undefined || html !== undefined) ?? null,
    sms: candidates.find(({ sms }) => sms !== undefined)?.sms ?? null,
  }
}
