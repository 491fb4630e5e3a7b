import type { Texts } from '#src/contracts/messages/catalogues.ts'
import type { Brand } from '#src/domain/branding/brand.ts'
import type { BuiltInPurpose, Message } from '#src/domain/messages/message-sender.ts'
import { mailLook } from '#src/domain/messages/mail-look.ts'
import { plainValue } from '#src/domain/messages/plain-value.ts'
import { poolTemplate } from '#src/domain/messages/pool-template.ts'
import { emailParts, smsText, type Wording } from '#src/domain/messages/word-message.ts'
import { buildNotice } from '#src/domain/notices/build-notice.ts'
import type { Notice } from '#src/domain/notices/notice.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { type CodeTemplateName, isNotice, type NoticeTemplateName, type TemplateName } from './message-template.ts'

export type ExampleInput = {
  pool: UserPool
  brand: Brand
  texts: Texts
  name: TemplateName
  /** Base of the pool's pages: links lead there, and SMS codes are bound to its host. */
  baseUrl: string
  /** Stands for the moment that a notice tells of. */
  now: Date
}

/** What is sent of a message: a mail always, an SMS where there is one. */
export type ExampleMessage = { mail: Pick<Message, 'text' | 'html' | 'images'> & { subject: string }; sms: string | null }

/** A message with made-up values, in the words that people would get, but for those of a function. */
export const exampleMessage = (input: ExampleInput): ExampleMessage => (isNotice(input.name) ? exampleNotice(input, input.name) : exampleCode(input, input.name))

const PURPOSES: Readonly<Record<CodeTemplateName, BuiltInPurpose>> = {
  signUp: 'sign-up', byLink: 'sign-up', forgotPassword: 'forgot-password', verifyAttribute: 'verify-attribute', authentication: 'authentication',
  invitation: 'invitation', invitationWithoutPassword: 'invitation', accountExists: 'security-notice',
}
const CODES: Readonly<Partial<Record<CodeTemplateName, string>>> = { authentication: '12345678', invitation: 'Example-Pass-9' }
const WITHOUT_CODE: readonly CodeTemplateName[] = ['invitationWithoutPassword', 'accountExists']
const EXAMPLE_NAME = 'ada@example.com'

const exampleCode = ({ pool, brand, texts, baseUrl }: ExampleInput, name: CodeTemplateName): ExampleMessage => {
  const code = WITHOUT_CODE.includes(name) ? null : (CODES[name] ?? '123456')
  // The page says that it is of no use: nothing was ever signed for it.
  const link = name === 'byLink' ? `${baseUrl}/confirmUser?confirmation_code=example` : null
  const wording: Wording = { brand, input: { texts, purpose: PURPOSES[name], poolName: plainValue(pool.name), username: EXAMPLE_NAME, code, link } }
  const template = poolTemplate(pool, PURPOSES[name], link !== null)
  const mail = emailParts(wording, template)
  return { mail: { ...mail, subject: mail.subject ?? '' }, sms: link === null ? smsText(wording, new URL(baseUrl).hostname, template) : null }
}

const exampleNotice = ({ pool, brand, texts, baseUrl, now }: ExampleInput, name: NoticeTemplateName): ExampleMessage => ({
  mail: buildNotice({
    texts, locale: texts('messages.language'), poolName: pool.name, notice: NOTICES[name](now), link: name === 'accountDeleted' ? null : `${baseUrl}/notMe?link=example`,
    facts: { at: now, address: '192.0.2.1', device: 'Firefox on Linux' }, look: mailLook(brand), messages: brand.messages,
  }),
  sms: null,
})

const NOTICES: Readonly<Record<NoticeTemplateName, (now: Date) => Notice>> = {
  passwordChanged: () => ({ kind: 'passwordChanged' }), recoveryCodesMade: () => ({ kind: 'recoveryCodesMade' }), newBrowser: () => ({ kind: 'newBrowser' }),
  emailChanged: () => ({ kind: 'emailChanged', to: 'a***@e***' }), emailRemoved: () => ({ kind: 'emailChanged', to: null }),
  phoneChanged: () => ({ kind: 'phoneChanged', to: '+*******1234' }), phoneRemoved: () => ({ kind: 'phoneChanged', to: null }),
  factorOn: () => ({ kind: 'factorOn', factor: 'SOFTWARE_TOKEN_MFA' }), factorOff: () => ({ kind: 'factorOff', factor: 'SOFTWARE_TOKEN_MFA' }),
  passkeyAdded: () => ({ kind: 'passkeyAdded', name: 'iCloud Keychain' }), passkeyRemoved: () => ({ kind: 'passkeyRemoved', name: 'iCloud Keychain' }),
  deviceRemembered: () => ({ kind: 'deviceRemembered', name: 'Firefox on Linux' }),
  accountDeletion: (now) => ({ kind: 'accountDeletion', dueAt: now }), accountDeleted: () => ({ kind: 'accountDeletion', dueAt: null }),
}
