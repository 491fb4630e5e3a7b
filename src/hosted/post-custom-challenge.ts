import type { CustomChallengeContent } from '#src/contracts/hosted/views/custom-challenge-view.ts'
import type { FieldErrorCode } from '#src/contracts/hosted/outcome-codes.ts'
import { DomainError, isDomainError } from '#src/domain/domain-error.ts'
import { finishSignIn } from './finish-sign-in.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { toPage, type FlowForm, type Next } from './hosted-form.ts'
import { setLastMethod } from './last-method-cookie.ts'
import { challengePage } from './next-page.ts'
import { askedOf, isSessionLost, orStartOver } from './post-second-factor.ts'
import { begun, orMendAccount } from './post-sign-in.ts'
import { requestOrigin } from './request-origin.ts'
import { summaryOfRefusal } from './summary-of-refusal.ts'

/** "Sign in another way" beside the password, or the name alone in its place. */
export const customSignInForm: FlowForm<'custom-sign-in'> = {
  path: '/login',
  keep: ['username', 'keep'],
  limit: 'message_limit',
  submit: (deps, context, value) => beginCustomSignIn(deps, { ...context, flow: begun(context, value) }, value.username),
}

/** Begins a sign-in by the pool's functions. InvalidParameter where the pages do not offer it. */
export const beginCustomSignIn = (deps: HostedDeps, context: FlowContext, username: string): Promise<Next> =>
  orMendAccount(deps, context, username, async () => {
    const { pool, client } = context
    if (deps.operations.offersCustomSignIn({ pool, client }) === 'off') throw new DomainError('InvalidParameter', 'The selected challenge is not available.', { field: 'ANSWER' })
    const outcome = await deps.operations.startSignIn({ pool, client, wire: 'hosted', flow: 'CUSTOM_AUTH', username, ...requestOrigin(deps, context) })
    return finishSignIn(deps, context, outcome)
  })

/** Answers one round; the functions say whether there is another. Any answer uses the round up, whatever becomes of it. */
export const customChallengeForm: FlowForm<'custom-challenge'> = {
  path: '/login/challenge',
  keep: [],
  submit: (deps, context, value) => orStartOver(context, async () => {
    const { flow } = context
    const { session, challenge } = askedOf(context)
    // Of a page that stayed open while another tab went on: the answer is to another question.
    if (challenge.custom === undefined || challenge.custom.round !== value.round) return toPage(challengePage(challenge), { ...flow, summary: { code: 'session_changed', tone: 'warning' } })
    const answer = readAnswer(challenge.custom.content, value.answer)
    if (answer.kind === 'wrong') return toPage('/login/challenge', { ...flow, summary: { code: 'invalid_fields', tone: 'danger', values: { count: 1 } }, fieldErrors: { answer: { code: answer.code } } })
    return orMendAccount(deps, context, flow.username ?? '', () => answerRound(deps, context, session, answer.text))
  }),
}

const answerRound = async (deps: HostedDeps, context: FlowContext, session: string, answer: string): Promise<Next> => {
  const { pool, client, flow } = context
  try {
    const outcome = await deps.operations.answerChallenge({
      pool, client, wire: 'hosted', session, challenge: 'CUSTOM_CHALLENGE', ...requestOrigin(deps, context), responses: { ANSWER: answer },
    })
    if (outcome.kind === 'signed-in') setLastMethod(context, 'CUSTOM_AUTH')
    return await finishSignIn(deps, context, outcome)
  } catch (error) {
    if (!isDomainError(error) || isSessionLost(error) || ENDS_ELSEWHERE.has(error.details.reason ?? '') || MENDED.has(error.code)) throw error
    const { challenge: _challenge, challengeSession: _session, ...rest } = flow
    const summary = error.details.reason === 'wrong-credentials' ? { code: 'challenge_failed', tone: 'danger' } as const : summaryOfRefusal(error, deps.clock)
    return toPage((flow.methods ?? []).length > 0 ? '/login/choose' : '/login', { ...rest, summary })
  }
}

/** What the form's own refusals lead to. */
const ENDS_ELSEWHERE: ReadonlySet<string> = new Set(['level-unreachable'])
const MENDED: ReadonlySet<string> = new Set(['UserNotConfirmed', 'PasswordResetRequired'])

/** A password goes as it was typed, a code without the spaces of a paste, and a choice is one of those that were shown. */
const readAnswer = ({ input, choices }: CustomChallengeContent, typed: string): { kind: 'answer'; text: string } | { kind: 'wrong'; code: FieldErrorCode } => {
  if (choices !== undefined) return choices.some(({ value }) => value === typed) ? { kind: 'answer', text: typed } : { kind: 'wrong', code: 'choice' }
  const text = input === 'password' ? typed : input === 'code' ? typed.replaceAll(/[\s-]/g, '') : typed.trim()
  return text === '' ? { kind: 'wrong', code: 'required' } : { kind: 'answer', text }
}
