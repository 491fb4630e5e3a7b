/** The time, passed in so that tests decide it. */
export type Clock = { now(): Date }

/** Seconds since the epoch to the millisecond: what must not be confused with another moment of the same second. */
export const preciseSeconds = (date: Date): number => date.getTime() / 1000

/** The moment of such seconds. */
export const dateOfSeconds = (seconds: number): Date => new Date(Math.round(seconds * 1000))

/** Whole seconds since the epoch, as JWT claims count (RFC 7519 §2, NumericDate). */
export const epochSeconds = (date: Date): number => Math.floor(date.getTime() / 1000)
