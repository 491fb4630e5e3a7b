import type { Texts } from '#src/contracts/messages/catalogues.ts'
import { mailHtml, mailText } from './mail-page.ts'
import type { BuiltInPurpose } from './message-sender.ts'

export type BuiltInInput = {
  texts: Texts
  purpose: BuiltInPurpose
  poolName: string
  username: string
  code: string | null
  link: string | null
}

export type BuiltInEmail = { subject: string; text: string; html: string }

/** Which words of the catalogue a purpose uses. */
const wordsOf = ({ purpose, code }: BuiltInInput) => {
  switch (purpose) {
    case 'sign-up':
    case 'resend': return 'signUp'
    case 'forgot-password': return 'forgotPassword'
    case 'verify-attribute':
    case 'update-attribute': return 'verifyAttribute'
    case 'invitation': return code === null ? 'invitationWithoutPassword' : 'invitation'
    case 'authentication': return 'authentication'
    case 'security-notice': return 'accountExists'
  }
}

/** An e-mail in the catalogue's words: text and plain HTML that follows the reader's dark mode and loads nothing. */
export const builtInEmail = (input: BuiltInInput): BuiltInEmail => {
  const { texts, code, link, poolName } = input
  const words = wordsOf(input)
  const values = { pool: poolName, username: input.username }
  const subject = link === null ? texts(`messages.${words}.subject`, values) : texts('messages.byLink.subject', values)
  const lead = link === null ? texts(`messages.${words}.lead`, values) : texts('messages.byLink.lead', values)
  const button = link === null ? null : texts('messages.byLink.button')
  const closing = texts(input.purpose === 'invitation' ? 'messages.closing.invitation' : 'messages.closing.ignore')
  const page = {
    texts, subject, poolName,
    blocks: [
      { kind: 'text' as const, text: lead },
      ...(code === null || link !== null ? [] : [{ kind: 'code' as const, text: code }]),
      ...(link === null || button === null ? [] : [{ kind: 'button' as const, text: button, href: link }]),
      { kind: 'small' as const, text: closing },
    ],
  }
  return { subject, text: mailText(page), html: mailHtml(page) }
}

/** An SMS in the catalogue's words; its last line lets the phone fill the code in on our pages alone (origin-bound one-time codes). */
export const builtInSms = (input: BuiltInInput & { host: string | null }): string => {
  const words = wordsOf(input)
  const lead = input.texts(`messages.${words}.sms`, { pool: input.poolName, username: input.username })
  if (input.code === null) return lead
  const bound = input.host === null || input.purpose === 'invitation' ? '' : `\n\n@${input.host} #${input.code}`
  return `${lead} ${input.code}${bound}`
}
