import { DomainError } from '#src/domain/domain-error.ts'
import type { Gate } from './gate.ts'

/** An account that is not confirmed yet cannot sign in (Cognito: UserNotConfirmedException). */
export const userConfirmed: Gate = ({ user }) => {
  if (user.status === 'UNCONFIRMED') throw new DomainError('UserNotConfirmed', 'User is not confirmed.', { reason: 'user-not-confirmed' })
  return null
}
