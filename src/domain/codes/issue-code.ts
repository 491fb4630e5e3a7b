import { hours } from '#src/contracts/duration.ts'
import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { Random } from '#src/crypto/random.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { User } from '#src/domain/users/user.ts'
import type { CodePurpose, VerificationCodeStore } from './verification-code-store.ts'

export type IssueCodeDeps = { codes: Pick<VerificationCodeStore, 'saveCode'>; keyedHash: Pick<KeyedHash, 'code'>; random: Random; clock: Clock }

export type CodeContact = { attribute: 'email' | 'phone_number'; value: string }

/** How long a code lives, in milliseconds (Cognito: verification codes 24 hours, reset codes one). */
const lifetime = (purpose: CodePurpose): number => (purpose === 'forgot-password' ? hours(1) : hours(24))

/**
 * Makes a code for a user and purpose: six digits, or a long random one where it travels in a link. It is worth nothing until `save`
 * stores its keyed hash; then older codes of the same purpose die.
 */
export const issueCode = (
  deps: IssueCodeDeps, user: User, purpose: CodePurpose, contact: CodeContact, form: 'digits' | 'link' = 'digits',
): { code: string; save(): Promise<void> } => {
  const code = form === 'link' ? deps.random.token(24) : deps.random.digits(6)
  const save = (): Promise<void> => {
    const now = deps.clock.now()
    return deps.codes.saveCode({
      userId: user.id,
      poolId: user.poolId,
      purpose,
      codeHash: hashCode(deps.keyedHash, user, purpose, code),
      destination: contact.value,
      attribute: contact.attribute,
      createdAt: now,
      expiresAt: new Date(now.getTime() + lifetime(purpose)),
    })
  }
  return { code, save }
}

/** The stored form: bound to purpose, pool and user, so that the code is worth nothing elsewhere. */
export const hashCode = (keyedHash: Pick<KeyedHash, 'code'>, user: User, purpose: CodePurpose, code: string): string =>
  keyedHash.code(purpose, `${user.poolId}/${user.id}`, code)
