import { DomainError } from '#src/domain/domain-error.ts'
import type { Gate } from './gate.ts'

/**
 * Who asked for the account to be deleted is asked on the pages whether to keep it, once they have proven everything else; the API, which
 * has no such question, lets them in no more. NotAuthorized.
 */
export const accountKept: Gate = ({ user, wire }) => {
  if (user.deletionDueAt === null) return null
  if (wire === 'hosted') return { challenge: 'KEEP_ACCOUNT', parameters: { DELETION_DUE_AT: user.deletionDueAt.toISOString() }, state: {} }
  throw new DomainError('NotAuthorized', 'User account is waiting to be deleted.', { reason: 'deletion-asked' })
}
