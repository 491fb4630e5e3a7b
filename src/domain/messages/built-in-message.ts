import type { Texts } from '#src/contracts/messages/catalogues.ts'
import type { MessagePurpose } from './message-sender.ts'
import { escapeHtml } from './fill-template.ts'

export type BuiltInInput = {
  texts: Texts
  purpose: MessagePurpose
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
  const text = [lead, ...(code === null || link !== null ? [] : [code]), ...(link === null ? [] : [link]), closing, poolName].join('\n\n')
  const html = [
    '<!doctype html><html lang="' + escapeHtml(texts('messages.language')) + '"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(subject)}</title></head>`,
    '<body style="margin:0;padding:32px 16px;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,sans-serif">',
    '<div style="max-width:480px;margin:0 auto">',
    `<p style="margin:0 0 24px;font-weight:600">${escapeHtml(poolName)}</p><p style="margin:0 0 24px">${escapeHtml(lead)}</p>`,
    code === null || link !== null ? '' : `<p style="${CODE_STYLE}">${escapeHtml(code)}</p>`,
    link === null || button === null ? '' : `<p style="margin:0 0 24px"><a href="${escapeHtml(link)}" style="${BUTTON_STYLE}">${escapeHtml(button)}</a></p>`,
    `<p style="margin:0;font-size:14px;opacity:.75">${escapeHtml(closing)}</p></div></body></html>`,
  ].join('')
  return { subject, text, html }
}

/** An SMS in the catalogue's words; its last line lets the phone fill the code in on our pages alone (origin-bound one-time codes). */
export const builtInSms = (input: BuiltInInput & { host: string | null }): string => {
  const words = wordsOf(input)
  const lead = input.texts(`messages.${words}.sms`, { pool: input.poolName, username: input.username })
  if (input.code === null) return lead
  const bound = input.host === null || input.purpose === 'invitation' ? '' : `\n\n@${input.host} #${input.code}`
  return `${lead} ${input.code}${bound}`
}

const CODE_STYLE = 'margin:0 0 24px;font:600 28px/1.2 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;letter-spacing:.08em;word-break:break-all'
const BUTTON_STYLE = 'display:inline-block;padding:12px 20px;border-radius:8px;background:#2450d8;color:#fff;text-decoration:none;font-weight:600'
