import { recordUserEvent } from '#src/domain/activity/record-user-event.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { deliverCode, type DeliverCodeDeps } from '#src/domain/messages/deliver-code.ts'
import { recoveryContact } from '#src/domain/recovery/recovery-contact.ts'
import type { TokenStore } from '#src/domain/tokens/token-store.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { changeUser, type ChangeUserDeps } from './change-user.ts'
import { type FindUserDeps, requireUser } from './find-user.ts'
import type { User } from './user.ts'

export type AdminResetUserPasswordDeps = ChangeUserDeps & FindUserDeps & DeliverCodeDeps & { tokens: Pick<TokenStore, 'revokeUser'> }

/**
 * An operator demands a new password: the present one opens nothing any more, tokens and sessions end, and a reset code goes to the
 * user's verified contact (Cognito: AdminResetUserPassword). UserNotFound, NotAuthorized (state), InvalidParameter (no contact).
 */
export const adminResetUserPassword = async (
  deps: AdminResetUserPasswordDeps, input: { pool: UserPool; username: string; clientMetadata?: ClientMetadata | undefined },
): Promise<void> => {
  const { pool } = input
  const found = await requireUser(deps, pool, input.username)
  requireResettable(found)
  const contact = recoveryContact(pool, found)
  if (!contact) {
    throw new DomainError('InvalidParameter', 'Cannot reset password for the user as there is no registered/verified email or phone_number', { reason: 'no-contact' })
  }
  const user = await changeUser(deps, pool, found, (current) => {
    requireResettable(current)
    return { ...current, status: 'RESET_REQUIRED' }
  })
  await deps.tokens.revokeUser(pool.id, user.id, deps.clock.now())
  await deliverCode(deps, {
    context: { pool, client: null, clientMetadata: input.clientMetadata }, user, contact,
    codePurpose: 'forgot-password', messagePurpose: 'forgot-password', source: 'CustomMessage_ForgotPassword',
  })
  recordUserEvent(deps, { user, type: 'ForgotPassword', response: 'InProgress' })
}

const requireResettable = ({ status }: User): void => {
  if (status === 'CONFIRMED' || status === 'RESET_REQUIRED') return
  throw new DomainError('NotAuthorized', 'User password cannot be reset in the current state.', { reason: 'user-state' })
}
