/** A user's recovery codes that are left: keyed hashes, and when the ten were made. */
export type RecoveryCodes = { hashes: readonly string[]; madeAt: Date }

export type RecoveryCodeStore = {
  /** Null when none were ever made, or all were taken away; an empty list when all are spent. */
  findRecoveryCodes(userId: string): Promise<RecoveryCodes | null>
  /** One statement: whatever there was is worth nothing from then on. UserNotFound when the user is gone. */
  replaceRecoveryCodes(userId: string, codes: RecoveryCodes): Promise<void>
  /** Compare-and-set: true for exactly one of racing callers. */
  spendRecoveryCode(userId: string, hash: string): Promise<boolean>
  /** False when there were none. */
  deleteRecoveryCodes(userId: string): Promise<boolean>
}
