import { acceptedLocale, firstKnown } from '#src/contracts/messages/accepted-locale.ts'
import { findLocale } from '#src/contracts/messages/find-locale.ts'

/** Who may say the language of a page. */
export type LanguageWishes = {
  /** What was chosen on a page of this very sign-in. */
  chosen?: string | undefined
  /** What the application asks for (Cognito: `lang`; OpenID Connect Core §3.1.2.1: `ui_locales`, best first). */
  lang?: string | undefined
  ui_locales?: string | undefined
  /** What was chosen in this browser before. */
  kept?: string | null | undefined
  /** `Accept-Language` of the browser. */
  accepted?: string | undefined
}

const LONGEST_LIST = 1000

/**
 * The language of a page among those there are texts in; undefined when nobody asks for one of them. What somebody chose on these pages
 * comes first, then the application, which knows its people, then what was chosen here another time, then the browser.
 */
export const chooseLocale = ({ chosen, lang, ui_locales: list, kept, accepted }: LanguageWishes): string | undefined =>
  findLocale(chosen ?? '') ?? findLocale(lang ?? '') ?? firstKnown((list ?? '').slice(0, LONGEST_LIST).split(' ')) ?? findLocale(kept ?? '') ?? acceptedLocale(accepted)
