/**
 * Texts that may read as in English, by key: in all languages, or in those named. For names (SMS, JSON), loan words ("Passkey", "App")
 * and words that two languages share ("Name" in German). Texts without words of their own need no entry.
 */
export const EQUAL_TO_ENGLISH: Readonly<Record<string, 'everywhere' | readonly string[]>> = {
  'chooseMethod.methods.WEB_AUTHN.name': 'everywhere',
  'recoveryCodes.new.file.name': 'everywhere',
  'mfa.factors.EMAIL_OTP.name': 'everywhere',
  'account.factors.EMAIL_OTP.name': 'everywhere',
  'account.sections.apps': ['pt-BR', 'de', 'nl'],
  'account.apps.title': ['pt-BR', 'de', 'nl'],
  'frame.optional': ['de'],
  'developer.parameter': ['id', 'de', 'nl', 'sv'],
  'fields.code': ['de', 'fr', 'nl'],
  'fields.attribute.website': ['de', 'nl'],
  'account.security.passkeys': ['de', 'nl'],
  'account.sessions.unknown.browser': ['id', 'de', 'it', 'nl'],
  'account.sessions.unknown.application': ['fr'],
  'frame.errorTitle': ['es'],
  'frame.privacy': ['it', 'nl'],
  'confirmLink.account': ['it', 'nl'],
  'recoveryCodes.new.file.account': ['it', 'nl'],
  'fields.password': ['it'],
}
