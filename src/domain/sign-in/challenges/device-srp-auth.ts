import type { Device } from '#src/domain/devices/device-store.ts'
import { deviceNotFound } from '#src/domain/devices/device-refusals.ts'
import { findNamedDevice } from '#src/domain/devices/find-named-device.ts'
import type { NextChallenge } from '#src/domain/sign-in/sign-in-progress.ts'
import { invalidSession } from '#src/domain/sign-in/sign-in-refusals.ts'
import { type ChallengeStrategy, requireResponse } from './challenge-strategy.ts'
import { beginExchange, requirePublicValue } from './srp-exchange.ts'

/** Asks a device that the client named to prove itself (Cognito: device authentication). */
export const deviceSrpChallenge = (device: Device): NextChallenge => ({ challenge: 'DEVICE_SRP_AUTH', parameters: { DEVICE_KEY: device.key }, state: {} })

/**
 * DEVICE_SRP_AUTH: the device's public value; its proof is asked for next, under a session of its own. InvalidParameter,
 * ResourceNotFound when the device was forgotten meanwhile.
 */
export const deviceSrpAuth: ChallengeStrategy = {
  singleUse: false,
  async judge(deps, answer) {
    const { user, pool, state, responses } = answer
    if (user === null || state.deviceKey === null) throw invalidSession()
    if (responses['DEVICE_KEY'] !== undefined && responses['DEVICE_KEY'] !== state.deviceKey) throw invalidSession()
    const srpA = requireResponse(answer, 'SRP_A')
    requirePublicValue(srpA)
    const device = await findNamedDevice(deps, pool, user, state.deviceKey)
    if (device === null) throw deviceNotFound()
    const { key, srp } = device
    return {
      next: () => {
        const { session, parameters, state: exchange } = beginExchange(deps, { srpA, verifierHex: srp.verifier })
        return Promise.resolve({
          session, challenge: 'DEVICE_PASSWORD_VERIFIER', parameters: { ...parameters, SALT: srp.salt, DEVICE_KEY: key, USERNAME: user.username }, state: exchange,
        })
      },
    }
  },
}
