import type { KoaContextWithOIDC } from 'oidc-provider'
import { levelOf, namedLevels } from '#src/domain/sign-in/acr.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'

/** Why a session is not enough, as pending requests keep it. */
export const LEVEL_TOO_LOW = 'level_too_low'
export const SECOND_FACTOR_MISSING = 'second_factor_missing'

/** Of a session; epoch seconds. */
type Proofs = { amr?: readonly string[] | undefined; loginTs?: number | undefined }

/**
 * Whether a session is of before the pool began to demand a second factor: it proved none, and the pool was changed since. One that
 * began later went through the sign-in as it is now, where a remembered device may have stood for the factor.
 */
export const lacksSecondFactor = ({ settings, updatedAt }: Pick<UserPool, 'settings' | 'updatedAt'>, { amr, loginTs }: Proofs): boolean =>
  settings.MfaConfiguration === 'ON' && amr?.includes('mfa') !== true && (loginTs ?? 0) * 1000 < updatedAt.getTime()

/** The same of a request to oidc-provider, unless its user has just signed in. */
export const isWithoutSecondFactor = (ctx: KoaContextWithOIDC, pool: UserPool): boolean => {
  const { session, result } = ctx.oidc
  return session?.accountId !== undefined && result?.login === undefined && lacksSecondFactor(pool, session)
}

/**
 * Whether the session is below what `acr_values` ask for (OIDC Core §3.1.2.1; Cognito: step-up authentication). What the user can reach
 * is for the sign-in to say, so that every session below the first choice goes there; one that comes back from it, or must not be asked
 * (prompt=none), may have any of the levels.
 */
export const isBelowLevel = (ctx: KoaContextWithOIDC, pool: UserPool): boolean => {
  const { session, result, params, prompts } = ctx.oidc
  const asked = params?.acr_values
  const levels = namedLevels(pool, typeof asked === 'string' ? asked : undefined)
  const [first] = levels
  if (first === undefined || session?.accountId === undefined) return false
  const anyWillDo = result !== undefined || prompts.has('none')
  return (levelOf(session.amr ?? []) ?? 0) < (anyWillDo ? Math.min(...levels) : first)
}
