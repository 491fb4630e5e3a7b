import { requireSecondFactor } from '#src/domain/recovery-codes/require-second-factor.ts'
import { goOnSignedIn } from './after-sign-in.ts'
import { finishSignIn } from './finish-sign-in.ts'
import { toPage, type FlowForm } from './hosted-form.ts'
import { askedOf, orStartOver } from './post-second-factor.ts'
import { signedInUser } from './signed-in-user.ts'
import { RECOVERY_CODES_PATH } from './recovery-codes-offer.ts'
import { requestOrigin } from './request-origin.ts'

/** Answers the second factor that is asked for with a recovery code. */
export const recoveryCodeForm: FlowForm<'recovery-code'> = {
  path: '/mfa/recoveryCode',
  keep: ['remember'],
  submit: (deps, context, value) => orStartOver(context, async () => {
    const { pool, client, flow } = context
    const { session, challenge } = askedOf(context)
    const outcome = await deps.operations.answerChallenge({
      pool, client, wire: 'hosted', session, challenge: challenge.name, ...requestOrigin(deps, context, value), responses: { RECOVERY_CODE: value.recovery_code },
    })
    return finishSignIn(deps, { ...context, flow: { ...flow, recoveryCodeUsed: true } }, outcome)
  }),
}

/** Makes new recovery codes for who has just signed in; the page shows them. */
export const newRecoveryCodesForm: FlowForm<'new-recovery-codes'> = {
  path: RECOVERY_CODES_PATH,
  keep: [],
  submit: (deps, context) => orStartOver(context, async () => {
    const user = await signedInUser(deps, context)
    requireSecondFactor(context.pool, user)
    return toPage(RECOVERY_CODES_PATH, { ...context.flow, recoveryCodes: await deps.operations.makeRecoveryCodes({ user }) })
  }),
}

/** They are kept somewhere, or not wanted now: on to the application. What was shown is forgotten. */
export const recoveryCodesKeptForm: FlowForm<'recovery-codes-kept'> = {
  path: RECOVERY_CODES_PATH,
  keep: [],
  submit(deps, context) {
    const { recoveryCodes: _shown, ...flow } = context.flow
    return goOnSignedIn(deps, { ...context, flow })
  },
}
