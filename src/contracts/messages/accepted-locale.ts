import { findLocale } from './find-locale.ts'

const LONGEST_LIST = 1000

/** The catalogue that a browser's `Accept-Language` prefers (RFC 9110 §12.5.4); undefined when it names no language of ours. */
export const acceptedLocale = (header: string | undefined): string | undefined => (header === undefined ? undefined : firstKnown(byWeight(header)))

/** The catalogue of the first language of a list, best first, that there is one for. */
export const firstKnown = (tags: readonly string[]): string | undefined => {
  for (const tag of tags) {
    const found = findLocale(tag)
    if (found !== undefined) return found
  }
  return undefined
}

/** Language ranges by weight; of equal weights the first counts. */
const byWeight = (header: string): string[] =>
  header.slice(0, LONGEST_LIST).split(',').map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim())
    const weight = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2) ?? '1'
    return { tag, weight: Number(weight) }
  }).filter(({ weight }) => weight > 0).sort((one, other) => other.weight - one.weight).map(({ tag }) => tag)
