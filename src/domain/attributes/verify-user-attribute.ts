import { checkCode, type CheckCodeDeps, spendCode, type SpendCodeDeps } from '#src/domain/codes/check-code.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { changeUser, type ChangeUserDeps } from '#src/domain/users/change-user.ts'
import type { FindUserDeps } from '#src/domain/users/find-user.ts'
import { refuseHeldAliases } from '#src/domain/users/refuse-held-aliases.ts'
import type { User } from '#src/domain/users/user.ts'
import { requireContactAttribute } from './require-contact-attribute.ts'

export type VerifyUserAttributeDeps = CheckCodeDeps & SpendCodeDeps & ChangeUserDeps & FindUserDeps

/**
 * Proves a contact by its code; a value that waited goes live (Cognito: VerifyUserAttribute). The try is counted first; of racing
 * calls with one code exactly one wins; a conflict over an alias leaves the code alive.
 * LimitExceeded, CodeMismatch, ExpiredCode, AliasExists, InvalidParameter.
 */
export const verifyUserAttribute = async (
  deps: VerifyUserAttributeDeps, input: { pool: UserPool; user: User; attribute: string; code: string },
): Promise<User> => {
  const { pool, user } = input
  const attribute = requireContactAttribute(input.attribute)
  const live = await checkCode(deps, 'verify-attribute', user, `attribute:${attribute}`, input.code)
  const verify = (current: User): User => {
    const { [attribute]: waiting, ...otherPending } = current.pendingAttributes
    const isWaiting = waiting === live.destination
    if (!isWaiting && current.attributes[attribute] !== live.destination) return current
    return {
      ...current,
      attributes: { ...current.attributes, [attribute]: live.destination, [`${attribute}_verified`]: 'true' },
      pendingAttributes: isWaiting ? otherPending : current.pendingAttributes,
    }
  }
  await refuseHeldAliases(deps, pool, verify(user))
  await spendCode(deps, live)
  return changeUser(deps, pool, user, verify)
}
