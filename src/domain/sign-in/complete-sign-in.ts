import type { RecordUserEventDeps } from '#src/domain/activity/record-user-event.ts'
import type { CountedTry } from '#src/domain/attempts/attempt-store.ts'
import { runPostAuthentication } from '#src/domain/triggers/post-authentication.ts'
import { recordSignIn } from './record-sign-in.ts'
import { deviceOfSignIn, type DeviceOfSignInDeps, withBrowser } from './device-of-sign-in.ts'
import type { GateDeps } from './gates/gate.ts'
import { GATES } from './gates/gates.ts'
import { openAttempt, type OpenAttemptDeps } from './open-attempt.ts'
import type { SignInOutcome } from './sign-in-outcome.ts'
import type { SignInProgress } from './sign-in-progress.ts'
import { provenAuthentication } from './wanted-level.ts'

export type CompleteSignInDeps = RecordUserEventDeps & OpenAttemptDeps & GateDeps & DeviceOfSignInDeps

/** A right answer whose try is to be forgotten: at once, or with the tokens of a sign-in that is at its end. */
export type Settling = { settles?: CountedTry | undefined; tokensFollow?: boolean | undefined }

/**
 * The single end of every way to sign in: asks the gates in order, and only behind the last one tells the post authentication
 * trigger and returns who was authenticated. A record is stored only when a challenge follows. Refusals of the gates and the trigger.
 */
export const completeSignIn = async (deps: CompleteSignInDeps, progress: SignInProgress, { settles, tokensFollow }: Settling = {}): Promise<SignInOutcome> => {
  if (settles === undefined) return askGates(deps, progress)
  if (!tokensFollow) {
    await settleTry(deps, settles)
    return askGates(deps, progress)
  }
  const outcome = await askGates(deps, progress).catch(async (error: unknown) => {
    await settleTry(deps, settles)
    throw error
  })
  if (outcome.kind === 'signed-in') return { ...outcome, settles }
  await settleTry(deps, settles)
  return outcome
}

/** Forgets a try that turned out right. */
export const settleTry = (deps: Pick<CompleteSignInDeps, 'attempts'>, { kind, subject, network }: CountedTry): Promise<void> =>
  deps.attempts.resetAttempts(kind, subject, network)

const askGates = async (deps: CompleteSignInDeps, given: SignInProgress): Promise<SignInOutcome> => {
  const progress = await withBrowser(deps, given)
  const { pool, client, user } = progress
  const now = deps.clock.now()
  for (const gate of GATES) {
    const next = await gate(progress, now, deps)
    if (next) return openAttempt(deps, progress, next, deps.random.token())
  }
  const { deviceKey, ...handedOut } = await deviceOfSignIn(deps, progress)
  await runPostAuthentication(deps, { pool, client, clientMetadata: progress.clientMetadata }, { user, newDeviceUsed: Object.keys(handedOut).length > 0 })
  recordSignIn(deps, progress)
  return {
    kind: 'signed-in',
    authentication: {
      poolId: pool.id,
      clientId: client.id,
      userId: user.id,
      username: user.username,
      ...provenAuthentication(progress, now),
      eventId: progress.eventId,
      deviceKey,
      tokenSource: progress.tokenSource,
    },
    ...handedOut,
  }
}
