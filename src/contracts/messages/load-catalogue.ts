import { addCatalogue, isLoaded, knownLocale, type Messages, PSEUDO_LOCALE, type Texts, textsFor } from './catalogues.ts'
import en from './en.json' with { type: 'json' }

type Module = { readonly default: Messages }

/** Every catalogue but the English one, each in a file that is read when somebody first needs it. */
const CATALOGUES: Readonly<Record<string, () => Promise<Module>>> = {
  id: () => import('./id.json', { with: { type: 'json' } }),
  de: () => import('./de.json', { with: { type: 'json' } }),
  es: () => import('./es.json', { with: { type: 'json' } }),
  fr: () => import('./fr.json', { with: { type: 'json' } }),
  it: () => import('./it.json', { with: { type: 'json' } }),
  nl: () => import('./nl.json', { with: { type: 'json' } }),
  pl: () => import('./pl.json', { with: { type: 'json' } }),
  'pt-BR': () => import('./pt-BR.json', { with: { type: 'json' } }),
  sv: () => import('./sv.json', { with: { type: 'json' } }),
  tr: () => import('./tr.json', { with: { type: 'json' } }),
  ru: () => import('./ru.json', { with: { type: 'json' } }),
  uk: () => import('./uk.json', { with: { type: 'json' } }),
  he: () => import('./he.json', { with: { type: 'json' } }),
  ar: () => import('./ar.json', { with: { type: 'json' } }),
  hi: () => import('./hi.json', { with: { type: 'json' } }),
  'zh-CN': () => import('./zh-CN.json', { with: { type: 'json' } }),
  'zh-TW': () => import('./zh-TW.json', { with: { type: 'json' } }),
  ja: () => import('./ja.json', { with: { type: 'json' } }),
  ko: () => import('./ko.json', { with: { type: 'json' } }),
}

/** Loads the texts of a language once per process; nothing where no catalogue fits, and English serves. Await it before `textsFor`. */
export const loadCatalogue = async (locale: string): Promise<void> => {
  const known = knownLocale(locale)
  if (isLoaded(known)) return
  addCatalogue(known, known === PSEUDO_LOCALE ? await pseudoCatalogue() : await read(known))
}

/** The texts of a language, loaded when they are first needed; English when there is no catalogue that fits. */
export const loadTexts = async (locale: string): Promise<Texts> => {
  await loadCatalogue(locale)
  return textsFor(locale)
}

const read = async (locale: string): Promise<Messages> => {
  const load = CATALOGUES[locale]
  if (load === undefined) throw new Error(`There is no catalogue for "${locale}".`)
  return (await load()).default
}

const pseudoCatalogue = async (): Promise<Messages> => {
  const { stretchTexts } = await import('./stretch-texts.ts')
  return stretchTexts(en) as Messages
}
