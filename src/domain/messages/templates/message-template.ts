import { NOTICE_KINDS } from '#src/domain/notices/notice-kind.ts'

/** Messages with a code, a link or an invitation, by the names their words have in the catalogue; `byLink` confirms by a link instead of a code. */
export const CODE_TEMPLATES = [
  'signUp', 'byLink', 'forgotPassword', 'verifyAttribute', 'authentication', 'invitation', 'invitationWithoutPassword', 'accountExists',
] as const
export type CodeTemplateName = (typeof CODE_TEMPLATES)[number]

/** What people are told of their accounts: the members of the pool option `notices`, and what those say in other cases. */
export const NOTICE_TEMPLATES = [...NOTICE_KINDS, 'emailRemoved', 'phoneRemoved', 'accountDeleted'] as const
export type NoticeTemplateName = (typeof NOTICE_TEMPLATES)[number]

export const TEMPLATE_NAMES = [...CODE_TEMPLATES, ...NOTICE_TEMPLATES] as const
export type TemplateName = (typeof TEMPLATE_NAMES)[number]

/**
 * Words of an operator's own for one message; what is not said stays ours. `text` alone is laid out as our mails are; `html` takes its
 * place for readers of HTML.
 */
export type MessageTemplate = {
  readonly subject?: string | undefined
  readonly text?: string | undefined
  readonly html?: string | undefined
  readonly sms?: string | undefined
}

/** Stands for every language that has no words of its own. */
export const ALL_LANGUAGES = 'all'

/** By language of a catalogue, or `all`, then by message. */
export type MessageTemplates = Readonly<Record<string, Readonly<Partial<Record<TemplateName, MessageTemplate>>>>>

export const isNotice = (name: TemplateName): name is NoticeTemplateName => (NOTICE_TEMPLATES as readonly TemplateName[]).includes(name)
