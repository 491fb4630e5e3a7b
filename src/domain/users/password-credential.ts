import { checkPassword, type PasswordRule } from '#src/contracts/password-policy.ts'
import type { PasswordHasher } from '#src/crypto/password-hash.ts'
import type { Random } from '#src/crypto/random.ts'
import { createSrpVerifier } from '#src/crypto/srp.ts'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { passwordPolicy, refusesCommonPasswords, temporaryPasswordLifetime } from '#src/domain/user-pools/read-user-pool.ts'
import { poolNameOf, type UserPool } from '#src/domain/user-pools/user-pool.ts'
import { isCommonPassword } from './common-passwords.ts'
import type { PasswordCredential, User } from './user.ts'
import type { UserStore } from './user-store.ts'

export type MakeCredentialDeps = { passwordHasher: Pick<PasswordHasher, 'hash'>; random: Pick<Random, 'bytes'>; clock: Clock }

/**
 * The one place where a password becomes what is stored: argon2id hash, and salt and verifier for SRP by the canonical username
 * (Cognito: USER_ID_FOR_SRP). `temporary` ones die after the pool's validity. TooManyRequests when the hashing queue is full.
 */
export const makeCredential = async (
  deps: MakeCredentialDeps, pool: UserPool, input: { username: string; password: string; temporary?: boolean },
): Promise<PasswordCredential> => {
  requireStorable(input.password)
  const hash = await deps.passwordHasher.hash(input.password)
  const srp = createSrpVerifier({ poolName: poolNameOf(pool.id), userIdForSrp: input.username, password: input.password, random: deps.random })
  const setAt = deps.clock.now()
  return {
    hash,
    srp: { salt: srp.saltHex, verifier: srp.verifierHex },
    setAt,
    expiresAt: input.temporary ? new Date(setAt.getTime() + temporaryPasswordLifetime(pool)) : null,
  }
}

/** InvalidPassword with every broken rule of the pool's policy in the details (Cognito: user pool password policies). */
export const requirePasswordPolicy = (pool: UserPool, password: string): void => {
  requireStorable(password)
  const policy = passwordPolicy(pool)
  const broken = checkPassword(policy, password).filter(({ met }) => !met).map(({ rule }) => rule)
  const [first] = broken
  if (first === undefined) return
  throw new DomainError('InvalidPassword', `Password did not conform with policy: ${RULE_TEXTS[first]}`, {
    reason: 'password-policy', field: 'password', violations: broken.map((rule) => ({ field: 'password', rule })),
  })
}

/**
 * What a password that is meant to stay must be: InvalidPassword when it breaks the pool's policy, or is one of those that are guessed
 * first while the pool refuses them (NIST SP 800-63B §5.1.1.2).
 */
export const requireLastingPassword = async (pool: UserPool, password: string): Promise<void> => {
  requirePasswordPolicy(pool, password)
  if (!refusesCommonPasswords(pool) || !(await isCommonPassword(password))) return
  throw new DomainError('InvalidPassword', 'Password did not conform with policy: Password is too common', { reason: 'common-password', field: 'password' })
}

export type PasswordHistoryDeps = { passwordHasher: Pick<PasswordHasher, 'verify'>; users: Pick<UserStore, 'passwordHistory'> }

/** PasswordHistoryPolicyViolation when the password is the present one or one of those the policy remembers. */
export const requireNewPassword = async (deps: PasswordHistoryDeps, pool: UserPool, user: User, password: string): Promise<void> => {
  const { historySize } = passwordPolicy(pool)
  if (historySize === 0) return
  const earlier = historySize > 1 ? await deps.users.passwordHistory(user.id, historySize - 1) : []
  for (const hash of [...(user.credential ? [user.credential.hash] : []), ...earlier]) {
    if (await deps.passwordHasher.verify(hash, password)) {
      throw new DomainError('PasswordHistoryPolicyViolation', 'Password has previously been used', { reason: 'password-history', field: 'password' })
    }
  }
}

/** How many earlier hashes UserStore.setPassword keeps: the present one is the newest of those remembered. */
export const keptHashes = (pool: UserPool): number => Math.max(0, passwordPolicy(pool).historySize - 1)

const LOWER = 'abcdefghijkmnpqrstuvwxyz'
const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const DIGITS = '23456789'
const SYMBOLS = '!@#%*+-=?'

/** A temporary password that meets the pool's policy whatever it asks for: characters that are hard to mistake, about 70 bits or more. */
export const makeTemporaryPassword = (pool: UserPool, random: Random): string => {
  const length = Math.max(12, passwordPolicy(pool).minimumLength)
  const one = (alphabet: string) => random.fromAlphabet(alphabet, 1)
  const characters = [one(LOWER), one(UPPER), one(DIGITS), one(SYMBOLS), ...random.fromAlphabet(LOWER + UPPER + DIGITS + SYMBOLS, length - 4)]
  return shuffle(characters, random).join('')
}

const RULE_TEXTS: Record<PasswordRule, string> = {
  length: 'Password not long enough',
  lowercase: 'Password must have lowercase characters',
  uppercase: 'Password must have uppercase characters',
  number: 'Password must have numeric characters',
  symbol: 'Password must have symbol characters',
  'edge-space': 'Password must not begin or end with a space',
  maximum: 'Password too long',
}

const requireStorable = (password: string): void => {
  if (password.length <= 512 && !password.includes('\0') && password.isWellFormed()) return
  throw new DomainError('InvalidPassword', 'Password did not conform with policy: Password has characters that cannot be used or is too long', {
    reason: 'password-policy', field: 'password',
  })
}

const shuffle = (characters: string[], random: Random): string[] =>
  characters.map((character) => ({ character, key: random.bytes(8).readBigUInt64BE() })).sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ character }) => character)
