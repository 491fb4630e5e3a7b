import type { CountedTry } from '#src/domain/attempts/attempt-store.ts'
import type { Authentication } from '#src/domain/sign-in/challenge.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import type { SignedIn } from './hosted-flow.ts'
import { toPage, type Next } from './hosted-form.ts'
import { OFFERS } from './offers.ts'

/**
 * Between a finished sign-in and the application: shows each page that has something to offer to this person, once, and then hands the
 * sign-in over. Forms of such a page come back here by `goOnSignedIn`. `settles`: the try of the sign-in, if it is still counted.
 */
export const afterSignIn = async (deps: HostedDeps, context: FlowContext, authentication: Authentication, settles?: CountedTry): Promise<Next> => {
  const { flow } = context
  const shown = flow.offersShown ?? []
  for (const { path, isWanted, prepare } of OFFERS) {
    if (shown.includes(path) || !(await isWanted(deps, context, authentication))) continue
    await settle(deps, settles)
    const prepared = prepare === undefined ? flow : await prepare(deps, context, authentication)
    return toPage(path, { ...prepared, signedIn: { ...authentication, authTime: authentication.authTime.toISOString() }, offersShown: [...shown, path] })
  }
  return handOver(deps, context, authentication, settles)
}

/** Goes on from a page that stood between sign-in and application. Somebody who has not signed in goes to the sign-in page. */
export const goOnSignedIn = (deps: HostedDeps, context: FlowContext): Promise<Next> => {
  const authentication = authenticationOf(context.flow.signedIn)
  if (authentication === null) return Promise.resolve(toPage('/login', context.flow))
  const { authenticatorKey: _, ...flow } = context.flow
  return afterSignIn(deps, { ...context, flow }, authentication)
}

/** The finished sign-in that a flow keeps. */
export const authenticationOf = (signedIn: SignedIn | undefined): Authentication | null =>
  signedIn === undefined ? null : { ...signedIn, authTime: new Date(signedIn.authTime) }

const settle = async (deps: HostedDeps, settles: CountedTry | undefined): Promise<void> => {
  if (settles !== undefined) await deps.operations.settleTry(settles)
}

/** At once to the application where that can be; else by the way back of the authorize request. */
const handOver = async (deps: HostedDeps, { req, res, request, pool, interaction, flow }: FlowContext, authentication: Authentication, settles: CountedTry | undefined): Promise<Next> => {
  const { uid } = interaction
  const keep = pool.settings.Poolhouse.askToKeepSignedIn !== true || flow.keep === true
  const location = await deps.bridge.answerAtOnce(req, res, request, { pool, uid, authentication, keep, settles })
  if (location !== null) return { kind: 'redirect', location }
  await settle(deps, settles)
  const finished = await deps.bridge.finishInteraction(req, res, request, uid, authentication, keep)
  if (finished.kind === 'resume') return { kind: 'redirect', location: finished.url }
  const restart = deps.bridge.restartFrom(request, interaction.r)
  return restart === null ? toPage('/login', flow) : { kind: 'redirect', location: restart }
}
