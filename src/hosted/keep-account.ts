import type { KeepAccountView } from '#src/contracts/hosted/views/account-safety-view.ts'
import { flowFrame } from './build-frame.ts'
import { finishSignIn } from './finish-sign-in.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import type { FlowForm } from './hosted-form.ts'
import { askedOf, orStartOver } from './post-second-factor.ts'
import { requestOrigin } from './request-origin.ts'

/** Asks whether an account is kept after all; null unless the sign-in has come to that. */
export const viewKeepAccount = (deps: HostedDeps, context: FlowContext): KeepAccountView | null => {
  const { challenge } = context.flow
  if (challenge?.name !== 'KEEP_ACCOUNT') return null
  const dueAt = challenge.parameters['DELETION_DUE_AT'] ?? ''
  return { screen: 'keep-account', frame: flowFrame(deps, context), dueAt, leaveHref: `${context.request.address.basePath}/signedOut` }
}

/** Keeps the account, and goes on signing in. */
export const keepAccountForm: FlowForm<'keep-account'> = {
  path: '/keepAccount',
  keep: [],
  submit: (deps, context) => orStartOver(context, async () => {
    const { pool, client } = context
    const { session } = askedOf(context)
    const outcome = await deps.operations.answerChallenge({ pool, client, wire: 'hosted', session, challenge: 'KEEP_ACCOUNT', ...requestOrigin(deps, context), responses: { ANSWER: 'KEEP' } })
    return finishSignIn(deps, context, outcome)
  }),
}
