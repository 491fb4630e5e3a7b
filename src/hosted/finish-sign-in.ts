import type { SecondFactor } from '#src/domain/mfa/second-factors.ts'
import { messageFactorOf } from '#src/domain/sign-in/challenges/message-mfa.ts'
import { takesRecoveryCode } from '#src/domain/sign-in/challenges/recovery-code.ts'
import { wasAnsweredWrong } from '#src/domain/sign-in/custom-auth.ts'
import { BETWEEN_CODES } from '#src/domain/sign-in/resend-code.ts'
import type { SignInOutcome } from '#src/domain/sign-in/sign-in-outcome.ts'
import { signInStateSchema } from '#src/domain/sign-in/sign-in-progress.ts'
import { afterSignIn } from './after-sign-in.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import type { AskedChallenge, HostedFlow } from './hosted-flow.ts'
import { toPage, type Next } from './hosted-form.ts'
import { keepBrowser } from './kept-browser.ts'
import { challengePage } from './next-page.ts'

/** Goes on after an answer: to the page of the challenge that is next, or back to the application. */
export const finishSignIn = async (deps: HostedDeps, context: FlowContext, outcome: SignInOutcome): Promise<Next> => {
  if (outcome.kind === 'signed-in') {
    keepBrowser(deps, context, { userId: outcome.authentication.userId, browserDevice: outcome.browserDevice })
    return afterSignIn(deps, { ...context, flow: begunAnew(context.flow) }, outcome.authentication, outcome.settles)
  }
  const challenge = { ...askedBy(outcome), ...(await recoveryOf(deps, outcome)), ...(await customOf(deps, context, outcome)) }
  const flow: HostedFlow = {
    ...begunAnew(context.flow), challengeSession: outcome.session, challenge, ...saidOf(context.flow, outcome),
    ...(challenge.parameters['CODE_DELIVERY_DESTINATION'] === undefined ? {} : { resendAt: outcome.attempt.createdAt.getTime() + BETWEEN_CODES }),
  }
  if (challenge.name !== 'MFA_SETUP' || challenge.settable?.join() !== 'SOFTWARE_TOKEN_MFA') return toPage(challengePage(challenge), flow)
  // The only thing to set up: nobody needs to choose it.
  const { secretCode, session } = await deps.operations.associateBySession({ wire: 'hosted', session: outcome.session })
  return toPage('/mfa/app', { ...flow, challengeSession: session, authenticatorKey: secretCode })
}

/** Whether a recovery code would do instead: where a second factor is asked for, and codes are left. */
const recoveryOf = async (deps: HostedDeps, { challenge, attempt: { userId, state } }: Extract<SignInOutcome, { kind: 'challenge' }>): Promise<{ byRecoveryCode?: true }> => {
  if (userId === null || !takesRecoveryCode(challenge, signInStateSchema.parse(state).challenge)) return {}
  const codes = await deps.operations.describeRecoveryCodes({ user: { id: userId } })
  return codes !== null && codes.left > 0 ? { byRecoveryCode: true } : {}
}

/** What the pool's functions ask, made fit for a page once and for all: nothing else of it is kept. */
const customOf = async (deps: HostedDeps, { request, pool, client }: FlowContext, { challenge, parameters }: Extract<SignInOutcome, { kind: 'challenge' }>): Promise<Pick<AskedChallenge, 'custom' | 'parameters'> | null> => {
  if (challenge !== 'CUSTOM_CHALLENGE') return null
  const { content, ignored } = await deps.operations.describeCustomChallenge(parameters)
  if (ignored.length > 0) deps.log.warn({ requestId: request.requestId, poolId: pool.id, clientId: client.id, parameters: ignored }, 'the page leaves out challenge parameters that it cannot use')
  return { parameters: {}, custom: { round: deps.random.uuid(), content } }
}

/** Functions that ask again after a wrong answer; and functions that ask for the password, which is the only way on then. */
const saidOf = ({ methods = [] }: HostedFlow, { challenge, attempt }: Extract<SignInOutcome, { kind: 'challenge' }>): Pick<HostedFlow, 'summary' | 'methods'> => {
  if (challenge === 'PASSWORD' && methods.length === 0) return { methods: ['PASSWORD'] }
  return challenge === 'CUSTOM_CHALLENGE' && wasAnsweredWrong(signInStateSchema.parse(attempt.state)) ? { summary: { code: 'answer_mismatch', tone: 'danger' } } : {}
}

/** What the pages keep of a challenge. */
const askedBy = ({ challenge: name, parameters, available, attempt }: Extract<SignInOutcome, { kind: 'challenge' }>): AskedChallenge => {
  const { challenge } = signInStateSchema.parse(attempt.state)
  const sent = messageFactorOf(challenge)
  const { contacts, settable } = challenge
  return {
    name, parameters, expiresAt: attempt.expiresAt.getTime(), isSecond: sent !== null, provesContact: sent?.setUp !== undefined,
    ...(available === undefined ? {} : { available }),
    ...(contacts === undefined ? {} : { contacts: contacts as Record<string, string> }),
    ...(settable === undefined ? {} : { settable: settable as SecondFactor[] }),
  }
}

/** Nothing stays of the challenge before, nor of a sign-in that somebody else may have finished in this browser meanwhile. */
const begunAnew = ({
  challenge: _challenge, challengeSession: _session, authenticatorKey: _key, resendAt: _resendAt, signedIn: _signedIn, offersShown: _shown, recoveryCodes: _codes, ...flow
}: HostedFlow): HostedFlow => flow
