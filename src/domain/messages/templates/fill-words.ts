import { directionOf } from '#src/contracts/messages/catalogues.ts'
import { isolated } from '#src/contracts/messages/isolate-values.ts'
import { escapeHtml, fillSubject, htmlToText } from '#src/domain/messages/fill-template.ts'
import type { MailBlock } from '#src/domain/messages/mail-page.ts'
import type { MessageTemplate } from './message-template.ts'
import { replacePlaces, type Place } from './template-places.ts'

/** What the places of an operator's own words stand for. */
export type WordValues = {
  readonly locale: string
  readonly code: string | null
  readonly link: string | null
  readonly values: Readonly<Record<string, string>>
}

const CODE_PLACE = '{####}'

/** A subject line of own words. */
export const ownSubject = (subject: string, values: WordValues): string => fillSubject(inPlainText(subject, values), {})

/** Own words as plain text: an SMS, or a paragraph. */
export const inPlainText = (words: string, given: WordValues): string =>
  replacePlaces(words, (place) => {
    if (place.kind === 'code') return given.code ?? ''
    if (place.kind === 'link') return given.link === null ? place.words : `${place.words}: ${given.link}`
    return turned(given.values[place.name] ?? '', given.locale)
  })

/** A body of own words, for readers of HTML and for those of plain text: of the form that is not there the other one is made. */
export const ownBlocks = ({ text, html }: Pick<MessageTemplate, 'text' | 'html'>, values: WordValues): { html: MailBlock[]; text: MailBlock[] } => {
  const paragraphs = text === undefined ? null : paragraphsOf(text, values)
  if (html === undefined) return { html: paragraphs ?? [], text: paragraphs ?? [] }
  const filled = replacePlaces(html, placeInHtml(values))
  const block: MailBlock = { kind: 'words', html: filled, text: htmlToText(filled), secret: html.includes(CODE_PLACE) }
  return { html: [block], text: paragraphs ?? [block] }
}

/** Paragraphs by empty lines; a code or a link that is one all by itself looks as in our own mails. */
const paragraphsOf = (text: string, given: WordValues): MailBlock[] =>
  text.split(/\n[^\S\n]*\n\s*/).map((paragraph) => paragraph.trim()).filter((paragraph) => paragraph !== '').map((paragraph) => {
    if (paragraph === CODE_PLACE && given.code !== null) return { kind: 'code', text: given.code }
    const words = /^\{##([^{}]+)##\}$/.exec(paragraph)?.[1]
    if (words !== undefined && given.link !== null) return { kind: 'button', text: words.trim(), href: given.link }
    const html = replacePlaces(escapeHtml(paragraph), placeInHtml(given)).replaceAll('\n', '<br>')
    return { kind: 'words', html: `<p style="margin:0">${html}</p>`, text: inPlainText(paragraph, given), secret: paragraph.includes(CODE_PLACE) }
  })

const placeInHtml = (given: WordValues) => (place: Place): string => {
  if (place.kind === 'code') return `<span dir="ltr">${escapeHtml(given.code ?? '')}</span>`
  if (place.kind === 'link') return given.link === null ? place.words : `<a class="a" href="${escapeHtml(given.link)}">${place.words}</a>`
  return `<bdi>${escapeHtml(given.values[place.name] ?? '')}</bdi>`
}

/** A value keeps its own direction among words of the other one (Unicode Standard Annex #9); nothing is added where none can turn. */
const turned = (value: string, locale: string): string => (directionOf(locale) === 'ltr' && !/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(value) ? value : isolated(value))
