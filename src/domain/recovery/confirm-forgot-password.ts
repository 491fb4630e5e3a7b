import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import { noteChange, type NoteChangeDeps } from '#src/domain/activity/note-change.ts'
import { recordUserEvent } from '#src/domain/activity/record-user-event.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { AttemptStore } from '#src/domain/attempts/attempt-store.ts'
import { limitAttempt } from '#src/domain/attempts/limit-attempt.ts'
import { LIMITS, PASSWORD_TRIES } from '#src/domain/attempts/limits.ts'
import { checkCode, type CheckCodeDeps, codeMismatch, expiredCode, spendCode, type SpendCodeDeps } from '#src/domain/codes/check-code.ts'
import { DomainError, isDomainError } from '#src/domain/domain-error.ts'
import { preferenceAfterRecovery } from '#src/domain/mfa/second-factors.ts'
import type { Wire } from '#src/domain/sign-in/sign-in-attempt.ts'
import type { TokenStore } from '#src/domain/tokens/token-store.ts'
import { runPostConfirmation } from '#src/domain/triggers/post-confirmation.ts'
import type { ClientMetadata, TriggerDeps } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { findUser, type FindUserDeps, hidesUserExistence, unknownSubject } from '#src/domain/users/find-user.ts'
import { type PasswordHistoryDeps, requireLastingPassword, requireNewPassword } from '#src/domain/users/password-credential.ts'
import { storePassword, type StorePasswordDeps } from '#src/domain/users/store-password.ts'
import type { User } from '#src/domain/users/user.ts'
import { recoveryRefusal } from './recovery-refusal.ts'

export type ConfirmForgotPasswordDeps = NoteChangeDeps & CheckCodeDeps & SpendCodeDeps & FindUserDeps & TriggerDeps & PasswordHistoryDeps & StorePasswordDeps & {
  attempts: AttemptStore
  tokens: Pick<TokenStore, 'revokeUser'>
  keyedHash: Pick<KeyedHash, 'code' | 'name'>
}

export type ConfirmForgotPasswordInput = {
  pool: UserPool
  client: AppClient
  wire: Wire
  username: string
  code: string
  password: string
  /** Whether tokens and sessions that exist end with the old password. Default true. */
  endSessions?: boolean | undefined
  clientMetadata?: ClientMetadata | undefined
}

/**
 * Sets a new password by a reset code (Cognito: ConfirmForgotPassword). The try is counted first; a refused password does not spend
 * the code; of racing calls with one code exactly one wins. The user is CONFIRMED then, the contact verified, the lock-out over, and
 * tokens and sessions from before are dead. CodeMismatch, ExpiredCode, LimitExceeded, InvalidPassword,
 * PasswordHistoryPolicyViolation, NotAuthorized, UserNotFound, trigger refusals.
 */
export const confirmForgotPassword = async (deps: ConfirmForgotPasswordDeps, input: ConfirmForgotPasswordInput): Promise<{ userId: string; username: string }> => {
  const { pool, client, password } = input
  await requireLastingPassword(pool, password)
  const user = await userToRecover(deps, input)
  const live = await checkCode(deps, 'confirm-forgot-password', user, 'forgot-password', input.code).catch((error: unknown) => {
    if (isDomainError(error) && error.code === 'CodeMismatch') recordUserEvent(deps, { user, type: 'ForgotPassword', response: 'Fail', clientId: client.id })
    throw error
  })
  if (!user.enabled) throw new DomainError('NotAuthorized', 'User is disabled.', { reason: 'user-disabled' })
  await requireNewPassword(deps, pool, user, password)
  await spendCode(deps, live)
  const changed = await storePassword(deps, pool, user, password, (current) => confirmed(pool, current, live))
  if (input.endSessions !== false) await deps.tokens.revokeUser(pool.id, user.id, deps.clock.now())
  await deps.attempts.resetAttempts(PASSWORD_TRIES.kind, user.id)
  await deps.attempts.resetAttempts('confirm-forgot-password', user.id)
  await noteChange(deps, pool, changed, { type: 'ForgotPassword', notice: { kind: 'passwordChanged' }, undo: { what: 'nothing' } })
  await runPostConfirmation(deps, { pool, client, clientMetadata: input.clientMetadata }, { source: 'PostConfirmation_ConfirmForgotPassword', user: changed })
  return { userId: changed.id, username: changed.username }
}

const confirmed = (pool: UserPool, user: User, contact: { attribute: string; destination: string }): User => {
  const proven = user.attributes[contact.attribute] === contact.destination
  const attributes = { ...user.attributes, ...(proven ? { [`${contact.attribute}_verified`]: 'true' } : {}) }
  // What recovered the account must not be all that is asked for at the next sign-in.
  return { ...user, attributes, status: 'CONFIRMED', mfa: preferenceAfterRecovery(pool, user, contact.attribute) }
}

/** Where existence is hidden, who is sent no code gets the answers of nobody (Cognito: managing user existence error responses). */
const userToRecover = async (deps: ConfirmForgotPasswordDeps, { pool, client, wire, username }: ConfirmForgotPasswordInput): Promise<User> => {
  const user = await findUser(deps, pool, username)
  const hides = hidesUserExistence(client, wire)
  if (user && (!hides || recoveryRefusal(pool, user) === null)) return user
  if (!hides) throw new DomainError('UserNotFound', 'Username/client id combination not found.', { reason: 'user-not-found' })
  return refuseWithoutCode(deps, user?.id ?? unknownSubject(deps.keyedHash, pool, username))
}

/** The answers without a code: ExpiredCode, or CodeMismatch while one may have been sent. */
const refuseWithoutCode = async (deps: ConfirmForgotPasswordDeps, subject: string): Promise<never> => {
  await limitAttempt(deps, 'confirm-forgot-password', subject)
  const asked = await deps.attempts.readAttempts('forgot-password', subject)
  const mayBeLive = asked !== null && deps.clock.now().getTime() - asked.windowStart.getTime() < LIMITS['forgot-password'].window
  throw mayBeLive ? codeMismatch() : expiredCode()
}
