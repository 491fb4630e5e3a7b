import { DomainError } from '#src/domain/domain-error.ts'
import { runPostConfirmation } from '#src/domain/triggers/post-confirmation.ts'
import type { ClientMetadata, TriggerDeps } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { changeUser, type ChangeUserDeps } from './change-user.ts'
import { type FindUserDeps, requireUser } from './find-user.ts'

/** An operator confirms an account without a code; contacts stay unproven (Cognito: AdminConfirmSignUp). UserNotFound, NotAuthorized, trigger refusals. */
export const adminConfirmSignUp = async (
  deps: ChangeUserDeps & FindUserDeps & TriggerDeps, input: { pool: UserPool; username: string; clientMetadata?: ClientMetadata | undefined },
): Promise<void> => {
  const { pool } = input
  const found = await requireUser(deps, pool, input.username)
  const user = await changeUser(deps, pool, found, (current) => {
    if (current.status !== 'UNCONFIRMED') throw new DomainError('NotAuthorized', `User cannot be confirmed. Current status is ${current.status}`, { reason: 'user-state' })
    return { ...current, status: 'CONFIRMED' }
  })
  await runPostConfirmation(deps, { pool, client: null, clientMetadata: input.clientMetadata }, { source: 'PostConfirmation_ConfirmSignUp', user })
}
