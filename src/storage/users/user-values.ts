import type { Sealer } from '#src/crypto/sealing.ts'
import type { PasswordCredential } from '#src/domain/users/user.ts'
import { sealColumn } from '#src/storage/sealed-columns.ts'

/** Salt and verifier as stored: a verifier alone would undo the cost of argon2id. */
export function sealedSrp(sealer: Sealer, userId: string, { srp }: PasswordCredential): string {
  return sealColumn(sealer, 'users.srp_sealed', userId.toLowerCase(), JSON.stringify({ salt: srp.salt, verifier: srp.verifier }))
}

/** Which of a pool's 16 counters counts this user: user ids are random, so all are used alike. */
export function userCountShard(userId: string): number {
  return parseInt(userId.charAt(0), 16)
}
