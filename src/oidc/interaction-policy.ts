import { interactionPolicy } from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { factsOf } from './request-facts.ts'
import { acceptsSession } from './session-lifetime.ts'
import { isBelowLevel, isWithoutSecondFactor, LEVEL_TOO_LOW, SECOND_FACTOR_MISSING } from './session-strength.ts'

const { base, Check, Prompt } = interactionPolicy

/**
 * When an authorize request needs its user: to sign in (no session, prompt=login, max_age, another id_token_hint, a client that
 * wants a fresher session, a second factor that the pool demands by now, a level that is not reached), to choose the account (prompt=select_account), to sign up (prompt=create). Consent of a pool's
 * own clients is implied.
 */
export function createInteractionPolicy(pool: UserPool, now: () => number): interactionPolicy.DefaultPolicy {
  const policy = base()
  policy.remove('consent')
  policy.get('login')?.checks.add(new Check('session_too_old', 'End-User authentication is required', (ctx) => isTooOld(ctx, pool, now())))
  policy.get('login')?.checks.add(new Check(SECOND_FACTOR_MISSING, 'End-User authentication is required', (ctx) => isWithoutSecondFactor(ctx, pool)))
  policy.get('login')?.checks.add(new Check(LEVEL_TOO_LOW, 'The requested authentication level needs the End-User', (ctx) => isBelowLevel(ctx, pool)))
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0)
  policy.add(new Prompt({ name: 'create', requestable: true }), 0)
  return policy
}

function isTooOld(ctx: KoaContextWithOIDC, pool: UserPool, now: number): boolean {
  const { client } = factsOf(ctx.req)
  const { session, result } = ctx.oidc
  if (client === undefined || session?.accountId === undefined || result?.login !== undefined) return false
  return !acceptsSession(pool, client, session.loginTs, now)
}
