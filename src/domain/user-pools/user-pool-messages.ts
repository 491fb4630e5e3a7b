import { z } from 'zod'
import { messageWith, text } from '#src/domain/constraint.ts'

const CODE = /\{####\}/
const CODE_PATTERN = '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*\\{####\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*'
// Lazy and without `#` right before the end: one pass, whatever is typed.
const LINK = /\{##[^{}]*##\}/
const LINK_PATTERN =
  '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*\\{##[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*##\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*'

/** SMS text of at most 140 characters in which `{####}` becomes the code. */
export const smsCodeMessage = text({ min: 6, max: 140 }).refine((message) => CODE.test(message), 'Member must satisfy regular expression pattern: .*\\{####\\}.*')
/** E-mail body (HTML allowed) in which `{####}` becomes the code. */
export const emailCodeMessage = messageWith(CODE, { min: 6, max: 20_000 }, CODE_PATTERN)
const emailLinkMessage = messageWith(LINK, { min: 6, max: 20_000 }, LINK_PATTERN)
/** Subject line of one to 140 characters. */
export const emailSubject = text({ min: 1, max: 140, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s]+' })

/** VerificationMessageTemplateType. */
export const verificationMessageTemplate = z.object({
  SmsMessage: smsCodeMessage.exactOptional(),
  EmailMessage: emailCodeMessage.exactOptional(),
  EmailSubject: emailSubject.exactOptional(),
  EmailMessageByLink: emailLinkMessage.exactOptional(),
  EmailSubjectByLink: emailSubject.exactOptional(),
  DefaultEmailOption: z.enum(['CONFIRM_WITH_LINK', 'CONFIRM_WITH_CODE']).default('CONFIRM_WITH_CODE'),
})

/** MessageTemplateType: what an invited user is sent; `{username}` and `{####}` are replaced. */
export const inviteMessageTemplate = z.object({
  SMSMessage: text({ min: 6, max: 140 }).exactOptional(),
  EmailMessage: text({ min: 6, max: 20_000, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*' }).exactOptional(),
  EmailSubject: emailSubject.exactOptional(),
})
