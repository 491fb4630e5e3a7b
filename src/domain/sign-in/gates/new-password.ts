import { DomainError } from '#src/domain/domain-error.ts'
import { missingAttributes } from '#src/domain/users/validate-attributes.ts'
import type { Gate } from './gate.ts'

/**
 * A temporary password opens nothing but the choice of an own one, with the required attributes that are missing; after its
 * validity not even that (Cognito: NEW_PASSWORD_REQUIRED).
 */
export const newPassword: Gate = ({ user, pool }, now) => {
  if (user.status !== 'FORCE_CHANGE_PASSWORD') return null
  if (user.credential?.expiresAt && user.credential.expiresAt <= now) {
    throw new DomainError('NotAuthorized', 'Temporary password has expired and must be reset by an administrator.', { reason: 'temporary-password-expired' })
  }
  const shown = Object.fromEntries(Object.entries(user.attributes).filter(([name]) => !name.startsWith('dev:')))
  const missing = missingAttributes(pool, user.attributes)
  return {
    challenge: 'NEW_PASSWORD_REQUIRED',
    parameters: {
      USER_ID_FOR_SRP: user.username,
      userAttributes: JSON.stringify(shown),
      requiredAttributes: JSON.stringify(missing.map((name) => `userAttributes.${name}`)),
    },
    state: { missing },
  }
}
