import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { Random } from '#src/crypto/random.ts'

/** How many a user gets at once. */
export const RECOVERY_CODE_COUNT = 10

/** So many left are few: the user is told to make new ones. */
export const FEW_RECOVERY_CODES = 3

/** Digits and lower-case letters without i, l, o and u, which are misread: five bits each (Crockford's base 32). */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const HALF = 5

/**
 * A code of 50 random bits, as it is shown: `7k2md-x09pq`. Guesses are counted with those at the second factor, about a hundred a day,
 * so that it takes some two billion years to come upon one of ten at even odds; without the server's key the stored hashes cannot be tried out.
 */
export const drawRecoveryCode = (random: Pick<Random, 'fromAlphabet'>): string => {
  const letters = random.fromAlphabet(ALPHABET, 2 * HALF)
  return `${letters.slice(0, HALF)}-${letters.slice(HALF)}`
}

/** A code as it was typed, however it is spaced and cased, with what is misread put right; null for what can be none. */
export const readRecoveryCode = (typed: string): string | null => {
  if (typed.length > 64) return null
  const letters = typed.normalize('NFKC').toLowerCase().replaceAll(/[\s\p{Dash}]/gu, '').replaceAll('o', '0').replaceAll(/[il]/g, '1')
  if (letters.length !== 2 * HALF || [...letters].some((letter) => !ALPHABET.includes(letter))) return null
  return `${letters.slice(0, HALF)}-${letters.slice(HALF)}`
}

/** Stored form of a code; good for this user alone. */
export const hashRecoveryCode = (keyedHash: Pick<KeyedHash, 'code'>, { id, poolId }: { id: string; poolId: string }, code: string): string =>
  keyedHash.code('recovery-code', `${poolId}/${id}`, code)
