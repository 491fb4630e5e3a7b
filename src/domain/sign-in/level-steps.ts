import type { SecondFactor } from '#src/domain/mfa/second-factors.ts'
import { type AcrLevel, levelOf } from './acr.ts'
import type { AuthenticationMethod } from './challenge.ts'
import type { FirstFactor } from './first-factors.ts'
import { METHOD_OF } from './second-factor-challenge.ts'

/** A code that is sent to who signs in without a password. */
export type SentCode = Extract<FirstFactor, 'EMAIL_OTP' | 'SMS_OTP'>

/** What somebody could still prove, of which nothing is proven yet. */
export type Means = { password: boolean; second: readonly SecondFactor[]; codes: readonly SentCode[]; passkey: boolean }

/** What to ask for next on the way to a level: one of several second factors, or one thing. */
export type LevelStep = { ask: 'second'; factors: readonly SecondFactor[] } | { ask: 'code'; code: SentCode } | { ask: 'passkey' } | { ask: 'password' }

/**
 * The next step on the shortest way from what is proven to a level, or above it; 'reached' when nothing is missing, null when there is
 * no way. Second factors follow a password, so that a password may have to come first.
 */
export const stepTowards = (level: AcrLevel, amr: readonly AuthenticationMethod[], means: Means): LevelStep | 'reached' | null => {
  const reaches = (...more: AuthenticationMethod[]): boolean => (levelOf([...amr, ...more]) ?? 0) >= level
  if (reaches()) return 'reached'
  const second = means.second.filter((factor) => amr.includes('pwd') && reaches(METHOD_OF[factor]))
  if (second.length > 0) return { ask: 'second', factors: second }
  const code = means.codes.find((sent) => reaches(CODE_METHOD[sent]))
  if (code !== undefined) return { ask: 'code', code }
  if (means.passkey && reaches('swk')) return { ask: 'passkey' }
  if (!means.password) return null
  const laterOn: AuthenticationMethod[] = [...means.second.map((factor) => METHOD_OF[factor]), ...means.codes.map((sent) => CODE_METHOD[sent])]
  return reaches('pwd') || laterOn.some((method) => reaches('pwd', method)) ? { ask: 'password' } : null
}

/**
 * The first factors that can begin a sign-in to one of the levels. It hangs on the levels alone and not on what else the user has, so
 * that it tells nothing; whoever gets no further is refused after the proof. All of them where none would be left.
 */
export const factorsLeadingTo = (levels: readonly AcrLevel[] | undefined, factors: readonly FirstFactor[]): FirstFactor[] => {
  const lowest = levels === undefined ? 1 : Math.min(...levels)
  const leading = factors.filter((factor) => lowest <= HIGHEST_FROM[factor])
  return leading.length > 0 ? leading : [...factors]
}

/** The highest level that a sign-in which begins so comes to. */
const HIGHEST_FROM: Record<FirstFactor, AcrLevel> = { PASSWORD: 4, PASSWORD_SRP: 4, WEB_AUTHN: 3, EMAIL_OTP: 2, SMS_OTP: 2 }

export const CODE_METHOD = { EMAIL_OTP: 'email_otp', SMS_OTP: 'sms' } as const satisfies Record<SentCode, AuthenticationMethod>
