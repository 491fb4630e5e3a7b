import { tracksDevices } from '#src/domain/devices/device-policy.ts'
import { newDevice } from '#src/domain/devices/new-device.ts'
import { runPostAuthentication } from '#src/domain/triggers/post-authentication.ts'
import type { GateDeps } from './gates/gate.ts'
import { GATES } from './gates/gates.ts'
import { openAttempt, type OpenAttemptDeps } from './open-attempt.ts'
import type { SignInOutcome } from './sign-in-outcome.ts'
import type { SignInProgress } from './sign-in-progress.ts'

export type CompleteSignInDeps = OpenAttemptDeps & GateDeps

/**
 * The single end of every way to sign in: asks the gates in order, and only behind the last one tells the post authentication
 * trigger and returns who was authenticated. A record is stored only when a challenge follows. Refusals of the gates and the trigger.
 */
export const completeSignIn = async (deps: CompleteSignInDeps, progress: SignInProgress): Promise<SignInOutcome> => {
  const { pool, client, user } = progress
  const now = deps.clock.now()
  for (const gate of GATES) {
    const next = await gate(progress, now, deps)
    if (next) return openAttempt(deps, progress, next, deps.random.token())
  }
  const deviceMetadata = isOnNewDevice(progress) ? newDevice(deps, pool, user) : undefined
  await runPostAuthentication(deps, { pool, client, clientMetadata: progress.clientMetadata }, { user, newDeviceUsed: deviceMetadata !== undefined })
  return {
    kind: 'signed-in',
    authentication: {
      poolId: pool.id,
      clientId: client.id,
      userId: user.id,
      username: user.username,
      authTime: now,
      amr: progress.amr,
      acr: null,
      eventId: progress.eventId,
      deviceKey: deviceMetadata?.deviceKey ?? (progress.deviceProven ? progress.deviceKey : null),
      tokenSource: progress.tokenSource,
    },
    ...(deviceMetadata === undefined ? {} : { deviceMetadata }),
  }
}

/** Whether the client is told a key for the device it runs on. Operators' password sign-ins know no devices, nor do hosted pages. */
const isOnNewDevice = ({ pool, wire, flow, deviceProven }: SignInProgress): boolean =>
  tracksDevices(pool) && wire !== 'hosted' && flow !== 'ADMIN_USER_PASSWORD_AUTH' && !deviceProven
