import type { TERMS_LANGUAGES } from './terms-request.ts'
import type { Terms, TermsName } from './terms.ts'

/** A document as somebody sees it. */
export type ShownTerms = { readonly id: string; readonly clientId: string; readonly version: number; readonly name: TermsName; readonly link: string }

/** An app client's documents in a language (BCP 47), else in the default one: terms, then privacy notice. Empty unless there are both (Cognito: terms documents). */
export const termsToShow = (documents: readonly Terms[], locale: string): readonly ShownTerms[] => {
  const shown = (['terms-of-use', 'privacy-policy'] as const).flatMap((name) => documents.filter((document) => document.name === name).flatMap((document) => inLanguage(document, locale)))
  return shown.length === 2 ? shown : []
}

const inLanguage = ({ id, clientId, version, name, links }: Terms, locale: string): ShownTerms[] => {
  const link = links[LANGUAGE_KEYS[locale] ?? 'cognito:default'] ?? links['cognito:default'] ?? links['cognito:english'] ?? Object.values(links)[0]
  return link === undefined ? [] : [{ id, clientId, version, name, link }]
}

const LANGUAGE_KEYS: Readonly<Record<string, (typeof TERMS_LANGUAGES)[number]>> = {
  en: 'cognito:english', fr: 'cognito:french', es: 'cognito:spanish', de: 'cognito:german', id: 'cognito:bahasa-indonesia', it: 'cognito:italian', ja: 'cognito:japanese',
  ko: 'cognito:korean', 'pt-BR': 'cognito:portuguese-brazil', 'zh-CN': 'cognito:chinese-simplified', 'zh-TW': 'cognito:chinese-traditional', nl: 'cognito:dutch',
}

/** Names exactly these documents in these versions, for the form that somebody agrees by. */
export const stampOf = (shown: readonly ShownTerms[]): string => shown.map(({ id, version }) => `${id}.${version}`).join(' ')
