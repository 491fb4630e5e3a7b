import type { Texts } from '#src/contracts/messages/catalogues.ts'
import { composeMail, type ComposedMail } from '#src/domain/messages/compose-mail.ts'
import type { MailLook } from '#src/domain/messages/mail-look.ts'
import type { MailBlock } from '#src/domain/messages/mail-page.ts'
import { plainValue } from '#src/domain/messages/plain-value.ts'
import { ownBlocks, ownSubject } from '#src/domain/messages/templates/fill-words.ts'
import { findTemplate } from '#src/domain/messages/templates/find-template.ts'
import type { MessageTemplates, NoticeTemplateName } from '#src/domain/messages/templates/message-template.ts'
import type { Notice, NoticeFacts } from './notice.ts'

export type BuildNoticeInput = {
  texts: Texts
  /** BCP 47: how dates are written. */
  locale: string
  poolName: string
  notice: Notice
  facts: NoticeFacts
  /** Address of the page that takes it back; null where there is nothing left to take back. */
  link: string | null
  look: MailLook
  /** Words of the operator's own, for subject and lead. */
  messages: readonly MessageTemplates[]
}

/**
 * The words of a security notice, in the pool's name: what happened, when and where, and the way to say that it was somebody else. An
 * operator's own words stand for subject and lead; facts and the way back follow whatever they say.
 */
export const buildNotice = (input: BuildNoticeInput): ComposedMail => {
  const { texts, locale, notice, look } = input
  const poolName = plainValue(input.poolName)
  const words = wordsOf(notice)
  const values = { pool: poolName, ...valuesOf(input) }
  const own = findTemplate(input.messages, locale, templateOf(notice))
  const given = { locale, code: null, link: null, values }
  const subject = own.subject === null ? texts(`accountNotices.${words}.subject`, values) : ownSubject(own.subject, given)
  const builtIn: MailBlock[] = [{ kind: 'text', text: texts(`accountNotices.${words}.lead`, values) }]
  const lead = own.body === null ? { html: builtIn, text: builtIn } : ownBlocks(own.body, given)
  const rest = afterLead({ ...input, poolName })
  return composeMail({ texts, subject, poolName, look, blocks: { html: [...lead.html, ...rest], text: [...lead.text, ...rest] } })
}

const afterLead = (input: BuildNoticeInput): MailBlock[] => {
  const { texts, notice, link, poolName } = input
  return [
    { kind: 'facts', facts: factsOf(input) },
    ...(link === null ? [] : [
      { kind: 'text' as const, text: texts(notice.kind === 'accountDeletion' ? 'accountNotices.keep' : 'accountNotices.notYou') },
      { kind: 'button' as const, text: texts('accountNotices.button'), href: link },
    ]),
    { kind: 'small', text: texts(closingOf(input), { pool: poolName }) },
  ]
}

const wordsOf = (notice: Notice) => (notice.kind === 'accountDeletion' && notice.dueAt === null ? 'accountDeleted' as const : notice.kind)

/** A contact that was removed has words of its own: there is none to name. */
const templateOf = (notice: Notice): NoticeTemplateName => {
  if (notice.kind === 'emailChanged' && notice.to === null) return 'emailRemoved'
  return notice.kind === 'phoneChanged' && notice.to === null ? 'phoneRemoved' : wordsOf(notice)
}

const closingOf = ({ notice, link }: BuildNoticeInput) => {
  if (link !== null) return 'accountNotices.wasYou' as const
  return notice.kind === 'accountDeletion' ? 'accountNotices.tooLate' as const : 'accountNotices.withoutLink' as const
}

const valuesOf = ({ notice, texts, locale }: BuildNoticeInput): Record<string, string> => {
  switch (notice.kind) {
    case 'emailChanged':
    case 'phoneChanged': return { change: notice.to === null ? 'removed' : 'changed', to: notice.to ?? '' }
    case 'factorOn':
    case 'factorOff': return { factor: texts(`accountNotices.factor.${notice.factor}`) }
    case 'passkeyAdded':
    case 'passkeyRemoved':
    case 'deviceRemembered': return { name: plainValue(notice.name) }
    case 'accountDeletion': return { day: notice.dueAt === null ? '' : new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(notice.dueAt) }
    default: return {}
  }
}

const factsOf = ({ texts, locale, facts }: BuildNoticeInput) => [
  { label: texts('accountNotices.when'), value: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' }).format(facts.at) },
  ...(facts.device === null ? [] : [{ label: texts('accountNotices.device'), value: plainValue(facts.device) }]),
  ...(facts.address === null ? [] : [{ label: texts('accountNotices.address'), value: facts.address }]),
]
