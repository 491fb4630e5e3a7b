import type { Brand } from '#src/domain/branding/brand.ts'
import { boundTo, builtInEmail, type BuiltInInput, builtInSms, wordsOf } from './built-in-message.ts'
import { composeMail } from './compose-mail.ts'
import { fillHtml, fillSubject, fillText, htmlToText, type MessageValues } from './fill-template.ts'
import { mailLook } from './mail-look.ts'
import type { Message } from './message-sender.ts'
import type { Template } from './pool-template.ts'
import { inPlainText, ownBlocks, ownSubject, type WordValues } from './templates/fill-words.ts'
import { findTemplate, type OwnWords } from './templates/find-template.ts'

/** What a message is worded from, but for what Cognito's members say. */
export type Wording = { brand: Pick<Brand, 'colorScheme' | 'logo' | 'tokens' | 'messages'>; input: BuiltInInput }

const NOTHING_SET: Template = { sms: null, email: null, subject: null }

/** Subject and both forms of an e-mail; `template` is what the pool's trigger or settings say. */
export const emailParts = ({ brand, input }: Wording, template: Template = NOTHING_SET): Pick<Message, 'subject' | 'text' | 'html' | 'images'> => {
  const own = ownWords({ brand, input })
  const builtIn = builtInEmail(input)
  const subject = subjectOf({ set: template.subject, own: own.subject, builtIn: builtIn.subject }, input)
  if (template.email !== null) {
    const html = fillHtml(template.email, templateValues(input))
    return { subject, text: htmlToText(html), html }
  }
  const blocks = own.body === null ? { html: builtIn.blocks, text: builtIn.blocks } : ownBlocks(own.body, wordValues(input))
  return composeMail({ texts: input.texts, subject, poolName: input.poolName, look: mailLook(brand), blocks })
}

/** An SMS, bound to the host of the pool's pages unless the pool's trigger or settings word it. */
export const smsText = ({ brand, input }: Wording, host: string, template: Template = NOTHING_SET): string => {
  if (template.sms !== null) return fillText(template.sms, templateValues(input))
  const { sms } = ownWords({ brand, input })
  return boundTo(sms === null ? builtInSms(input) : inPlainText(sms, wordValues(input)), host, input)
}

const subjectOf = ({ set, own, builtIn }: { set: string | null; own: string | null; builtIn: string }, input: BuiltInInput): string => {
  if (set !== null) return fillSubject(set, templateValues(input))
  return own === null ? fillSubject(builtIn, {}) : ownSubject(own, wordValues(input))
}

const ownWords = ({ brand, input }: Wording): OwnWords =>
  findTemplate(brand.messages, input.texts('messages.language'), input.link === null ? wordsOf(input) : 'byLink')

const wordValues = ({ texts, code, link, poolName, username }: BuiltInInput): WordValues =>
  ({ locale: texts('messages.language'), code: link === null ? code : null, link, values: { pool: poolName, username } })

const templateValues = ({ purpose, code, link, username }: BuiltInInput): MessageValues => ({
  // An invitation without a password has nothing to show there.
  code: code ?? (purpose === 'invitation' ? '' : undefined),
  // Only invitations know this place; elsewhere Cognito leaves it standing.
  username: purpose === 'invitation' ? username : undefined,
  link: link ?? undefined,
})
