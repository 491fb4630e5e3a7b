import { hash } from 'node:crypto'

/**
 * SHA-256 of a token, base64url: the form in which random tokens of at least 128 bits are stored and looked up.
 * Never for passwords or short codes, which can be guessed.
 */
export function digestToken(token: string): string {
  return hash('sha256', token, 'base64url')
}
