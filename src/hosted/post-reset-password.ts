import { isPasswordChange, passwordChanged } from './begin-password-change.ts'
import { finishSignIn } from './finish-sign-in.ts'
import { toPage, type FlowForm } from './hosted-form.ts'
import { rememberDelivery } from './remember-delivery.ts'

/** Sends a reset code; the next page is the same whoever asked. */
export const forgotPasswordForm: FlowForm<'forgot-password'> = {
  path: '/forgotPassword',
  keep: ['username'],
  limit: 'message_limit',
  async submit(deps, context, value) {
    const { pool, client } = context
    const delivery = await deps.operations.forgotPassword({ pool, client, wire: 'hosted', username: value.username })
    return toPage('/confirmforgotPassword', { username: value.username, ...rememberDelivery(deps.clock, delivery) })
  },
}

/** Sets the new password and signs in with it, so that a second factor is still asked for; ends here where no application waits. */
export const resetPasswordForm: FlowForm<'reset-password'> = {
  path: '/confirmforgotPassword',
  keep: ['code'],
  async submit(deps, context, value) {
    const { pool, client, request, interaction } = context
    const { username, password } = value
    await deps.operations.confirmForgotPassword({ pool, client, wire: 'hosted', username, code: value.code, password, endSessions: value.end_sessions })
    if (isPasswordChange(interaction)) return { kind: 'redirect', location: passwordChanged(request, client) }
    // No guess any more: the limits of networks do not apply.
    const outcome = await deps.operations.startSignIn({ pool, client, wire: 'hosted', flow: 'HOSTED_PASSWORD', username, password, tokensFollow: true })
    return finishSignIn(deps, { ...context, flow: { username } }, outcome)
  },
}
