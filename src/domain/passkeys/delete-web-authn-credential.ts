import { noteChange, type NoteChangeDeps } from '#src/domain/activity/note-change.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { activeFactors } from '#src/domain/mfa/active-factors.ts'
import { lastWayIn, waysIn } from '#src/domain/sign-in/ways-in.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { text } from '#src/domain/constraint.ts'
import type { User } from '#src/domain/users/user.ts'
import { z } from 'zod'
import type { PasskeyStore } from './passkey.ts'
import { requirePasskeyUser } from './passkey-owner.ts'

export type DeleteWebAuthnCredentialDeps = NoteChangeDeps & { passkeys: Pick<PasskeyStore, 'deletePasskey' | 'passkeysOfUser'> }

export type DeleteWebAuthnCredentialInput = {
  pool: UserPool
  user: User
  credentialId: string
  /** Whether the last passkey stays where there would be nothing else to sign in by. */
  keepLastWayIn?: boolean
}

const request = z.object({ CredentialId: text({ min: 1, max: 1364 }) })

/**
 * Removes a passkey. Where everybody needs a second factor and the user has no other, or, if asked to, where nothing else would let them
 * in, the last one stays: NotAuthorized.
 * ResourceNotFound, PasswordResetRequired (Cognito: DeleteWebAuthnCredential).
 */
export const deleteWebAuthnCredential = async (deps: DeleteWebAuthnCredentialDeps, input: DeleteWebAuthnCredentialInput): Promise<void> => {
  const { pool, user, credentialId, keepLastWayIn = false } = input
  requirePasskeyUser(user)
  const { CredentialId: id } = parseRequest(request, { CredentialId: credentialId })
  const isOnlyWayIn = keepLastWayIn && waysIn(pool, user, false).length === 0
  const passkeys = await deps.passkeys.passkeysOfUser(user.id)
  const outcome = await deps.passkeys.deletePasskey({ poolId: pool.id, userId: user.id, id, keepLast: isOnlyFactor(pool, user) || isOnlyWayIn })
  if (outcome === 'unknown') throw new DomainError('ResourceNotFound', 'Passkey does not exist.', { reason: 'passkey-unknown' })
  if (outcome === 'last' && isOnlyWayIn) throw lastWayIn()
  if (outcome === 'last') throw new DomainError('NotAuthorized', 'The last factor of a user who needs one cannot be removed.', { reason: 'passkey-last-factor' })
  const name = passkeys.find((passkey) => passkey.id === id)?.name ?? ''
  await noteChange(deps, pool, user, { type: 'PasskeyRemoved', details: { name }, notice: { kind: 'passkeyRemoved', name }, undo: { what: 'nothing' } })
}

const isOnlyFactor = (pool: UserPool, user: User): boolean => {
  const factors = activeFactors(pool, user)
  return pool.settings.MfaConfiguration === 'ON' && factors.length > 0 && factors.every((factor) => factor === 'WEB_AUTHN_MFA')
}
