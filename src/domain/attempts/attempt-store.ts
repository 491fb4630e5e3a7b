import type { TryPlaces } from './try-places.ts'

/** A counter that many users' tries share: refused above `limit` within `window` milliseconds. */
export type CountedNetwork = { kind: string; subject: string; window: number; limit: number }

export type Counted = { count: number; windowStart: Date; lockedUntil: Date | null }

/** A try that was counted before it was judged: forgotten when it turns out right, and given back to its network. */
export type CountedTry = { kind: string; subject: string; network: CountedNetwork | null }

/** Counters that live outside every transaction they guard. */
export type AttemptStore = {
  /**
   * One statement: adds one, beginning a new window when the old one is over, and returns the state.
   * While `lockedUntil` lies ahead the count does not grow and `locked` is true.
   * `lock` gives the lock of a count (milliseconds), computed in the same statement. Says what it was counted on.
   */
  countAttempt(input: {
    kind: string
    subject: string
    now: Date
    /** Milliseconds after which a counter starts again: counted from its first try, or, where tries lock, from the last one and the end of its lock. */
    window: number
    /** From this count on the subject is locked for 2^(count-lockFrom) seconds, at most `maxLock` ms; null never locks. */
    lockFrom: number | null
    maxLock: number
    /** Where a try at the user `userId` comes from: from a place where they are known it is counted on a subject of its own. */
    places?: (TryPlaces & { userId: string }) | null
  }): Promise<Counted & { locked: boolean; subject: string }>
  /**
   * Takes back one try that was counted and then not judged, with the lock that it brought (`lockedUntil`): one that another try brought
   * meanwhile stays. What it took of its network stays taken.
   */
  takeBackAttempt(tried: { kind: string; subject: string; lockedUntil: Date | null }): Promise<void>
  readAttempts(kind: string, subject: string): Promise<Counted | null>
  /** After a success; in the same statement takes one try back from the network that it came from. */
  resetAttempts(kind: string, subject: string, network?: CountedNetwork | null): Promise<void>
}
