import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { BuiltInPurpose } from './message-sender.ts'

/** Words an operator chose; a null member means the built-in ones. E-mail bodies are HTML. */
export type Template = { sms: string | null; email: string | null; subject: string | null }

/**
 * The pool's own template for a purpose. The verification template comes before the older members of the same meaning
 * (Cognito: VerificationMessageTemplateType, MessageTemplateType).
 */
export const poolTemplate = (pool: UserPool, purpose: BuiltInPurpose, byLink: boolean): Template => {
  const { settings } = pool
  if (purpose === 'invitation') {
    const invite = settings.AdminCreateUserConfig.InviteMessageTemplate
    return { sms: invite?.SMSMessage ?? null, email: invite?.EmailMessage ?? null, subject: invite?.EmailSubject ?? null }
  }
  if (purpose === 'security-notice') return { sms: null, email: null, subject: null }
  if (purpose === 'authentication') {
    const email = settings.EmailMfaConfiguration
    const sms = settings.SmsMfaConfiguration?.SmsAuthenticationMessage ?? settings.SmsAuthenticationMessage
    return { sms: sms ?? null, email: email?.Message ?? null, subject: email?.Subject ?? null }
  }
  const template = settings.VerificationMessageTemplate
  const sms = template.SmsMessage ?? settings.SmsVerificationMessage ?? null
  if (byLink) return { sms, email: template.EmailMessageByLink ?? null, subject: template.EmailSubjectByLink ?? null }
  return {
    sms,
    email: template.EmailMessage ?? settings.EmailVerificationMessage ?? null,
    subject: template.EmailSubject ?? settings.EmailVerificationSubject ?? null,
  }
}
