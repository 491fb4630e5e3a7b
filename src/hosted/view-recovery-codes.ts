import type { RecoveryCodesView, RecoveryCodeView } from '#src/contracts/hosted/views/recovery-codes-view.ts'
import { flowFrame } from './build-frame.ts'
import { pageHref, type FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { rememberChoice } from './remember-choice.ts'

/** Asks for a recovery code in place of the second factor. Null when that is not what is next, or no longer. */
export const viewRecoveryCode = (deps: HostedDeps, context: FlowContext): RecoveryCodeView | null => {
  const { challenge } = context.flow
  if (challenge?.byRecoveryCode !== true || challenge.expiresAt <= deps.clock.now().getTime()) return null
  return { screen: 'recovery-code', frame: flowFrame(deps, context), otherHref: pageHref(context, '/mfa'), ...rememberChoice(context) }
}

/** New recovery codes, as long as this flow goes on; or, where few are left, the offer to make new ones. Null for who has not signed in. */
export const viewRecoveryCodes = async (deps: HostedDeps, context: FlowContext): Promise<RecoveryCodesView | null> => {
  const { signedIn, recoveryCodes, username } = context.flow
  if (signedIn === undefined) return null
  const page = { screen: 'recovery-codes', frame: flowFrame(deps, context) } as const
  if (recoveryCodes !== undefined) return { ...page, step: { kind: 'new', codes: recoveryCodes, ...(username === undefined ? {} : { account: username }) } }
  const codes = await deps.operations.describeRecoveryCodes({ user: { id: signedIn.userId } })
  return { ...page, step: { kind: 'few', left: codes?.left ?? 0 } }
}
