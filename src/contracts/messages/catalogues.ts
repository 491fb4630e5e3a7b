import { createTranslator, type _Translator as Translator } from 'use-intl/core'
import en from './en.json' with { type: 'json' }

/** The catalogue whose keys every other one must have. */
export type Messages = typeof en
export type Texts = Translator<Messages>

const CATALOGUES: Readonly<Record<string, Messages>> = { en }
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur'])

export const DEFAULT_LOCALE = 'en'
export const LOCALES: readonly string[] = Object.keys(CATALOGUES)

// A translator keeps what it has parsed, so one per language serves every request.
const translators = new Map<string, Texts>()

/** The texts of a language (BCP 47); of its base language, or English, when there is no catalogue. A missing key throws. */
export const textsFor = (locale: string): Texts => {
  const known = knownLocale(locale)
  const ready = translators.get(known)
  if (ready) return ready
  const texts: Texts = createTranslator({
    locale: known,
    messages: CATALOGUES[known] ?? en,
    timeZone: 'UTC',
    onError: (error) => {
      throw error
    },
  })
  translators.set(known, texts)
  return texts
}

/** The catalogue a language tag leads to: itself, its base language, or English. */
export const knownLocale = (locale: string): string => {
  const base = locale.split('-')[0] ?? ''
  return [locale, base].find((candidate) => LOCALES.includes(candidate)) ?? DEFAULT_LOCALE
}

/** The writing direction of a language. */
export const directionOf = (locale: string): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr')
