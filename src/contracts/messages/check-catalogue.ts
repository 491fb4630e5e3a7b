import { directionOf } from './catalogues.ts'
import { EQUAL_TO_ENGLISH } from './equal-to-english.ts'
import { LANGUAGES } from './languages.ts'
import { readIcuMessage, type Choice, type MessageShape } from './read-icu-message.ts'

export type CatalogueTree = { readonly [key: string]: string | CatalogueTree }

export const MACHINE_MADE = 'Machine-made: needs review by a native speaker.'

/** The texts of a catalogue by their keys: `signIn.title`. */
export const textsByKey = (tree: CatalogueTree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[path + key, value] as [string, string]] : textsByKey(value, `${path}${key}.`)))

/** What is wrong with a catalogue, held against the English one: a line for each, `key: what`. Empty if it may be used. */
export const checkCatalogue = (locale: string, catalogue: CatalogueTree, english: CatalogueTree): string[] => {
  const own = new Map(textsByKey(catalogue))
  const wanted = new Map(textsByKey(english))
  return [
    ...checkHeader(locale, own),
    ...[...wanted.keys()].filter((key) => !own.has(key)).map((key) => `${key}: missing`),
    ...[...own.keys()].filter((key) => !wanted.has(key)).map((key) => `${key}: not in the English catalogue`),
    ...[...own].flatMap(([key, text]) => {
      const original = wanted.get(key)
      return original === undefined ? [] : checkText(locale, key, text, original).map((problem) => `${key}: ${problem}`)
    }),
  ]
}

const checkHeader = (locale: string, own: ReadonlyMap<string, string>): string[] => {
  const wanted = [['catalogue.name', LANGUAGES.find((language) => language.locale === locale)?.name], ['messages.language', locale]] as const
  const review = own.get('catalogue.review')
  return [
    ...wanted.filter(([key, value]) => own.get(key) !== value).map(([key, value]) => `${key}: must be "${value ?? ''}"`),
    ...(review === undefined || review === '' ? ['catalogue.review: says nothing about who wrote this'] : []),
  ]
}

/** What is wrong with one text, held against the English one. */
export const checkText = (locale: string, key: string, text: string, original: string): string[] => {
  const shape = readShape(text)
  if (typeof shape === 'string') return [shape]
  const wanted = readIcuMessage(original)
  return [
    ...compareNames('argument', shape.arguments, wanted.arguments),
    ...compareNames('tag', shape.tags, wanted.tags),
    ...checkChoices(locale, shape.choices, wanted.choices),
    ...(text.trim() === text ? [] : ['has spaces at its start or end']),
    ...(shape.words.trim() === '' && wanted.words.trim() !== '' ? ['says nothing'] : []),
    ...(directionOf(locale) === 'rtl' && loosePieces(shape.words).length > 0 ? [`wrap "${loosePieces(shape.words).join('" and "')}" in U+2066 … U+2069, or its parts change places`] : []),
    ...(text === original && /\p{Letter}/u.test(wanted.words) && !mayBeEqual(locale, key) ? [`is the English text ("${text}"): translate it, or name the key in equal-to-english.ts`] : []),
  ]
}

/** Numbers with a "+" and addresses that stand among right-to-left words without isolates around them (Unicode Standard Annex #9). */
const loosePieces = (words: string): string[] => words.replace(/[\u2066-\u2068][^\u2069]*\u2069/g, '').match(/\+\d[\d ]*\d|\w+:\/\/\S*/g) ?? []

const readShape = (text: string): MessageShape | string => {
  try {
    return readIcuMessage(text)
  } catch (error) {
    return `does not parse: ${(error as Error).message}`
  }
}

const compareNames = (what: string, own: ReadonlySet<string>, wanted: ReadonlySet<string>): string[] => [
  ...[...wanted].filter((name) => !own.has(name)).map((name) => `lacks the ${what} "${name}"`),
  ...[...own].filter((name) => !wanted.has(name)).map((name) => `has the ${what} "${name}", which the English text does not have`),
]

const checkChoices = (locale: string, own: readonly Choice[], wanted: readonly Choice[]): string[] => [
  ...own.flatMap((choice) => (choice.kind === 'select' ? checkSelect(choice, wanted) : checkPlural(locale, choice, wanted))),
  ...wanted.filter((choice) => !own.some(({ argument }) => argument === choice.argument) && !needsNoChoice(locale, choice))
    .map(({ argument, kind }) => `does not use {${argument}, ${kind}, …}`),
]

const checkSelect = ({ argument, options }: Choice, wanted: readonly Choice[]): string[] => {
  const original = wanted.find((choice) => choice.argument === argument && choice.kind === 'select')
  return original === undefined ? [`{${argument}} is no select in English`] : compareNames(`case of {${argument}}`, new Set(options), new Set(original.options))
}

/** Languages differ in their plurals: each needs the categories that whole numbers have in it, and the exact cases (`=0`) of the English text. */
const checkPlural = (locale: string, { argument, kind, options }: Choice, wanted: readonly Choice[]): string[] => {
  const original = wanted.find((choice) => choice.argument === argument && choice.kind === kind)
  if (original === undefined) return [`{${argument}} is no ${kind} in English`]
  const { needed, known } = pluralCategories(locale, kind === 'selectordinal' ? 'ordinal' : 'cardinal')
  return [
    ...[...needed, ...exactCases(original)].filter((category) => !options.includes(category) && !isNought(category, needed, options)).map((category) => `{${argument}} lacks the case "${category}"`),
    ...options.filter((option) => !option.startsWith('=') && !known.includes(option)).map((option) => `{${argument}} has the case "${option}", which no number has in this language`),
  ]
}

/** Where nought has a category of its own (Arabic), that says as much as the exact case, either way around. */
const isNought = (category: string, needed: readonly string[], options: readonly string[]): boolean =>
  needed.includes('zero') && ['zero', '=0'].includes(category) && (options.includes('zero') || options.includes('=0'))

/** Where all numbers are written alike, `{count}` alone will do. */
const needsNoChoice = (locale: string, choice: Choice): boolean =>
  choice.kind !== 'select' && exactCases(choice).length === 0 && pluralCategories(locale, 'cardinal').needed.every((category) => category === 'other')

const exactCases = ({ options }: Choice): string[] => options.filter((option) => option.startsWith('='))

const pluralCategories = (locale: string, type: Intl.PluralRuleType): { needed: string[]; known: string[] } => {
  const rules = new Intl.PluralRules(locale, { type })
  const needed = new Set<string>(Array.from({ length: 201 }, (_, count) => rules.select(count)))
  return { needed: [...needed.add('other')], known: [...rules.resolvedOptions().pluralCategories, 'other'] }
}

const mayBeEqual = (locale: string, key: string): boolean => {
  if (locale === 'en') return true
  const allowed = EQUAL_TO_ENGLISH[key]
  return allowed === 'everywhere' || allowed?.includes(locale) === true
}
