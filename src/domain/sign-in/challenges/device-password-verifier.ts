import { findNamedDevice } from '#src/domain/devices/find-named-device.ts'
import { forgetSecondFactorTries, limitSecondFactor } from '#src/domain/mfa/limit-second-factor.ts'
import { incorrectCredentials, invalidSession } from '#src/domain/sign-in/sign-in-refusals.ts'
import type { ChallengeStrategy } from './challenge-strategy.ts'
import { isExchangeProven } from './srp-exchange.ts'

/**
 * DEVICE_PASSWORD_VERIFIER: the proof of a device, by the maths of passwords with the device group in the pool's place. Counted with
 * the second factors; any answer ends the record. NotAuthorized, LimitExceeded.
 */
export const devicePasswordVerifier: ChallengeStrategy = {
  singleUse: true,
  async judge(deps, answer) {
    const { user, pool, state, responses, from } = answer
    if (user === null || (responses['DEVICE_KEY'] !== undefined && responses['DEVICE_KEY'] !== state.deviceKey)) throw invalidSession()
    await limitSecondFactor(deps, user.id)
    const device = await findNamedDevice(deps, pool, user, state.deviceKey)
    const isProven = device !== null && isExchangeProven(deps.keyedHash, answer, {
      poolName: device.groupKey, userIdForSrp: device.key, verifierHex: device.srp.verifier,
    })
    if (!isProven) throw incorrectCredentials('device-not-proven')
    return {
      user, amr: [], deviceProven: true, tokenSource: 'AuthenticateDevice',
      change: async () => {
        await forgetSecondFactorTries(deps, user.id)
        await deps.devices.touchDevice(user.id, device.key, deps.clock.now(), from.address)
        return user
      },
    }
  },
}
