import type { Texts } from '#src/contracts/messages/catalogues.ts'
import { fillSubject } from '#src/domain/messages/fill-template.ts'
import { type MailBlock, mailHtml, mailText } from '#src/domain/messages/mail-page.ts'
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
}

/** The words of a security notice, in the pool's name: what happened, when and where, and the way to say that it was somebody else. */
export const buildNotice = (input: BuildNoticeInput): { subject: string; text: string; html: string } => {
  const { texts, poolName, notice, link } = input
  const words = wordsOf(notice)
  const values = { pool: poolName, ...valuesOf(input) }
  const subject = fillSubject(texts(`accountNotices.${words}.subject`, values), {})
  const blocks: MailBlock[] = [
    { kind: 'text', text: texts(`accountNotices.${words}.lead`, values) },
    { kind: 'facts', facts: factsOf(input) },
    ...(link === null ? [] : [
      { kind: 'text' as const, text: texts(notice.kind === 'accountDeletion' ? 'accountNotices.keep' : 'accountNotices.notYou') },
      { kind: 'button' as const, text: texts('accountNotices.button'), href: link },
    ]),
    { kind: 'small', text: texts(closingOf(input), { pool: poolName }) },
  ]
  const page = { texts, subject, poolName, blocks }
  return { subject, text: mailText(page), html: mailHtml(page) }
}

const wordsOf = (notice: Notice) => (notice.kind === 'accountDeletion' && notice.dueAt === null ? 'accountDeleted' as const : notice.kind)

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
    case 'deviceRemembered': return { name: notice.name }
    case 'accountDeletion': return { day: notice.dueAt === null ? '' : new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(notice.dueAt) }
    default: return {}
  }
}

const factsOf = ({ texts, locale, facts }: BuildNoticeInput) => [
  { label: texts('accountNotices.when'), value: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' }).format(facts.at) },
  ...(facts.device === null ? [] : [{ label: texts('accountNotices.device'), value: facts.device }]),
  ...(facts.address === null ? [] : [{ label: texts('accountNotices.address'), value: facts.address }]),
]
