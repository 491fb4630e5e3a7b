import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { AuthenticationMethod } from './challenge.ts'

/** How strongly somebody has proven who they are, the weakest first (Cognito: ACR authentication levels). */
export const ACR_LEVELS = [1, 2, 3, 4] as const
export type AcrLevel = (typeof ACR_LEVELS)[number]

type Settings = Pick<UserPool, 'settings'>

/** The name of a level where the pool has given it none. */
export const defaultAcr = (level: AcrLevel): string => `urn:cognito:loa:${level}`

/** The names of all levels, as tokens say them and requests ask for them. */
export const acrNames = ({ settings }: Settings): Record<AcrLevel, string> => {
  const nameOf = (level: AcrLevel): string => settings.AcrConfiguration?.[`Level${level}`]?.AcrValue ?? defaultAcr(level)
  return { 1: nameOf(1), 2: nameOf(2), 3: nameOf(3), 4: nameOf(4) }
}

/** Whether the pool knows levels at all (Cognito: feature plan requirements). */
export const knowsLevels = ({ settings }: Settings): boolean => settings.UserPoolTier !== 'LITE'

/** What stands for one factor in `amr`; the others say how factors were combined. */
const KEYS = ['swk', 'hwk'] as const
const CODES = ['sms', 'email_otp'] as const

/**
 * The highest level that the proven factors reach: a password; a code that was sent; a passkey, or a password with such a code; a
 * password with an authenticator. Null where nothing of that was proven, as by functions alone. A remembered device is no factor.
 */
export const levelOf = (amr: readonly string[]): AcrLevel | null => {
  const password = amr.includes('pwd')
  const code = CODES.some((method) => amr.includes(method))
  if (password && amr.includes('otp')) return 4
  if (KEYS.some((method) => amr.includes(method)) || (password && code)) return 3
  if (code) return 2
  return password ? 1 : null
}

/** The `acr` of somebody who has proven this much; null for nothing, and in pools without levels. */
export const acrOf = (pool: Settings, amr: readonly string[]): string | null => {
  const level = knowsLevels(pool) ? levelOf(amr) : null
  return level === null ? null : acrNames(pool)[level]
}

/** The levels that a space-separated list names, in its order; what is no level of the pool is left out. */
export const namedLevels = (pool: Settings, acrValues: string | undefined): AcrLevel[] => {
  if (acrValues === undefined || !knowsLevels(pool)) return []
  const names = acrNames(pool)
  const levels = acrValues.split(' ').map((value) => ACR_LEVELS.find((level) => names[level] === value))
  return [...new Set(levels.filter((level) => level !== undefined))]
}

const SINGLE: readonly (readonly string[])[] = [['pwd'], ['otp'], CODES.slice(0, 1), CODES.slice(1), KEYS]

/** The methods as tokens say them: `mfa` is among them where two or more factors are. */
export const withCombination = (amr: readonly AuthenticationMethod[]): AuthenticationMethod[] => {
  const factors = SINGLE.filter((methods) => methods.some((method) => amr.some((proven) => proven === method))).length
  return factors < 2 || amr.includes('mfa') ? [...amr] : [...amr, 'mfa']
}
