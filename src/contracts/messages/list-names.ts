import { directionOf } from './catalogues.ts'
import { isolated } from './isolate-values.ts'

/** Names in a row, joined as the language joins them. Among right-to-left words each keeps its own direction. */
export const listNames = (locale: string, names: readonly string[]): string =>
  new Intl.ListFormat(locale).format(directionOf(locale) === 'rtl' ? names.map(isolated) : names)
