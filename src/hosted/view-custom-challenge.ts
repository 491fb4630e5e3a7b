import type { CustomChallengeView } from '#src/contracts/hosted/views/custom-challenge-view.ts'
import { flowFrame } from './build-frame.ts'
import { pageHref, type FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'

/** One round of what the pool's functions ask. Null when that is not what is next, or no longer. */
export const viewCustomChallenge = (deps: HostedDeps, context: FlowContext): CustomChallengeView | null => {
  const { username = '', challenge, methods = [] } = context.flow
  if (challenge?.custom === undefined || challenge.expiresAt <= deps.clock.now().getTime()) return null
  const changeHref = pageHref(context, '/login', { another: '1' })
  const otherHref = methods.length > 1 ? pageHref(context, '/login/choose') : methods.length === 0 && deps.operations.offersCustomSignIn(context) === 'beside' ? changeHref : undefined
  return { screen: 'custom-challenge', frame: flowFrame(deps, context), username, ...challenge.custom, ...(otherHref === undefined ? {} : { otherHref }), changeHref }
}
