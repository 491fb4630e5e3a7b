import { isDomainError } from '#src/domain/domain-error.ts'
import { autoVerified } from '#src/domain/user-pools/read-user-pool.ts'
import { finishSignIn } from './finish-sign-in.ts'
import { toPage, type FlowForm } from './hosted-form.ts'
import { rememberDelivery } from './remember-delivery.ts'

/** Confirms the account by its code. The browser that signed up goes on signed in; any other goes to the sign-in page. */
export const confirmSignUpForm: FlowForm<'confirm-sign-up'> = {
  path: '/confirmUser',
  keep: [],
  async submit(deps, context, value) {
    const { pool, client, flow } = context
    const proof = flow.signUpProof
    try {
      await deps.operations.confirmSignUp({ pool, client, wire: 'hosted', username: value.username, code: value.code, ...(proof === undefined ? {} : { proof }) })
    } catch (error) {
      if (!isDomainError(error) || error.details.reason !== 'already-confirmed') throw error
      return toPage('/login', { username: value.username, notice: { code: 'already_confirmed', tone: 'info' } })
    }
    if (proof !== undefined) return finishSignIn(deps, context, await deps.operations.signInAfterSignUp({ pool, client, proof }))
    return toPage('/login', { username: value.username, notice: { code: 'account_confirmed', tone: 'success' } })
  },
}

/** Sends another code, for a new account or for a forgotten password. */
export const resendCodeForm: FlowForm<'resend-code'> = {
  path: (fields) => codePage(fields.get('purpose')),
  keep: [],
  limit: 'message_limit',
  async submit(deps, context, value) {
    const { pool, client, flow } = context
    const signUp = value.purpose === 'sign-up'
    const path = codePage(value.purpose)
    // The same for every name, known or not.
    if (signUp && autoVerified(pool).length === 0) return toPage(path, { ...flow, username: value.username, confirmedByOperator: true })
    if ((flow.resendAt ?? 0) > deps.clock.now().getTime()) {
      return toPage(path, { ...flow, username: value.username, summary: { code: 'resend_too_soon', tone: 'warning' } })
    }
    const proof = flow.signUpProof
    const delivery = signUp
      ? await deps.operations.resendConfirmationCode({ pool, client, wire: 'hosted', username: value.username, ...(proof === undefined ? {} : { proof }) })
      : await deps.operations.forgotPassword({ pool, client, wire: 'hosted', username: value.username })
    return toPage(path, { ...flow, username: value.username, ...rememberDelivery(deps.clock, delivery), notice: { code: 'code_sent', tone: 'success' } })
  },
}

/** The page that asks for the code. */
const codePage = (purpose: string | null): string => (purpose === 'reset-password' ? '/confirmforgotPassword' : '/confirmUser')

/** "Wrong address?": replaces it before the account is confirmed. */
export const changeContactForm: FlowForm<'change-contact'> = {
  path: '/confirmUser',
  keep: ['contact'],
  inputOf: (field) => (field === 'email' || field === 'phone_number' ? 'contact' : field),
  limit: 'message_limit',
  async submit(deps, context, value) {
    const { pool, client, flow } = context
    const changed = await deps.operations.changeUnconfirmedAddress({
      pool, client, proof: flow.signUpProof ?? '', username: value.username, attribute: value.medium === 'email' ? 'email' : 'phone_number', value: value.contact,
    })
    return toPage('/confirmUser', {
      ...flow, username: changed.username, ...rememberDelivery(deps.clock, changed.delivery), notice: { code: 'address_changed', tone: 'success' },
    })
  },
}
