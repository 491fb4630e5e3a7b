import { domainToASCII } from 'node:url'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { signInNames } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { UserNameKind } from './user.ts'

const PLAIN_ASCII = /^[\x21-\x7e]{1,128}$/
/** Cognito's own pattern of a username: letters, marks, symbols, numbers, punctuation. */
const USERNAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u
/** Scripts whose letters pass for each other: one name uses one of them (Unicode TR39 §5.2). */
const LOOKALIKE_SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u, /\p{Script=Cherokee}/u, /\p{Script=Coptic}/u]
const EMAIL = /^[^\s@"(),:;<>[\]\\\p{C}]{1,64}@[^\s@"(),:;<>[\]\\\p{C}]{1,253}$/u
const PHONE_SEPARATORS = /[\s().\-\u2010-\u2015/]/g
const E164 = /^\+[1-9][0-9]{4,14}$/

/**
 * The one form of a username: NFKC, case folded unless the pool tells cases apart, so that spellings which look the same are one user.
 * Null for what is no username: empty, over 128 characters, controls, spaces, zero-width and bidi characters, lone surrogates,
 * letters of look-alike scripts mixed.
 */
export const canonicalUsername = (pool: UserPool, text: string): string | null => {
  const caseSensitive = pool.settings.UsernameConfiguration?.CaseSensitive ?? true
  if (PLAIN_ASCII.test(text)) return caseSensitive ? text : text.toLowerCase()
  if (text.length > 512 || !text.isWellFormed() || INVISIBLE.test(text)) return null
  const normal = caseSensitive ? text.normalize('NFKC') : foldCase(text)
  if (!USERNAME.test(normal) || INVISIBLE.test(normal)) return null
  return LOOKALIKE_SCRIPTS.filter((script) => script.test(normal)).length > 1 ? null : normal
}

/**
 * An e-mail address in lower case, its domain in ASCII; null if it is none: no quoted local parts, no dots at its edges, no encoded
 * words (RFC 2047), which some mail servers decode to another address.
 */
export const canonicalEmail = (text: string): string | null => {
  if (text.length > 320 || !text.isWellFormed() || INVISIBLE.test(text) || !EMAIL.test(text) || text.includes('=?')) return null
  const at = text.lastIndexOf('@')
  const local = foldCase(text.slice(0, at))
  const domain = domainToASCII(text.slice(at + 1)).toLowerCase()
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return null
  if (!/^(?!.*[.-]\.)(?![.-]).+\.[a-z][a-z0-9-]*[a-z0-9]$/.test(domain)) return null
  const address = `${local}@${domain}`
  return EMAIL.test(address) ? address : null
}

/** A phone number as E.164 (ITU-T E.164 §6.2), separators and a national zero in parentheses removed; null if it is none. */
export const canonicalPhoneNumber = (text: string): string | null => {
  if (text.length > 40) return null
  const compact = text.replaceAll(PHONE_SEPARATORS, '')
  if (!/^\+[0-9]+$/.test(compact)) return null
  const number = parsePhoneNumberFromString(text)?.number ?? compact
  return E164.test(number) ? number : null
}

/** The canonical form of a name of one kind, or null. */
export const canonicalName = (pool: UserPool, kind: UserNameKind, text: string): string | null => {
  switch (kind) {
    case 'email': return canonicalEmail(text)
    case 'phone_number': return canonicalPhoneNumber(text)
    case 'username':
    case 'preferred_username': return canonicalUsername(pool, text)
  }
}

/** Which kinds of name a person of this pool may sign in by. */
export const signInKinds = (pool: UserPool): ReadonlySet<UserNameKind> => new Set(signInNames(pool))

/**
 * The canonical name that a typed identifier means in this pool, or null when it can be nobody's. What looks like an address or a
 * number is one where the pool signs in by those; everything else is a username (also in pools that give their users one).
 */
export const canonicalIdentifier = (pool: UserPool, text: string): string | null => {
  const kinds = signInKinds(pool)
  if (kinds.has('email') && text.includes('@')) {
    const email = canonicalEmail(text)
    if (email !== null) return email
  }
  if (kinds.has('phone_number') && text.startsWith('+')) {
    const phone = canonicalPhoneNumber(text)
    if (phone !== null) return phone
  }
  return canonicalUsername(pool, text)
}

/** Whether the text has the form of an e-mail address or phone number, and of which. */
export const contactKind = (text: string): 'email' | 'phone_number' | null => {
  if (canonicalEmail(text) !== null) return 'email'
  return text.startsWith('+') && canonicalPhoneNumber(text) !== null ? 'phone_number' : null
}

// Up, then down: folds ß and ss, and the two small sigmas, which lower case alone keeps apart.
const foldCase = (text: string): string => {
  const fold = (value: string) => value.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')
  return fold(fold(text))
}
