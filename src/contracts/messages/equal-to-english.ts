/**
 * Texts that may read as in English, by key: in all languages, or in those named. For names (SMS, JSON), loan words ("Passkey", "App")
 * and words that two languages share ("Name" in German). Texts without words of their own need no entry.
 */
export const EQUAL_TO_ENGLISH: Readonly<Record<string, 'everywhere' | readonly string[]>> = {
  'chooseMethod.methods.WEB_AUTHN.name': 'everywhere',
  'recoveryCodes.new.file.name': 'everywhere',
  'mfa.factors.EMAIL_OTP.name': 'everywhere',
  'account.factors.EMAIL_OTP.name': 'everywhere',
  'account.sections.apps': ['pt-BR', 'de'],
  'account.apps.title': ['pt-BR', 'de'],
  'frame.optional': ['de'],
  'developer.parameter': ['de'],
  'fields.code': ['de', 'fr'],
  'fields.attribute.website': ['de'],
  'account.security.passkeys': ['de'],
  'account.sessions.unknown.browser': ['de', 'it'],
  'account.sessions.unknown.application': ['fr'],
  'frame.errorTitle': ['es'],
  'frame.privacy': ['it'],
  'confirmLink.account': ['it'],
  'recoveryCodes.new.file.account': ['it'],
  'fields.password': ['it'],
}
