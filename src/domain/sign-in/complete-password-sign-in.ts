import { requireNamedDevice } from '#src/domain/devices/find-named-device.ts'
import { provePassword, type ProvePasswordDeps, type ProvePasswordInput } from './challenges/password.ts'
import { completeSignIn, type CompleteSignInDeps, settleTry } from './complete-sign-in.ts'
import type { SignInOutcome } from './sign-in-outcome.ts'
import type { SignInProgress } from './sign-in-progress.ts'

export type CompletePasswordSignInDeps = ProvePasswordDeps & CompleteSignInDeps

/** A password, and the gates behind it. A device that the client names must be there: ResourceNotFound. As provePassword and the gates refuse. */
export const completePasswordSignIn = async (
  deps: CompletePasswordSignInDeps, typed: ProvePasswordInput, progress: Omit<SignInProgress, 'user' | 'amr'>, tokensFollow: boolean | undefined,
): Promise<SignInOutcome> => {
  const { user, settles } = await provePassword(deps, typed)
  const proven = { ...progress, user, amr: ['pwd' as const] }
  if (progress.deviceKey === null) return completeSignIn(deps, proven, { settles, tokensFollow })
  await settleTry(deps, settles)
  await requireNamedDevice(deps, progress.pool, user, progress.deviceKey)
  return completeSignIn(deps, proven)
}
