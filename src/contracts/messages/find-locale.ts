import { LANGUAGES } from './languages.ts'

/** The tags of all catalogues. */
export const LOCALES: readonly string[] = LANGUAGES.map(({ locale }) => locale)

/** Tags that mean one of our languages without naming it (RFC 5646: older codes; scripts and regions of Chinese; one Portuguese for all). */
const ALIASES = [
  ['zh', 'zh-CN'], ['zh-hans', 'zh-CN'], ['zh-sg', 'zh-CN'], ['zh-hant', 'zh-TW'], ['zh-hk', 'zh-TW'], ['zh-mo', 'zh-TW'],
  ['pt', 'pt-BR'], ['iw', 'he'], ['in', 'id'],
] as const

const TAGS: ReadonlyMap<string, string> = new Map([...LOCALES.map((locale) => [locale.toLowerCase(), locale] as const), ...ALIASES])

const MOST_PARTS = 8

/** The catalogue for a language tag, by the longest of its prefixes there is one for (RFC 4647 §3.4): `de-AT` → `de`, `zh-Hant-HK` → `zh-TW`. */
export const findLocale = (tag: string): string | undefined => {
  const whole = TAGS.get(tag.toLowerCase())
  if (whole !== undefined || tag === '') return whole
  const parts = tag.slice(0, 64).toLowerCase().split(/[-_]/).slice(0, MOST_PARTS)
  for (let length = parts.length; length > 0; length--) {
    const found = TAGS.get(parts.slice(0, length).join('-'))
    if (found !== undefined) return found
  }
  return undefined
}
