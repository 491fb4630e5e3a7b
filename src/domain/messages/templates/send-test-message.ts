import { directionOf, type Texts } from '#src/contracts/messages/catalogues.ts'
import { limitAttempt, type LimitAttemptDeps } from '#src/domain/attempts/limit-attempt.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { escapeHtml, fillSubject } from '#src/domain/messages/fill-template.ts'
import type { Message, MessageSender } from '#src/domain/messages/message-sender.ts'
import type { ExampleMessage } from './example-message.ts'
import { previewMessage, type PreviewMessageDeps, type PreviewMessageInput } from './preview-message.ts'

export type SendTestMessageDeps = PreviewMessageDeps & LimitAttemptDeps & { messageSender: MessageSender }

const ADDRESS = /^[^\s@]{1,64}@[^\s@]{1,255}$/
const NUMBER = /^\+[1-9]\d{6,14}$/

/**
 * Sends a message with made-up values to an address or number (E.164), as all messages go, marked as a test. InvalidParameter for what is
 * neither, and for an SMS of a message that has none; LimitExceeded after thirty for one pool in an hour.
 */
export async function sendTestMessage(deps: SendTestMessageDeps, input: PreviewMessageInput & { to: string }): Promise<'EMAIL' | 'SMS'> {
  const { to, poolId, clientId } = input
  const medium = NUMBER.test(to) ? 'SMS' as const : 'EMAIL' as const
  if (medium === 'EMAIL' && !ADDRESS.test(to)) throw new DomainError('InvalidParameter', 'A test goes to a mail address, or to a number such as +15551234567.')
  const { texts, ...example } = await previewMessage(deps, input)
  const parts = medium === 'EMAIL' ? markedMail(texts, example.mail) : markedSms(texts, example.sms)
  await limitAttempt(deps, 'test-message', poolId)
  await deps.messageSender.send({ ...parts, medium, poolId, clientId, userId: null, username: null, purpose: 'test', to, code: null, link: null })
  return medium
}

const markedSms = (texts: Texts, sms: ExampleMessage['sms']): Pick<Message, 'subject' | 'text' | 'html'> => {
  if (sms === null) throw new DomainError('InvalidParameter', 'This message is sent by mail alone.')
  return { subject: null, text: texts('messages.test.subject', { subject: sms }), html: null }
}

const markedMail = (texts: Texts, { subject, text, html, images }: ExampleMessage['mail']): Pick<Message, 'subject' | 'text' | 'html' | 'images'> => {
  const note = texts('messages.test.note')
  const language = texts('messages.language')
  const line = `<p lang="${escapeHtml(language)}" dir="${directionOf(language)}" style="margin:0;padding:12px 16px;background:#fff8e6;color:#7a4b00;font:14px/1.4 system-ui,sans-serif;text-align:center">${escapeHtml(note)}</p>`
  return {
    subject: fillSubject(texts('messages.test.subject', { subject }), {}), text: `${note}\n\n${text}`, images,
    html: html === null ? null : /<body\b[^>]*>/i.test(html) ? html.replace(/<body\b[^>]*>/i, (body) => `${body}${line}`) : `${line}${html}`,
  }
}
