import { interactionPolicy } from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { isYoungEnough } from './continued-session.ts'
import { factsOf } from './request-facts.ts'
import { acceptsSession } from './session-lifetime.ts'
import { isBelowLevel, isWithoutSecondFactor, LEVEL_TOO_LOW, SECOND_FACTOR_MISSING } from './session-strength.ts'

const { base, Check, Prompt } = interactionPolicy

/**
 * When an authorize request needs its user: to sign in (no session, prompt=login, max_age, another id_token_hint, a client that
 * wants a fresher session, a second factor that the pool demands by now, a level that is not reached), to choose the account
 * (prompt=select_account), to sign up (prompt=create). Consent of a pool's own clients is implied.
 */
export function createInteractionPolicy(pool: UserPool, now: () => number): interactionPolicy.DefaultPolicy {
  const policy = base()
  policy.remove('consent')
  const checks = policy.get('login')?.checks
  // The same by our clock, which tells all other times of a session.
  checks?.remove('max_age')
  checks?.add(signInCheck('max_age', (ctx) => isOlderThanAsked(ctx, now())))
  checks?.add(signInCheck('session_too_old', (ctx) => isTooOld(ctx, pool, now())))
  checks?.add(signInCheck(SECOND_FACTOR_MISSING, (ctx) => isWithoutSecondFactor(ctx, pool)))
  checks?.add(signInCheck(LEVEL_TOO_LOW, (ctx) => isBelowLevel(ctx, pool)))
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0)
  policy.add(new Prompt({ name: 'create', requestable: true }), 0)
  return policy
}

/** Why somebody has to sign in; whoever must not be asked (prompt=none) gets login_required (OIDC Core §3.1.2.6). */
const signInCheck = (reason: string, isNeeded: (ctx: KoaContextWithOIDC) => boolean) => new Check(reason, 'End-User authentication is required', 'login_required', isNeeded)

function isOlderThanAsked(ctx: KoaContextWithOIDC, now: number): boolean {
  const { session, result, params } = ctx.oidc
  if (params?.max_age === undefined || session?.accountId === undefined || result?.login !== undefined) return false
  return !isYoungEnough(String(params.max_age), session.loginTs, now)
}

function isTooOld(ctx: KoaContextWithOIDC, pool: UserPool, now: number): boolean {
  const { client } = factsOf(ctx.req)
  const { session, result } = ctx.oidc
  if (client === undefined || session?.accountId === undefined || result?.login !== undefined) return false
  return !acceptsSession(pool, client, session.loginTs, now)
}
