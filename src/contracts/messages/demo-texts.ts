import { createTranslator, type _Translator as Translator } from 'use-intl/core'
import messages from './demo.json' with { type: 'json' }

/** Texts of the demo application. It speaks English only, like the other development pages. */
export const demoTexts: Translator<typeof messages> = createTranslator({
  locale: 'en',
  messages,
  timeZone: 'UTC',
  onError: (error) => {
    throw error
  },
})

const MEANINGS: Readonly<Record<string, string>> = messages.claims

/** A claim's plain meaning. */
export const meaningOfClaim = (name: string): string =>
  Object.hasOwn(MEANINGS, name) ? MEANINGS[name] ?? '' : name.startsWith('custom:') ? messages.customClaim : messages.otherClaim

const ORDER = Object.keys(messages.claims)
const placeOf = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length)

/** Orders claims as people look for them: who, from whom and for whom, until when, and the rest. */
export const compareClaims = (a: string, b: string): number => placeOf(a) - placeOf(b)
