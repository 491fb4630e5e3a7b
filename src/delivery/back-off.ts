import { minutes, seconds } from '#src/contracts/duration.ts'

const FIRST = seconds(5)
const LONGEST = minutes(30)

/** Tries of one message at most: with the waits of `backOff` about 20 hours, the life of the longest-lived codes. */
export const MAX_TRIES = 50

/**
 * Milliseconds to wait after the `tries`-th failed try: doubled each time up to half an hour, of which a random half
 * (`fraction` in 0 … 1) is left out, so that messages held up together do not come back together.
 */
export function backOff(tries: number, fraction: number): number {
  const full = Math.min(LONGEST, FIRST * 2 ** Math.min(tries - 1, 20))
  return Math.round(full * (1 - fraction / 2))
}
