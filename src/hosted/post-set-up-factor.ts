import { DomainError } from '#src/domain/domain-error.ts'
import { activeFactors } from '#src/domain/mfa/active-factors.ts'
import type { SecondFactor } from '#src/domain/mfa/second-factors.ts'
import { finishSignIn } from './finish-sign-in.ts'
import { goOnSignedIn } from './after-sign-in.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { toPage, type FlowForm, type Next } from './hosted-form.ts'
import { askedOf, orStartOver } from './post-second-factor.ts'
import { requestOrigin } from './request-origin.ts'
import { signedInUser } from './signed-in-user.ts'

/** Begins to set up an authenticator; after a sign-in also switches codes to a proven contact on, which need nothing more. */
export const mfaSetUpForm: FlowForm<'mfa-set-up'> = {
  path: (_fields) => '/mfa/setup',
  keep: [],
  submit: (deps, context, { factor }) => orStartOver(context, async () => {
    if (context.flow.signedIn !== undefined) return setUpOffered(deps, context, factor)
    if (factor !== 'SOFTWARE_TOKEN_MFA') throw notToSetUp()
    const { secretCode, session } = await deps.operations.associateBySession({ wire: 'hosted', session: askedOf(context).session })
    return toPage('/mfa/app', { ...context.flow, challengeSession: session, authenticatorKey: secretCode })
  }),
}

const setUpOffered = async (deps: HostedDeps, context: FlowContext, factor: SecondFactor): Promise<Next> => {
  const { pool, flow } = context
  const user = await userWithoutFactor(deps, context)
  if (factor === 'SOFTWARE_TOKEN_MFA') {
    const { secretCode } = await deps.operations.associateSoftwareToken({ pool, user })
    return toPage('/mfa/app', { ...flow, authenticatorKey: secretCode })
  }
  const member = factor === 'SMS_MFA' ? 'SMSMfaSettings' : 'EmailMfaSettings'
  await deps.operations.setUserMfaPreference({ pool, user, by: 'user', [member]: { Enabled: true } })
  return goOnSignedIn(deps, { ...context, flow: { ...flow, factorSetUp: true } })
}

/** The first code of the authenticator: it is in use from then on, and asked for at the next sign-in. */
export const mfaAppForm: FlowForm<'mfa-app'> = {
  path: '/mfa/app',
  keep: ['device_name'],
  submit: (deps, context, value) => orStartOver(context, async () => {
    const { pool, client, flow } = context
    const given = { userCode: value.code, friendlyName: value.device_name === '' ? null : value.device_name }
    const done = { ...context, flow: { ...flow, factorSetUp: true as const } }
    if (flow.signedIn !== undefined) {
      const user = await userWithoutFactor(deps, context)
      await deps.operations.verifySoftwareToken({ pool, user, ...given })
      await deps.operations.setUserMfaPreference({ pool, user, by: 'user', SoftwareTokenMfaSettings: { Enabled: true } })
      return goOnSignedIn(deps, done)
    }
    const { session } = await deps.operations.verifyBySession({ ...given, wire: 'hosted', session: askedOf(context).session })
    const outcome = await deps.operations.answerChallenge({ pool, client, wire: 'hosted', session, challenge: 'MFA_SETUP', ...requestOrigin(deps, context), responses: {} })
    return finishSignIn(deps, done, outcome)
  }),
}

/** The page that asks for the contact of a factor. */
export const CONTACT_PAGES = { EMAIL_OTP: '/mfa/email', SMS_MFA: '/mfa/phone' } as const

/** An address or number for codes, where the account has none: a code proves it next. */
export const mfaContactForm: FlowForm<'mfa-contact'> = {
  path: (fields) => CONTACT_PAGES[fields.get('medium') === 'sms' ? 'SMS_MFA' : 'EMAIL_OTP'],
  keep: ['contact'],
  inputOf: () => 'contact',
  limit: 'message_limit',
  submit: (deps, context, { medium, contact }) => orStartOver(context, async () => {
    const { pool, client } = context
    const outcome = await deps.operations.answerChallenge({
      pool, client, wire: 'hosted', session: askedOf(context).session, challenge: 'MFA_SETUP', ...requestOrigin(deps, context),
      responses: { [medium === 'sms' ? 'PHONE_NUMBER' : 'EMAIL']: contact },
    })
    return finishSignIn(deps, context, outcome)
  }),
}

/** "Not now": not asked again for a while. */
export const mfaNotNowForm: FlowForm<'mfa-not-now'> = {
  path: '/mfa/offer',
  keep: [],
  async submit(deps, context) {
    const { signedIn } = context.flow
    if (signedIn !== undefined) await deps.operations.declineSecondFactor({ userId: signedIn.userId })
    return goOnSignedIn(deps, context)
  },
}

/** Whoever has switched a factor on since, in another browser, is not replaced by one who has proven a password alone. NotAuthorized. */
const userWithoutFactor = async (deps: HostedDeps, context: FlowContext) => {
  const user = await signedInUser(deps, context)
  if (activeFactors(context.pool, user).length > 0) throw new DomainError('NotAuthorized', 'Invalid session for the user.', { reason: 'session-invalid' })
  return user
}

const notToSetUp = (): DomainError => new DomainError('InvalidParameter', 'This factor cannot be set up here.', { reason: 'no-set-up', field: 'factor' })
