import type { SignInOutcome } from '#src/domain/sign-in/sign-in-outcome.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { toPage, type Next } from './hosted-form.ts'
import { challengePage } from './next-page.ts'

/** Goes on after an answer: to the page of the challenge that is next, or back to the application. */
export const finishSignIn = async (deps: HostedDeps, context: FlowContext, outcome: SignInOutcome): Promise<Next> => {
  const { req, res, request, pool, interaction, flow } = context
  if (outcome.kind === 'challenge') {
    return toPage(challengePage(outcome.challenge), {
      ...flow, challengeSession: outcome.session, challenge: { name: outcome.challenge, parameters: outcome.parameters },
    })
  }
  const finished = await deps.bridge.finishInteraction(req, res, request, interaction.uid, outcome.authentication, pool.settings.Poolhouse.askToKeepSignedIn !== true || flow.keep === true)
  if (finished.kind === 'resume') return { kind: 'redirect', location: finished.url }
  const restart = deps.bridge.restartFrom(request, interaction.r)
  return restart === null ? toPage('/login', flow) : { kind: 'redirect', location: restart }
}
