import type { Counted, CountedNetwork } from '#src/domain/attempts/attempt-store.ts'
import type { User } from '#src/domain/users/user.ts'

/** Look-up and count of a password try in one statement, before anything is compared. */
export type PasswordTryStore = {
  /**
   * Finds the user by canonical name and counts the try on the user's id, so that all spellings share one counter;
   * an unknown name, or null for what is none, is counted on `unknownSubject` (a keyed hash). Lock rule as in AttemptStore.countAttempt.
   * The network is counted first: beyond its limit `networkRetryAt` says until when, and the user's counter is left alone.
   */
  beginPasswordTry(input: {
    poolId: string
    canonicalName: string | null
    unknownSubject: string
    kind: string
    now: Date
    window: number
    lockFrom: number | null
    maxLock: number
    network?: CountedNetwork | null
  }): Promise<{ user: User | null; subject: string; counted: Counted & { locked: boolean }; networkRetryAt: Date | null }>
}
