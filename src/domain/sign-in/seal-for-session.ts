import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import { createSealer } from '#src/crypto/sealing.ts'

const CONTEXT = 'sign-in session'

/**
 * Seals what a record must keep and nobody may read in the database: the key follows from the session id, which only the client
 * holds, and the server's key.
 */
export const sealForSession = (keyedHash: Pick<KeyedHash, 'sign'>, session: string, text: string): string => sealerOf(keyedHash, session).seal(text, CONTEXT)

/** Opens what sealForSession sealed for the same session; SealError otherwise. */
export const openForSession = (keyedHash: Pick<KeyedHash, 'sign'>, session: string, sealed: string): string =>
  sealerOf(keyedHash, session).open(sealed, CONTEXT).toString('utf8')

const sealerOf = (keyedHash: Pick<KeyedHash, 'sign'>, session: string) =>
  createSealer({ current: { id: 'session', key: Buffer.from(keyedHash.sign('sign-in-session-seal', session), 'base64url') } })
