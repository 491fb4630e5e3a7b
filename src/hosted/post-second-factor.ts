import { DomainError, isDomainError } from '#src/domain/domain-error.ts'
import { finishSignIn } from './finish-sign-in.ts'
import type { FlowContext } from './hosted-context.ts'
import { toPage, type FlowForm, type Next } from './hosted-form.ts'
import { requestOrigin } from './request-origin.ts'

/** The response that carries the code of a second factor. */
const RESPONSES = { SOFTWARE_TOKEN_MFA: 'SOFTWARE_TOKEN_MFA_CODE', SMS_MFA: 'SMS_MFA_CODE', EMAIL_OTP: 'EMAIL_OTP_CODE' } as const

/** Answers a second factor with its code. */
export const mfaCodeForm: FlowForm<'mfa-code'> = {
  path: '/mfa',
  keep: ['remember'],
  submit: (deps, context, value) => orStartOver(context, async () => {
    const { pool, client, flow } = context
    const { session, challenge } = askedOf(context)
    if (challenge.name !== 'SOFTWARE_TOKEN_MFA' && challenge.name !== 'SMS_MFA' && challenge.name !== 'EMAIL_OTP') throw sessionLost()
    const outcome = await deps.operations.answerChallenge({
      pool, client, wire: 'hosted', session, challenge: challenge.name, ...requestOrigin(deps, context, value), responses: { [RESPONSES[challenge.name]]: value.code },
    })
    return finishSignIn(deps, { ...context, flow: challenge.provesContact ? { ...flow, factorSetUp: true } : flow }, outcome)
  }),
}

/** Chooses one of several second factors; its code is sent by it. */
export const mfaChooseForm: FlowForm<'mfa-choose'> = {
  path: '/mfa',
  keep: [],
  limit: 'message_limit',
  submit: (deps, context, value) => orStartOver(context, async () => {
    const { pool, client } = context
    const outcome = await deps.operations.answerChallenge({
      pool, client, wire: 'hosted', session: askedOf(context).session, challenge: 'SELECT_MFA_TYPE', ...requestOrigin(deps, context), responses: { ANSWER: value.factor },
    })
    return finishSignIn(deps, context, outcome)
  }),
}

/** "Try another way": to the choice among all second factors, or back from a new address to what can be set up. */
export const mfaAnotherForm: FlowForm<'mfa-another'> = {
  path: '/mfa',
  keep: [],
  submit: (deps, context) => orStartOver(context, async () => {
    const { pool, client } = context
    return finishSignIn(deps, context, await deps.operations.chooseAnotherFactor({ pool, client, wire: 'hosted', session: askedOf(context).session }))
  }),
}

/** Sends another code. */
export const mfaResendForm: FlowForm<'mfa-resend'> = {
  path: '/mfa',
  keep: [],
  limit: 'message_limit',
  submit: (deps, context) => orStartOver(context, async () => {
    const { pool, client } = context
    const outcome = await deps.operations.resendCode({ pool, client, wire: 'hosted', session: askedOf(context).session, ...requestOrigin(deps, context) })
    return finishSignIn(deps, { ...context, flow: { ...context.flow, notice: { code: 'code_sent', tone: 'success' } } }, outcome)
  }),
}

/** The challenge that this flow is at. NotAuthorized where there is none. */
export const askedOf = ({ flow }: Pick<FlowContext, 'flow'>) => {
  if (flow.challengeSession === undefined || flow.challenge === undefined) throw sessionLost()
  return { session: flow.challengeSession, challenge: flow.challenge }
}

/** A sign-in that was not finished in time, or in another tab, begins again with what was typed; every other refusal is the form's to show. */
export const orStartOver = async (context: FlowContext, step: () => Promise<Next>): Promise<Next> => {
  try {
    return await step()
  } catch (error) {
    if (!isSessionLost(error)) throw error
    const { username, keep } = context.flow
    return toPage('/login', { ...(username === undefined ? {} : { username }), ...(keep === undefined ? {} : { keep }), summary: { code: 'page_expired', tone: 'warning' } })
  }
}

/** Whether a refusal says that the sign-in under way is over. */
export const isSessionLost = (error: unknown): boolean => isDomainError(error) && error.code === 'NotAuthorized' && LOST.has(error.details.reason ?? '')

const LOST: ReadonlySet<string> = new Set(['session-invalid', 'session-expired'])

const sessionLost = (): DomainError => new DomainError('NotAuthorized', 'Invalid session for the user.', { reason: 'session-expired' })
