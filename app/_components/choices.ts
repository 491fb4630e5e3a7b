/** Languages a person can pick for the `locale` attribute: the most spoken and the ones of most web sites. */
const LANGUAGES = [
  'af', 'am', 'ar', 'az', 'be', 'bg', 'bn', 'bs', 'ca', 'cs', 'cy', 'da', 'de', 'de-AT', 'de-CH', 'el', 'en', 'en-AU', 'en-CA', 'en-GB', 'en-IE',
  'en-IN', 'en-NZ', 'en-US', 'en-ZA', 'es', 'es-AR', 'es-ES', 'es-MX', 'et', 'eu', 'fa', 'fi', 'fil', 'fr', 'fr-CA', 'fr-CH', 'ga', 'gl', 'gu', 'ha',
  'he', 'hi', 'hr', 'hu', 'hy', 'id', 'is', 'it', 'ja', 'ka', 'kk', 'km', 'kn', 'ko', 'lt', 'lv', 'mk', 'ml', 'mn', 'mr', 'ms', 'my', 'nb', 'ne', 'nl',
  'nl-BE', 'nn', 'pa', 'pl', 'pt', 'pt-BR', 'pt-PT', 'ro', 'ru', 'si', 'sk', 'sl', 'sq', 'sr', 'sv', 'sw', 'ta', 'te', 'th', 'tr', 'uk', 'ur', 'uz',
  'vi', 'yo', 'zh-CN', 'zh-HK', 'zh-TW', 'zu',
]

export type Choice = { readonly value: string; readonly label: string }
export type ChoiceGroup = { readonly label: string; readonly choices: readonly Choice[] }

/** Languages, named in the page's language and sorted by its rules. */
export const languageChoices = (locale: string): readonly Choice[] => {
  const names = new Intl.DisplayNames([locale], { type: 'language' })
  const order = new Intl.Collator(locale)
  return LANGUAGES.map((value) => ({ value, label: names.of(value) ?? value })).sort((one, other) => order.compare(one.label, other.label))
}

/** Time zones of the tz database, grouped by continent or ocean. */
export const timeZoneGroups = (): readonly ChoiceGroup[] => {
  const groups = new Map<string, Choice[]>()
  for (const value of ['UTC', ...Intl.supportedValuesOf('timeZone')]) {
    const [area = '', ...place] = value.split('/')
    const choices = groups.get(area) ?? []
    choices.push({ value, label: (place.length > 0 ? place.join(', ') : area).replaceAll('_', ' ') })
    groups.set(area, choices)
  }
  return [...groups].map(([label, choices]) => ({ label, choices }))
}
