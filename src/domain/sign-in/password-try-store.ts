import type { Counted, CountedNetwork } from '#src/domain/attempts/attempt-store.ts'
import type { TryPlaces } from '#src/domain/attempts/try-places.ts'
import type { User } from '#src/domain/users/user.ts'

/** Look-up and count of a password try in one statement, before anything is compared. */
export type PasswordTryStore = {
  /**
   * Finds the user by canonical name and counts the try on the user's id, so that all spellings share one counter;
   * an unknown name, or null for what is none, is counted on `unknownSubject` (a keyed hash). Lock rule as in AttemptStore.countAttempt.
   * From one of the places where the user is known, the try is counted there instead, so that others' failures do not lock them out.
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
    places?: TryPlaces | null
  }): Promise<{ user: User | null; subject: string; counted: Counted & { locked: boolean }; networkRetryAt: Date | null }>
}
