import type { Offer } from './offers.ts'

export const RECOVERY_CODES_PATH = '/mfa/recoveryCodes'

/**
 * Recovery codes, after a sign-in that set a factor up where there are none: made and shown at once. After one that used a code, where few
 * are left: the page offers new ones.
 */
export const recoveryCodesOffer: Offer = {
  path: RECOVERY_CODES_PATH,
  async isWanted(deps, { flow }, { userId }) {
    if (flow.factorSetUp !== true && flow.recoveryCodeUsed !== true) return false
    const codes = await deps.operations.describeRecoveryCodes({ user: { id: userId } })
    return codes === null || codes.left === 0 || (flow.recoveryCodeUsed === true && codes.few)
  },
  async prepare(deps, { flow, pool }, { userId }) {
    if (flow.factorSetUp !== true) return flow
    return { ...flow, recoveryCodes: await deps.operations.makeRecoveryCodes({ user: { id: userId, poolId: pool.id } }) }
  },
}
