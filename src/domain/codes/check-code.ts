import { equalInConstantTime } from '#src/crypto/constant-time.ts'
import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import { limitAttempt, type LimitAttemptDeps } from '#src/domain/attempts/limit-attempt.ts'
import type { LimitedKind } from '#src/domain/attempts/limits.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { User } from '#src/domain/users/user.ts'
import { hashCode } from './issue-code.ts'
import type { CodePurpose, VerificationCode, VerificationCodeStore } from './verification-code-store.ts'

export type CheckCodeDeps = LimitAttemptDeps & { codes: Pick<VerificationCodeStore, 'findCode'>; keyedHash: Pick<KeyedHash, 'code'> }
export type SpendCodeDeps = { codes: Pick<VerificationCodeStore, 'consumeCode'> }

/**
 * Counts the try, then compares. Returns the live code, not yet spent: spend it by spendCode right before the change it allows.
 * LimitExceeded, ExpiredCode (none, too old, or sent to a contact the user no longer has), CodeMismatch.
 */
export const checkCode = async (deps: CheckCodeDeps, kind: LimitedKind, user: User, purpose: CodePurpose, code: string): Promise<VerificationCode> => {
  await limitAttempt(deps, kind, user.id)
  const live = await deps.codes.findCode(user.id, purpose)
  if (!live || live.expiresAt <= deps.clock.now() || !isCurrentContact(user, live)) throw expiredCode()
  if (!equalInConstantTime(hashCode(deps.keyedHash, user, purpose, code), live.codeHash)) throw codeMismatch()
  return live
}

/** Spends a checked code: of racing callers one goes on, the others get ExpiredCode. */
export const spendCode = async (deps: SpendCodeDeps, code: VerificationCode): Promise<void> => {
  if (!(await deps.codes.consumeCode(code.userId, code.purpose, code.codeHash))) throw expiredCode()
}

/** ExpiredCode in Cognito's words. */
export const expiredCode = (): DomainError => new DomainError('ExpiredCode', 'Invalid code provided, please request a code again.', { reason: 'code-expired' })

/** CodeMismatch in Cognito's words. */
export const codeMismatch = (): DomainError =>
  new DomainError('CodeMismatch', 'Invalid verification code provided, please try again.', { reason: 'code-mismatch' })

const isCurrentContact = (user: User, code: VerificationCode): boolean =>
  user.attributes[code.attribute] === code.destination || user.pendingAttributes[code.attribute] === code.destination
