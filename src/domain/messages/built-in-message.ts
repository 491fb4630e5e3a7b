import type { Texts } from '#src/contracts/messages/catalogues.ts'
import type { MailBlock } from './mail-page.ts'
import type { BuiltInPurpose } from './message-sender.ts'
import type { CodeTemplateName } from './templates/message-template.ts'

export type BuiltInInput = {
  texts: Texts
  purpose: BuiltInPurpose
  poolName: string
  username: string
  code: string | null
  link: string | null
}

/** Which words of the catalogue, and of an operator's own, a code of this purpose is sent with. */
export const wordsOf = ({ purpose, code }: Pick<BuiltInInput, 'purpose' | 'code'>): Exclude<CodeTemplateName, 'byLink'> => {
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

/** An e-mail in the catalogue's words. */
export const builtInEmail = (input: BuiltInInput): { subject: string; blocks: MailBlock[] } => {
  const { texts, code, link, poolName } = input
  const words = wordsOf(input)
  const values = { pool: poolName, username: input.username }
  const subject = link === null ? texts(`messages.${words}.subject`, values) : texts('messages.byLink.subject', values)
  const lead = link === null ? texts(`messages.${words}.lead`, values) : texts('messages.byLink.lead', values)
  return {
    subject,
    blocks: [
      { kind: 'text', text: lead },
      ...(code === null || link !== null ? [] : [{ kind: 'code' as const, text: code }]),
      ...(link === null ? [] : [{ kind: 'button' as const, text: texts('messages.byLink.button'), href: link }]),
      { kind: 'small', text: texts(input.purpose === 'invitation' ? 'messages.closing.invitation' : 'messages.closing.ignore') },
    ],
  }
}

/** An SMS in the catalogue's words. */
export const builtInSms = (input: BuiltInInput): string => {
  const lead = input.texts(`messages.${wordsOf(input)}.sms`, { pool: input.poolName, username: input.username })
  return input.code === null ? lead : `${lead} ${input.code}`
}

/** The last line lets the phone fill the code in on our pages alone (origin-bound one-time codes). A temporary password is no such code. */
export const boundTo = (text: string, host: string, { purpose, code }: Pick<BuiltInInput, 'purpose' | 'code'>): string =>
  code === null || purpose === 'invitation' ? text : `${text}\n\n@${host} #${code}`
