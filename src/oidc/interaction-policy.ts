import { interactionPolicy } from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { factsOf } from './request-facts.ts'
import { acceptsSession } from './session-lifetime.ts'

const { base, Check, Prompt } = interactionPolicy

/**
 * When an authorize request needs its user: to sign in (no session, prompt=login, max_age, another id_token_hint, a client that
 * wants a fresher session), to choose the account (prompt=select_account), to sign up (prompt=create). Consent of a pool's
 * own clients is implied.
 */
export function createInteractionPolicy(pool: UserPool, now: () => number): interactionPolicy.DefaultPolicy {
  const policy = base()
  policy.remove('consent')
  policy.get('login')?.checks.add(new Check('session_too_old', 'End-User authentication is required', (ctx) => isTooOld(ctx, pool, now())))
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
