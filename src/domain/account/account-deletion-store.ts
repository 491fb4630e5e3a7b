import type { User } from '#src/domain/users/user.ts'

/** Accounts that wait to be deleted. Each method is one statement; a deletion and its withdrawal cannot both win. */
export type AccountDeletionStore = {
  /** Sets the moment, unless one is set already; the moment that counts, or null when the user is gone. */
  askDeletion(poolId: string, userId: string, dueAt: Date): Promise<Date | null>
  /** True for exactly one of racing callers that found a deletion to withdraw, and only while the account is there. */
  withdrawDeletion(poolId: string, userId: string): Promise<boolean>
  /** Whose moment has come, the longest due first. */
  dueDeletions(now: Date, limit: number): Promise<Pick<User, 'id' | 'poolId'>[]>
  /** Deletes the user, as UserStore.deleteUser does, if it is still due; true for exactly one of racing callers. */
  deleteIfDue(poolId: string, userId: string, now: Date): Promise<boolean>
}
