import type { IncomingMessage } from 'node:http'
import { DEFAULT_LOCALE, LOCALES } from '#src/contracts/messages/catalogues.ts'

type Asked = { lang?: string | null | undefined; ui_locales?: string | null | undefined }

const LONGEST_LIST = 1000

/**
 * The language of a page among those there are texts in: what the application asks for (Cognito: `lang`; OpenID Connect Core
 * §3.1.2.1: `ui_locales`, best first), else what the browser prefers (RFC 9110 §12.5.4), else English. A tag also finds its base language.
 */
export const chooseLocale = (headers: Pick<IncomingMessage['headers'], 'accept-language'>, asked: Asked, available: readonly string[] = LOCALES): string => {
  const wanted = [asked.lang ?? '', ...(asked.ui_locales ?? '').slice(0, LONGEST_LIST).split(' '), ...preferred(headers['accept-language'] ?? '')]
  for (const tag of wanted) {
    const found = lookUp(tag, available)
    if (found !== undefined) return found
  }
  return DEFAULT_LOCALE
}

/** Language ranges by weight; of equal weights the first counts. */
const preferred = (header: string): string[] =>
  header.slice(0, LONGEST_LIST).split(',').map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim())
    const weight = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2) ?? '1'
    return { tag, weight: Number(weight) }
  }).filter(({ weight }) => weight > 0).sort((one, other) => other.weight - one.weight).map(({ tag }) => tag)

/** The tag or the longest of its prefixes that there are texts in (RFC 4647 §3.4). */
const lookUp = (tag: string, available: readonly string[]): string | undefined => {
  const parts = tag.toLowerCase().split(/[-_]/).slice(0, 8)
  for (let length = parts.length; length > 0; length--) {
    const prefix = parts.slice(0, length).join('-')
    const found = available.find((locale) => locale.toLowerCase() === prefix)
    if (found !== undefined) return found
  }
  return undefined
}
