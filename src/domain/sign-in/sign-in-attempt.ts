import type { User } from '#src/domain/users/user.ts'
import type { ChallengeName } from './challenge.ts'

export type Wire = 'hosted' | 'api' | 'admin'

/**
 * A sign-in under way: the record that says what is next, on whichever wire. `state` belongs to the challenge and
 * the flow; it is plain JSON and holds no password.
 */
export type SignInAttempt = {
  /** SHA-256 of the id that travels in `Session` or in the page address. */
  idDigest: string
  poolId: string
  clientId: string
  userId: string | null
  wire: Wire
  challenge: ChallengeName | 'START'
  state: Record<string, unknown>
  /** Raised by each transition. */
  step: number
  createdAt: Date
  expiresAt: Date
}

export type TakenAttempt = Pick<SignInAttempt, 'idDigest' | 'poolId' | 'clientId' | 'challenge'> & { onPages: boolean; now: Date }

export type SignInAttemptStore = {
  createAttempt(attempt: SignInAttempt): Promise<void>
  findAttempt(idDigest: string): Promise<SignInAttempt | null>
  /**
   * One statement: ends the record that answers this description and is not over, and reads its user, if it has one; null when there
   * is none. Exactly one of racing callers gets it.
   */
  takeAttempt(described: TakenAttempt): Promise<{ attempt: SignInAttempt; user: User | null } | null>
  /** Compare-and-set on `step`: exactly one of racing transitions gets true. `newIdDigest` replaces the id (API sessions are new at every step). */
  advanceAttempt(attempt: SignInAttempt, change: { newIdDigest?: string; challenge: ChallengeName | 'START'; userId: string | null; state: Record<string, unknown>; expiresAt: Date }): Promise<boolean>
  /** Ends it: exactly one of racing callers gets true. */
  finishAttempt(attempt: SignInAttempt): Promise<boolean>
}
