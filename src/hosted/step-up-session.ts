import { epochSeconds } from '#src/domain/clock.ts'
import { isDomainError } from '#src/domain/domain-error.ts'
import type { AcrLevel } from '#src/domain/sign-in/acr.ts'
import type { SignInOutcome } from '#src/domain/sign-in/sign-in-outcome.ts'
import { signInNames } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { isYoungEnough } from '#src/oidc/continued-session.ts'
import { finishSignIn } from './finish-sign-in.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import type { HostedFlow } from './hosted-flow.ts'
import { toPage, type Next } from './hosted-form.ts'
import { requestOrigin } from './request-origin.ts'

/**
 * Takes the account that this browser is signed in to higher, by what is missing alone; null when nothing is. Where the session is over
 * or worth nothing here the sign-in begins again from its first page.
 */
export const stepUpSession = async (deps: HostedDeps, context: FlowContext, levels: readonly AcrLevel[]): Promise<Next | null> => {
  const { req, pool, client, interaction } = context
  const session = await deps.bridge.signedIn(req, pool, client)
  const user = session === null ? null : await deps.users.findUserById(pool.id, session.userId)
  const isOpen = session !== null && session.userId === interaction.rememberedAccount?.userId
    && isYoungEnough(interaction.params['max_age'], epochSeconds(session.signedInAt), epochSeconds(deps.clock.now()))
  if (!isOpen || user === null) return beginAgain(deps, context)
  // What pages of the first factors show, should one be missing.
  const flow: HostedFlow = { ...context.flow, username: shownName(pool, user), methods: ['PASSWORD'] }
  try {
    const outcome: SignInOutcome | null = await deps.operations.stepUp({
      pool, client, wire: 'hosted', user, levels, ...requestOrigin(deps, context),
      credit: { amr: session.amr, provenAt: session.signedInAt, session: session.sessionUid },
    })
    return outcome === null ? beginAgain(deps, context) : await finishSignIn(deps, { ...context, flow }, outcome)
  } catch (error) {
    if (isDomainError(error) && error.details.reason === 'level-reached') return null
    throw error
  }
}

/** The best of the names that the user signs in by. */
const shownName = (pool: UserPool, { username, attributes }: User): string => {
  const [kind = 'username'] = signInNames(pool)
  return kind === 'username' ? username : (attributes[kind] ?? username)
}

/** The request again, of somebody who is to prove everything. */
const beginAgain = (deps: HostedDeps, { request, interaction, flow }: FlowContext): Next => {
  const restart = deps.bridge.restartFrom(request, interaction.r)
  if (restart === null) return toPage('/login', { ...flow, summary: { code: 'session_changed', tone: 'warning' } })
  const [path = '', query = ''] = restart.split('?')
  const parameters = new URLSearchParams(query)
  parameters.set('prompt', 'login')
  return { kind: 'redirect', location: `${path}?${parameters.toString()}` }
}
