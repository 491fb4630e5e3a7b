import { isDomainError } from '#src/domain/domain-error.ts'
import { finishSignIn } from './finish-sign-in.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import type { HostedFlow } from './hosted-flow.ts'
import { toPage, type FlowForm, type Next } from './hosted-form.ts'
import { setLastMethod } from './last-method-cookie.ts'
import { outcomeOfRefusal } from './outcome-of-refusal.ts'
import { beginCustomSignIn } from './post-custom-challenge.ts'
import { rememberDelivery } from './remember-delivery.ts'
import { requestOrigin } from './request-origin.ts'
import { summaryOfRefusal } from './summary-of-refusal.ts'
import { asksNameFirst, methodsOf, replacesPassword, withCustom } from './sign-in-methods.ts'

/** Checks identifier and password; goes on to what is next. */
export const signInForm: FlowForm<'sign-in'> = {
  path: '/login',
  keep: ['username', 'keep'],
  // Of codes that the second factor is.
  limit: 'message_limit',
  submit(deps, context, value) {
    const going: FlowContext = { ...context, flow: begun(context, value) }
    if (replacesPassword(deps, context)) return beginCustomSignIn(deps, going, value.username)
    return signInByPassword(deps, going, value.username, value.password)
  },
}

/** Takes the identifier and asks how to go on; at once where there is one way only, or a password manager filled in the password. */
export const identifyForm: FlowForm<'identify'> = {
  path: '/login',
  keep: ['username', 'keep'],
  limit: 'message_limit',
  async submit(deps, context, value) {
    const { username, password } = value
    const going: FlowContext = { ...context, flow: begun(context, value) }
    try {
      if (password !== undefined && !replacesPassword(deps, context)) return await signInByPassword(deps, going, username, password)
    } catch (error) {
      // Nobody sees the field that the manager filled in: the next page has one to correct it, and the other ways.
      if (!isDomainError(error) || error.details.reason !== 'wrong-credentials') throw error
      const next = await beginByChoice(deps, going, username)
      return next.kind === 'page' && next.path === '/login/choose' ? toPage(next.path, { ...next.flow, summary: summaryOfRefusal(error, deps.clock) }) : next
    }
    return beginByChoice(deps, going, username)
  },
}

/** The flow of somebody who has said who they are. */
export const begun = ({ flow: { methods: _methods, unknownPasskey: _unknown, factorSetUp: _setUp, recoveryCodeUsed: _used, ...flow } }: FlowContext, value: { username: string; keep: boolean; passkeys: boolean }): HostedFlow => ({
  ...flow, username: value.username, keep: value.keep, canMakePasskeys: value.passkeys,
})

/** A password that was typed beside the identifier. */
export const signInByPassword = (deps: HostedDeps, context: FlowContext, username: string, password: string): Promise<Next> =>
  orMendAccount(deps, context, username, async () => {
    const { pool, client } = context
    const outcome = await deps.operations.startSignIn({ pool, client, wire: 'hosted', flow: 'HOSTED_PASSWORD', username, password, tokensFollow: true, ...requestOrigin(deps, context) })
    if (asksNameFirst(pool, client)) setLastMethod(context, 'PASSWORD')
    return finishSignIn(deps, context, outcome)
  })

/** Begins a sign-in whose way is chosen: `preferred` at once if it is available, the only way there is at once too, else the choice. */
export const beginByChoice = (deps: HostedDeps, context: FlowContext, username: string, preferred?: string): Promise<Next> =>
  orMendAccount(deps, context, username, async () => {
    const { pool, client } = context
    const common = { pool, client, wire: 'hosted', ...requestOrigin(deps, context) } as const
    const outcome = await deps.operations.startSignIn({ ...common, flow: 'USER_AUTH', username, preferred })
    const methods = outcome.kind === 'challenge' && outcome.available !== undefined ? withCustom(methodsOf(outcome.available), deps.operations.offersCustomSignIn({ pool, client })) : []
    const flow = { ...context.flow, username, methods }
    const [only, ...others] = methods
    if (only === 'CUSTOM_AUTH') return beginCustomSignIn(deps, { ...context, flow }, username)
    if (outcome.kind !== 'challenge' || outcome.challenge !== 'SELECT_CHALLENGE' || only === undefined || others.length > 0 || only === 'PASSWORD') {
      return finishSignIn(deps, { ...context, flow }, outcome)
    }
    const chosen = await deps.operations.answerChallenge({ ...common, session: outcome.session, challenge: 'SELECT_CHALLENGE', responses: { ANSWER: only } })
    return finishSignIn(deps, { ...context, flow }, chosen)
  })

/** Goes to the page that mends what keeps an account out. Both are said only to somebody who has proven a first factor. */
export const orMendAccount = async (deps: HostedDeps, context: FlowContext, username: string, step: () => Promise<Next>): Promise<Next> => {
  try {
    return await step()
  } catch (error) {
    if (isDomainError(error) && error.code === 'UserNotConfirmed') return confirmFirst(deps, context, username)
    if (isDomainError(error) && error.code === 'PasswordResetRequired') {
      return toPage('/forgotPassword', { username, summary: { code: 'password_reset_required', tone: 'warning' } })
    }
    throw error
  }
}

/** Sends a fresh code, since the one of the sign-up may be long gone; where too many were sent already, says so on the code page. */
const confirmFirst = async (deps: HostedDeps, { pool, client }: FlowContext, username: string): Promise<Next> => {
  try {
    const delivery = await deps.operations.resendConfirmationCode({ pool, client, wire: 'hosted', username })
    return toPage('/confirmUser', { username, ...rememberDelivery(deps.clock, delivery), notice: { code: 'confirm_first', tone: 'info' } })
  } catch (error) {
    if (!isDomainError(error)) throw error
    if (error.details.reason === 'no-contact') return toPage('/confirmUser', { username, confirmedByOperator: true })
    return toPage('/confirmUser', { username, ...outcomeOfRefusal(error, deps.clock, 'message_limit') })
  }
}
