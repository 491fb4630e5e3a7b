import { DomainError } from '#src/domain/domain-error.ts'
import { deleteRecoveryCodesWithoutFactor, type DeleteRecoveryCodesDeps } from '#src/domain/recovery-codes/delete-recovery-codes.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { changeUser, type ChangeUserDeps } from '#src/domain/users/change-user.ts'
import type { User } from '#src/domain/users/user.ts'
import type { SoftwareTokenStore } from './software-token-store.ts'

export type DeleteSoftwareTokenDeps = ChangeUserDeps & DeleteRecoveryCodesDeps & { softwareTokens: Pick<SoftwareTokenStore, 'deleteSoftwareToken'> }

/**
 * An operator takes a user's authenticator away, with what it stood for; the user may register another (Cognito:
 * AdminDeleteSoftwareToken). Recovery codes go with the last factor. Nothing happens when there is none. UserNotConfirmed.
 */
export const deleteSoftwareToken = async (deps: DeleteSoftwareTokenDeps, { pool, user }: { pool: UserPool; user: User }): Promise<void> => {
  if (user.status === 'UNCONFIRMED') throw new DomainError('UserNotConfirmed', 'User is not confirmed.', { reason: 'user-not-confirmed' })
  await deps.softwareTokens.deleteSoftwareToken(user.id)
  const changed = user.mfa.enabled.includes('SOFTWARE_TOKEN_MFA') ? await withoutAuthenticator(deps, pool, user) : user
  await deleteRecoveryCodesWithoutFactor(deps, { pool, user: changed })
}

const withoutAuthenticator = (deps: ChangeUserDeps, pool: UserPool, user: User): Promise<User> =>
  changeUser(deps, pool, user, (current) => ({
    ...current,
    mfa: {
      enabled: current.mfa.enabled.filter((factor) => factor !== 'SOFTWARE_TOKEN_MFA'),
      preferred: current.mfa.preferred === 'SOFTWARE_TOKEN_MFA' ? null : current.mfa.preferred,
    },
  }))
