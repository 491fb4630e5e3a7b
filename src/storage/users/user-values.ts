import type { Sealer } from '#src/crypto/sealing.ts'
import type { PasswordCredential } from '#src/domain/users/user.ts'
import { sealColumn } from '#src/storage/sealed-columns.ts'

/** Stands in `password_hash` for a hash that another system made: that one is sealed, since it may have cost little to make. */
export const IMPORTED_HASH = 'imported'

/** What is sealed beside the hash. */
export type SealedSecrets = { salt: string; verifier: string } | { importedHash: string }

/** A credential as stored. Salt and verifier are sealed: a verifier alone would undo the cost of argon2id. */
export function storedCredential(sealer: Sealer, userId: string, { hash, srp }: PasswordCredential): { passwordHash: string; srpSealed: string } {
  const secrets: SealedSecrets = srp === null ? { importedHash: hash } : { salt: srp.salt, verifier: srp.verifier }
  return {
    passwordHash: srp === null ? IMPORTED_HASH : hash,
    srpSealed: sealColumn(sealer, 'users.srp_sealed', userId.toLowerCase(), JSON.stringify(secrets)),
  }
}

/** Which of a pool's 16 counters counts this user: user ids are random, so all are used alike. */
export function userCountShard(userId: string): number {
  return parseInt(userId.charAt(0), 16)
}
