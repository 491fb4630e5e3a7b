import type { Clock } from '#src/domain/clock.ts'
import type { RateCategory } from '#src/aws-api/operation.ts'

/** Requests a second of each category; a category that is not there is not limited. */
export type RateLimits = Readonly<Partial<Record<RateCategory, number>>>

/** Whether one more request of this category may be served now, in this region. */
export type RateLimiter = (category: RateCategory, region: string) => boolean

/** What one second's requests are taken from. */
type Bucket = { left: number; filledAt: number }

/**
 * Counts requests by category and region, in this process (Cognito: API request rate quotas, which are by account and Region). A quiet
 * second's worth may be used at once.
 */
export function createRateLimiter(limits: RateLimits, clock: Clock): RateLimiter {
  const buckets = new Map<string, Bucket>()
  return (category, region) => {
    const limit = limits[category]
    if (limit === undefined) return true
    const now = clock.now().getTime()
    const name = `${region} ${category}`
    const bucket = buckets.get(name) ?? { left: limit, filledAt: now }
    bucket.left = Math.min(limit, bucket.left + ((now - bucket.filledAt) * limit) / 1000)
    bucket.filledAt = now
    buckets.set(name, bucket)
    if (bucket.left < 1) return false
    bucket.left -= 1
    return true
  }
}
