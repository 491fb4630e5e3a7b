const TIMES: ReadonlySet<string> = new Set(['exp', 'iat', 'auth_time', 'nbf', 'updated_at'])

/** A claim's value as text: times in UTC, lists by commas, objects as JSON. */
export const showClaim = (name: string, value: unknown): string => {
  if (TIMES.has(name) && typeof value === 'number') return showTime(value)
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ')
  return JSON.stringify(value)
}

/** Seconds since 1970 as `2026-01-31 12:00:00 UTC`. */
export const showTime = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`
