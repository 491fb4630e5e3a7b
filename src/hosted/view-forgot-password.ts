import type { ForgotPasswordView, ResetPasswordView } from '#src/contracts/hosted/views/recovery-view.ts'
import { passwordPolicy } from '#src/domain/user-pools/read-user-pool.ts'
import { flowFrame } from './build-frame.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { identifierKind } from './identifier.ts'
import { resendIn } from './view-confirm.ts'

/** Asks for the identifier; says nothing about whether it exists. */
export const viewForgotPassword = (deps: HostedDeps, context: FlowContext): ForgotPasswordView => ({
  screen: 'forgot-password',
  frame: flowFrame(deps, context),
  identifier: { kind: identifierKind(context.pool), value: context.flow.values?.['username'] ?? context.flow.username ?? context.interaction.params['login_hint'] ?? '' },
})

/** Code and new password on one page; null before a code was asked for in this flow. */
export const viewResetPassword = (deps: HostedDeps, context: FlowContext): ResetPasswordView | null => {
  const { flow } = context
  if (flow.username === undefined) return null
  return {
    screen: 'reset-password',
    frame: flowFrame(deps, context),
    username: flow.username,
    ...(flow.destination === undefined ? {} : { destination: flow.destination }),
    resend: resendIn(deps.clock, flow),
    passwordPolicy: passwordPolicy(context.pool),
    ...(flow.values?.['code'] === undefined || flow.fieldErrors?.['code'] !== undefined ? {} : { code: flow.values['code'] }),
    endSessions: { checked: true },
  }
}
