import type { PasswordHasher } from '#src/crypto/password-hash.ts'
import { DomainError } from '#src/domain/domain-error.ts'

/** The hasher, whose full queue is a refusal like any other: TooManyRequests, so that every wire answers it in its own form. */
export const refuseWhenFull = (hasher: PasswordHasher): PasswordHasher => ({
  ...hasher,
  hash: (password) => refusing(hasher.hash(password)),
  verify: (hash, password) => refusing(hasher.verify(hash, password)),
  verifyDecoy: (password) => refusing(hasher.verifyDecoy(password)),
})

const refusing = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause: unknown) => {
    if ((cause as { code?: unknown } | null)?.code !== 'TooManyRequests') throw cause
    throw new DomainError('TooManyRequests', 'Too many requests', { reason: 'busy', cause })
  })
