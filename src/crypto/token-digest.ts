import { createHash } from 'node:crypto'

/**
 * SHA-256 of a token, base64url: the form in which random tokens of at least 128 bits are stored and looked up.
 * Never for passwords or short codes, which can be guessed.
 */
export function digestToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
