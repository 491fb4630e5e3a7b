import type { Texts } from './catalogues.ts'

/** U+2068 FIRST STRONG ISOLATE and U+2069 POP DIRECTIONAL ISOLATE. */
export const isolated = (value: string): string => `\u2068${value}\u2069`

/** A single plain word reads the same among words of either direction; it may also be a case's name, which must stay as it is. */
const PLAIN_WORD = /^[\w-]*$/

const isolateValues = (values: unknown): unknown =>
  values === null || typeof values !== 'object' ? values : Object.fromEntries(Object.entries(values).map(([name, value]: [string, unknown]) => [name, typeof value === 'string' && !PLAIN_WORD.test(value) ? isolated(value) : value]))

type Say = (key: string, values?: unknown, ...rest: unknown[]) => unknown

/**
 * Texts whose values keep their own direction (Unicode Standard Annex #9, isolates): among right-to-left words a phone number would
 * otherwise lose its "+" to the other end, and an address its parts.
 */
export const isolatingValues = (texts: Texts): Texts => {
  const around = (say: unknown): Say => (key, values, ...rest) => (say as Say)(key, isolateValues(values), ...rest)
  return Object.assign(around(texts), { rich: around(texts.rich), markup: around(texts.markup), raw: texts.raw, has: texts.has }) as unknown as Texts
}
