import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { Random } from '#src/crypto/random.ts'

/** A token that proves a form came from our page for `subject`; new for every answer, so that compressed pages leak nothing. */
export const csrfToken = (deps: { keyedHash: KeyedHash; random: Random }, subject: string): string => {
  const nonce = deps.random.token(12)
  return `${nonce}.${deps.keyedHash.sign('csrf', `${nonce}|${subject}`)}`
}

/** Whether `token` was made for `subject`; in constant time. */
export const isCsrfToken = (deps: { keyedHash: KeyedHash }, subject: string, token: string): boolean => {
  const dot = token.indexOf('.')
  return dot > 0 && deps.keyedHash.verify('csrf', `${token.slice(0, dot)}|${subject}`, token.slice(dot + 1))
}
