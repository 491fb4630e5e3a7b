import { DomainError, isDomainError } from '#src/domain/domain-error.ts'
import type { SignInMethod } from '#src/contracts/hosted/views/first-factor-view.ts'
import type { ChallengeName } from '#src/domain/sign-in/challenge.ts'
import type { SignInOutcome } from '#src/domain/sign-in/sign-in-outcome.ts'
import { finishSignIn } from './finish-sign-in.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { toPage, type FlowForm, type Next } from './hosted-form.ts'
import { setLastMethod } from './last-method-cookie.ts'
import { beginCustomSignIn } from './post-custom-challenge.ts'
import { requestOrigin } from './request-origin.ts'
import { replacesPassword } from './sign-in-methods.ts'
import { summaryOfRefusal } from './summary-of-refusal.ts'
import { askedOf, isSessionLost, orStartOver } from './post-second-factor.ts'
import { beginByChoice, orMendAccount, signInByPassword } from './post-sign-in.ts'

/** How to sign in, once somebody has said who they are. A choice that was left open too long is simply made anew. */
export const chooseMethodForm: FlowForm<'choose-method'> = {
  path: '/login/choose',
  keep: [],
  limit: 'message_limit',
  inputOf: (field) => (field === 'ANSWER' ? 'method' : field),
  async submit(deps, context, { method, password, passkeys }) {
    const { username } = context.flow
    if (username === undefined) return toPage('/login', { summary: { code: 'page_expired', tone: 'warning' } })
    if (method === 'PASSWORD' && password === undefined) return missingPassword(context)
    const going: FlowContext = { ...context, flow: { ...context.flow, canMakePasskeys: passkeys || context.flow.canMakePasskeys === true } }
    if (method === 'CUSTOM_AUTH') return beginCustomSignIn(deps, going, username)
    if (method === 'PASSWORD' && context.flow.challenge?.name !== 'PASSWORD' && replacesPassword(deps, context)) throw notOffered()
    return orMendAccount(deps, going, username, async () => {
      const outcome = await choose(deps, going, method, password)
      if (outcome === null) return password === undefined || method !== 'PASSWORD' ? beginByChoice(deps, going, username, method) : signInByPassword(deps, going, username, password)
      if (method === 'PASSWORD') setLastMethod(context, method)
      return finishSignIn(deps, going, outcome)
    })
  },
}

/** Answers the choice that is open; null when none is (any more). */
const choose = async (deps: HostedDeps, context: FlowContext, method: SignInMethod, password: string | undefined): Promise<SignInOutcome | null> => {
  const { pool, client, flow } = context
  const answer = answerTo(flow.challenge?.name, method, password)
  if (answer === null || flow.challengeSession === undefined) return null
  // Somebody unknown may come from the pool's migration function: by a sign-in of its own, for everybody alike.
  if (answer.challenge === 'SELECT_CHALLENGE' && method === 'PASSWORD' && pool.settings.LambdaConfig.UserMigration !== undefined) return null
  try {
    return await deps.operations.answerChallenge({ pool, client, wire: 'hosted', session: flow.challengeSession, ...requestOrigin(deps, context), ...answer })
  } catch (error) {
    if (isSessionLost(error)) return null
    throw error
  }
}

/** What the choice answers: which way to go, or the password that a sign-in under way still lacks. */
const answerTo = (asked: ChallengeName | undefined, method: SignInMethod, password: string | undefined) => {
  const given = method === 'PASSWORD' && password !== undefined ? { PASSWORD: password } : null
  if (asked === 'SELECT_CHALLENGE') return { challenge: asked, responses: { ANSWER: method, ...given } }
  return asked === 'PASSWORD' && given !== null ? { challenge: asked, responses: given } : null
}

const notOffered = (): DomainError => new DomainError('InvalidParameter', 'The selected challenge is not available.', { field: 'ANSWER' })

const missingPassword = ({ flow }: FlowContext): Next =>
  toPage('/login/choose', { ...flow, summary: { code: 'invalid_fields', tone: 'danger', values: { count: 1 } }, fieldErrors: { password: { code: 'required' } } })

/** The code that signs in by itself. */
export const signInCodeForm: FlowForm<'sign-in-code'> = {
  path: '/login/code',
  keep: [],
  submit: (deps, context, value) => orStartOver(context, async () => {
    const { pool, client, flow } = context
    const { session, challenge } = askedOf(context)
    const method = challenge.name === 'SMS_OTP' ? 'SMS_OTP' : 'EMAIL_OTP'
    return orMendAccount(deps, context, flow.username ?? '', async () => {
      const outcome = await deps.operations.answerChallenge({
        pool, client, wire: 'hosted', session, challenge: method, ...requestOrigin(deps, context), responses: { [`${method}_CODE`]: value.code },
      })
      setLastMethod(context, method)
      return finishSignIn(deps, context, outcome)
    })
  }),
}

/** Another code in its place. */
export const signInCodeResendForm: FlowForm<'sign-in-code-resend'> = {
  path: '/login/code',
  keep: [],
  limit: 'message_limit',
  submit: (deps, context) => orStartOver(context, async () => {
    const { pool, client } = context
    const outcome = await deps.operations.resendCode({ pool, client, wire: 'hosted', session: askedOf(context).session, ...requestOrigin(deps, context) })
    return finishSignIn(deps, { ...context, flow: { ...context.flow, notice: { code: 'code_sent', tone: 'success' } } }, outcome)
  }),
}

/** A passkey of somebody who has said who they are. Any answer uses the challenge up: after a wrong one there is the choice again. */
export const usePasskeyForm: FlowForm<'use-passkey'> = {
  path: '/login/choose',
  keep: [],
  submit: (deps, context, value) => orStartOver(context, async () => {
    const { pool, client, flow } = context
    const { session } = askedOf(context)
    try {
      return await orMendAccount(deps, context, flow.username ?? '', async () => {
        const outcome = await deps.operations.answerChallenge({
          pool, client, wire: 'hosted', session, challenge: 'WEB_AUTHN', ...requestOrigin(deps, context), responses: { CREDENTIAL: value.credential },
        })
        setLastMethod(context, 'WEB_AUTHN')
        return finishSignIn(deps, context, outcome)
      })
    } catch (error) {
      if (!isDomainError(error) || isSessionLost(error)) throw error
      const { challenge: _challenge, challengeSession: _session, ...rest } = flow
      return toPage('/login/choose', { ...rest, summary: summaryOfRefusal(error, deps.clock) })
    }
  }),
}
