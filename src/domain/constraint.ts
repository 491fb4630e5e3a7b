import { z } from 'zod'

/** Every text of the domain must be storable: the database takes neither NUL nor a lone surrogate. */
const storable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

const NOT_STORABLE = 'Member must not contain a NUL character or an unpaired surrogate'

type TextLimits = { min?: number; max?: number; pattern?: string }

/** A string with the lengths and the pattern of the Cognito model; a pattern covers the whole string, as there. */
export const text = ({ min, max, pattern }: TextLimits) => {
  let schema = z.string()
  if (min !== undefined) schema = schema.min(min)
  if (max !== undefined) schema = schema.max(max)
  if (pattern !== undefined) schema = schema.regex(new RegExp(`^(?:${pattern})$`, 'u'), `Member must satisfy regular expression pattern: ${pattern}`)
  return schema.refine(storable, NOT_STORABLE)
}

/** A whole number within inclusive bounds. */
export const integer = (min: number, max: number = Number.MAX_SAFE_INTEGER) => z.int().min(min).max(max)

const TEXT_CHARACTERS = /^[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*$/u

/**
 * A message with a placeholder. Same language as the model's pattern, checked in two linear steps:
 * the pattern itself takes quadratic time on hostile input.
 */
export const messageWith = (placeholder: RegExp, limits: { min: number; max: number }, pattern: string) =>
  text(limits).refine(
    (message) => TEXT_CHARACTERS.test(message) && placeholder.test(message),
    `Member must satisfy regular expression pattern: ${pattern}`,
  )

export const POOL_ID_PATTERN = '[\\w-]+_[0-9a-zA-Z]+'
export const ARN_PATTERN =
  'arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?'
/** Printable ASCII without space, quotation mark and backslash (RFC 6749 §3.3). */
export const SCOPE_PATTERN = '[\\x21\\x23-\\x5B\\x5D-\\x7E]+'
export const NAME_PATTERN = '[\\w\\s+=,.@-]+'
export const ANY_WORD_PATTERN = '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+'

export const poolId = text({ min: 1, max: 55, pattern: POOL_ID_PATTERN })
export const clientId = text({ min: 1, max: 128, pattern: '[\\w+]+' })
export const arn = text({ min: 20, max: 2048, pattern: ARN_PATTERN })
export const tags = z.record(text({ min: 1, max: 128 }), text({ max: 256 }))
