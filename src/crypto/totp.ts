import { createHmac } from 'node:crypto'
import { equalInConstantTime } from './constant-time.ts'

/** RFC 6238 §5.2: the time step that authenticators use, in seconds. */
const STEP_SECONDS = 30
/** Steps before and after the present one whose codes are taken: clocks differ, people type. */
const TOLERANCE = 1
const DIGITS = 6

/** RFC 4226 §5.3: the code of one counter value, six digits, HMAC-SHA1 as every authenticator computes it. */
export function hotp(seed: Buffer, counter: number): string {
  const moving = Buffer.alloc(8)
  moving.writeBigUInt64BE(BigInt(counter))
  const mac = createHmac('sha1', seed).update(moving).digest()
  const offset = mac.readUInt8(mac.length - 1) & 0x0f
  const number = (mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS
  return String(number).padStart(DIGITS, '0')
}

/** RFC 6238 §4.2: how many steps have passed at a moment. */
export const timeStep = (now: Date): number => Math.floor(now.getTime() / 1000 / STEP_SECONDS)

/**
 * The time step whose code this is, among the present one, the one before and the one after; null for a wrong code. All are
 * compared, each in constant time. Whoever accepts it remembers the step, and accepts none at or before it again (RFC 6238 §5.2).
 */
export function matchingStep(seed: Buffer, code: string, now: Date): number | null {
  const present = timeStep(now)
  let found: number | null = null
  for (let step = present - TOLERANCE; step <= present + TOLERANCE; step++) {
    // The newest of equal codes: a repetition within three steps must not be taken for an older, spent one.
    if (step >= 0 && equalInConstantTime(hotp(seed, step), code)) found = step
  }
  return found
}
