/** The time, passed in so that tests decide it. */
export type Clock = { now(): Date }

/** Whole seconds since the epoch, as JWT claims count (RFC 7519 §2, NumericDate). */
export const epochSeconds = (date: Date): number => Math.floor(date.getTime() / 1000)
