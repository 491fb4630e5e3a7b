/** What the places of a message stand for. An absent one leaves its place as it is. */
export type MessageValues = { code?: string | undefined; username?: string | undefined; link?: string | undefined }

const PLACES = /\{####\}|\{username\}|\{##([^{}]*)##\}/g

/**
 * Fills an HTML template of the pool's operator. Values are escaped and never looked through for places again
 * (Cognito: message templates, `{####}`, `{username}`, `{##text##}`).
 */
export const fillHtml = (template: string, values: MessageValues): string =>
  fill(template, values, escapeHtml, (text, link) => `<a href="${escapeHtml(link)}">${text}</a>`)

/** Fills a plain-text template. */
export const fillText = (template: string, values: MessageValues): string => fill(template, values, (value) => value, (text, link) => `${text}: ${link}`)

/** A subject line: filled, on one line, without control characters, so that no value can add a header (RFC 5322 §2.2). */
export const fillSubject = (template: string, values: MessageValues): string =>
  fillText(template, values).replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim().slice(0, 200)

/** Text that is safe between tags and in quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character)

/** The words of an HTML message for readers of plain text: links keep their address, blocks end lines. */
export const htmlToText = (html: string): string =>
  html
    .replaceAll(/<(style|script|head|title)\b[^>]*>[^<]*<\/\1\s*>/gi, '')
    .replaceAll(/<a\b[^>]*\bhref="([^"]*)"[^>]*>([^<]*)<\/a\s*>/gi, (_, href: string, words: string) => (words.trim() === href ? href : `${words}: ${href}`))
    .replaceAll(/<br\b[^>]*>|<\/(p|div|tr|li|h[1-6]|table)\s*>/gi, '\n')
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll(/&(?:amp|lt|gt|quot|nbsp|#39);/g, (entity) => CHARACTERS[entity] ?? entity)
    .replaceAll(/[ \t]+/g, ' ')
    .split('\n').map((line) => line.trim()).join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const CHARACTERS: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ' }

const fill = (
  template: string, values: MessageValues, value: (raw: string) => string, link: (text: string, href: string) => string,
): string =>
  template.replaceAll(PLACES, (place: string, linkText: string | undefined) => {
    if (place === '{####}') return values.code === undefined ? place : value(values.code)
    if (place === '{username}') return values.username === undefined ? place : value(values.username)
    return values.link === undefined ? place : link(linkText ?? '', values.link)
  })
