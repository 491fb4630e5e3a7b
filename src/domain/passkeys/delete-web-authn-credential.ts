import { DomainError } from '#src/domain/domain-error.ts'
import { activeFactors } from '#src/domain/mfa/active-factors.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { text } from '#src/domain/constraint.ts'
import type { User } from '#src/domain/users/user.ts'
import { z } from 'zod'
import type { PasskeyStore } from './passkey.ts'
import { requirePasskeyUser } from './passkey-owner.ts'

export type DeleteWebAuthnCredentialDeps = { passkeys: Pick<PasskeyStore, 'deletePasskey'> }

const request = z.object({ CredentialId: text({ min: 1, max: 1364 }) })

/**
 * Removes a passkey. Where everybody needs a second factor and the user has no other, the last one stays: NotAuthorized.
 * ResourceNotFound, PasswordResetRequired (Cognito: DeleteWebAuthnCredential).
 */
export const deleteWebAuthnCredential = async (deps: DeleteWebAuthnCredentialDeps, { pool, user, credentialId }: { pool: UserPool; user: User; credentialId: string }): Promise<void> => {
  requirePasskeyUser(user)
  const { CredentialId: id } = parseRequest(request, { CredentialId: credentialId })
  const outcome = await deps.passkeys.deletePasskey({ poolId: pool.id, userId: user.id, id, keepLast: isOnlyFactor(pool, user) })
  if (outcome === 'unknown') throw new DomainError('ResourceNotFound', 'Passkey does not exist.', { reason: 'passkey-unknown' })
  if (outcome === 'last') throw new DomainError('NotAuthorized', 'The last factor of a user who needs one cannot be removed.', { reason: 'passkey-last-factor' })
}

const isOnlyFactor = (pool: UserPool, user: User): boolean => {
  const factors = activeFactors(pool, user)
  return pool.settings.MfaConfiguration === 'ON' && factors.length > 0 && factors.every((factor) => factor === 'WEB_AUTHN_MFA')
}
