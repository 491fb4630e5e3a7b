import { isDomainError } from '#src/domain/domain-error.ts'
import { finishSignIn } from './finish-sign-in.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { toPage, type FlowForm, type Next } from './hosted-form.ts'
import { outcomeOfRefusal } from './outcome-of-refusal.ts'
import { rememberDelivery } from './remember-delivery.ts'

/** Checks identifier and password; goes on to what is next. */
export const signInForm: FlowForm<'sign-in'> = {
  path: '/login',
  keep: ['username', 'keep'],
  // Of codes that the second factor is.
  limit: 'message_limit',
  async submit(deps, context, value) {
    const { pool, client } = context
    const { username, password } = value
    const flow = { ...context.flow, username, keep: value.keep }
    try {
      const outcome = await deps.operations.startSignIn({ pool, client, wire: 'hosted', flow: 'HOSTED_PASSWORD', username, password, address: context.request.clientIp })
      return await finishSignIn(deps, { ...context, flow }, outcome)
    } catch (error) {
      // Both are said only to somebody who knew the password.
      if (isDomainError(error) && error.code === 'UserNotConfirmed') return confirmFirst(deps, context, username)
      if (isDomainError(error) && error.code === 'PasswordResetRequired') {
        return toPage('/forgotPassword', { username, summary: { code: 'password_reset_required', tone: 'warning' } })
      }
      throw error
    }
  },
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
