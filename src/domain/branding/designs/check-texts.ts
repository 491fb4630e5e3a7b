import { createTranslator } from 'use-intl/core'
import { checkText, textsByKey } from '#src/contracts/messages/check-catalogue.ts'
import { readIcuMessage } from '#src/contracts/messages/read-icu-message.ts'
import en from '#src/contracts/messages/en.json' with { type: 'json' }
import type { TextOverrides } from '#src/domain/branding/brand.ts'

const ORIGINALS: ReadonlyMap<string, string> = new Map(textsByKey(en))
/** Facts about a catalogue, and texts of messages, which have templates. */
const NOT_OF_PAGES = /^(catalogue|messages)\./
// Control characters but the line break; marks that turn the direction of what follows.
const HIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/u

/** Keys whose texts a look can set. */
export const TEXT_KEYS: readonly string[] = [...ORIGINALS.keys()].filter((key) => !NOT_OF_PAGES.test(key))

/** What is wrong with texts that are to stand in place of ours: a line for each, `locale key: what`. Arguments and tags are those of the original, and nothing else is markup. */
export function checkTexts(texts: TextOverrides): string[] {
  return Object.entries(texts).flatMap(([locale, byKey]) =>
    Object.entries(byKey).flatMap(([key, text]) => problemsOf(locale, key, text).map((problem) => `texts.${locale} ${key}: ${problem}`)))
}

function problemsOf(locale: string, key: string, text: string): string[] {
  const original = ORIGINALS.get(key)
  if (original === undefined || NOT_OF_PAGES.test(key)) return ['the pages have no such text']
  if (HIDDEN.test(text)) return ['has characters that nobody sees']
  if (text === original) return []
  const problems = checkText(locale, key, text, original)
  return problems.length > 0 ? problems : formatProblem(locale, text)
}

/** The pages' own formatter has the last word: a text that it refuses would break the page. */
function formatProblem(locale: string, text: string): string[] {
  const { arguments: names, tags } = readIcuMessage(text)
  const problems: string[] = []
  const texts = createTranslator({ locale, messages: { text }, timeZone: 'UTC', onError: (error) => problems.push(`cannot be shown: ${error.message}`) })
  void texts.rich('text', { ...Object.fromEntries([...names].map((name) => [name, 1])), ...Object.fromEntries([...tags].map((tag) => [tag, (chunks: unknown) => chunks as string])) })
  return problems
}
