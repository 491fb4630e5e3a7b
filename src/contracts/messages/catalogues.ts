import { createTranslator, type _Translator as Translator } from 'use-intl/core'
import { findLocale } from './find-locale.ts'
import { isolatingValues } from './isolate-values.ts'
import en from './en.json' with { type: 'json' }

/** The catalogue whose keys every other one must have. */
export type Messages = typeof en
export type Texts = Translator<Messages>

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur'])

export const DEFAULT_LOCALE = 'en'

/** English in long, accented words: shows what does not fit and what was never made translatable. In the gallery only. */
export const PSEUDO_LOCALE = 'en-XA'

type Loaded = { readonly catalogues: Map<string, Messages>; readonly translators: Map<string, Texts> }

/**
 * The loaded languages of the process. Bundled pages hold copies of this module, so that they share one of each by a global symbol. A
 * translator keeps what it has parsed, so one per language serves every request.
 */
const loaded: Loaded = ((globalThis as { [key: symbol]: unknown })[Symbol.for('poolhouse.catalogues')] ??= {
  catalogues: new Map([[DEFAULT_LOCALE, en]]), translators: new Map(),
}) as Loaded

/** Whether the texts of a catalogue are there already. */
export const isLoaded = (locale: string): boolean => loaded.catalogues.has(locale)

/** Makes a catalogue's texts available to all of the process. */
export const addCatalogue = (locale: string, messages: Messages): void => {
  loaded.catalogues.set(locale, messages)
  loaded.translators.delete(locale)
}

/**
 * The texts of a language (BCP 47); English when there is no catalogue that fits. A missing key throws, and so does a language that was not
 * loaded (load-catalogue.ts).
 */
export const textsFor = (locale: string): Texts => {
  const known = knownLocale(locale)
  const ready = loaded.translators.get(known)
  if (ready) return ready
  const messages = loaded.catalogues.get(known)
  if (messages === undefined) throw new Error(`The texts of "${known}" are not loaded: await loadCatalogue() before.`)
  const texts = translatorOf(known, messages)
  loaded.translators.set(known, texts)
  return texts
}

// An object of texts belongs to one language, and is the same for as long as the look it is of.
const overlaid = new WeakMap<object, Texts>()

/** The same, with texts in place of the catalogue's under their keys (`signIn.title`); a key that there is not (any more) is passed over. */
export const textsOver = (locale: string, own: Readonly<Record<string, string>>): Texts => {
  const known = knownLocale(locale)
  const messages = loaded.catalogues.get(known)
  const texts = overlaid.get(own) ?? (messages === undefined ? textsFor(known) : translatorOf(known, Object.entries(own).reduce<Messages>((all, [key, text]) => replaceText(all, key.split('.'), text), messages)))
  overlaid.set(own, texts)
  return texts
}

const replaceText = <Tree extends object>(tree: Tree, [name = '', ...rest]: readonly string[], text: string): Tree => {
  if (!Object.hasOwn(tree, name)) return tree
  const member = (tree as Record<string, unknown>)[name]
  if (typeof member === 'string') return rest.length === 0 ? { ...tree, [name]: text } : tree
  return rest.length === 0 ? tree : { ...tree, [name]: replaceText(member as object, rest, text) }
}

const translatorOf = (locale: string, messages: Messages): Texts => {
  const texts: Texts = createTranslator({
    locale,
    messages,
    timeZone: 'UTC',
    onError: (error) => {
      throw error
    },
  })
  return directionOf(locale) === 'rtl' ? isolatingValues(texts) : texts
}

/** The catalogue a language tag leads to, or the English one. */
export const knownLocale = (locale: string): string => (locale === PSEUDO_LOCALE ? locale : (findLocale(locale) ?? DEFAULT_LOCALE))

/** The writing direction of a language. */
export const directionOf = (locale: string): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr')
