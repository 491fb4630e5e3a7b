import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { PasswordHasher } from '#src/crypto/password-hash.ts'
import type { RecordUserEventDeps } from '#src/domain/activity/record-user-event.ts'
import type { AttemptStore, Counted, CountedNetwork, CountedTry } from '#src/domain/attempts/attempt-store.ts'
import { limitNetwork, type LimitNetworkDeps, networkCounter, networkExceeded } from '#src/domain/attempts/limit-network.ts'
import { PASSWORD_TRIES } from '#src/domain/attempts/limits.ts'
import { isDomainError } from '#src/domain/domain-error.ts'
import { recordWrongAnswer } from '#src/domain/sign-in/record-sign-in.ts'
import { placesOfSignIn, type SignInOrigin } from '#src/domain/sign-in/sign-in-origin.ts'
import type { PasswordTryStore } from '#src/domain/sign-in/password-try-store.ts'
import type { Wire } from '#src/domain/sign-in/sign-in-attempt.ts'
import { attemptsExceeded, incorrectCredentials, passwordResetRequired } from '#src/domain/sign-in/sign-in-refusals.ts'
import { runPreAuthentication } from '#src/domain/triggers/pre-authentication.ts'
import type { ClientContext } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { canonicalIdentifier } from '#src/domain/users/canonical-name.ts'
import { hidesUserExistence, subjectOfUnknown, userNotFound } from '#src/domain/users/find-user.ts'
import { migrateQuietly, type MigrateUserDeps } from '#src/domain/users/migrate-user.ts'
import { keptHashes, makeCredential, type MakeCredentialDeps } from '#src/domain/users/password-credential.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import type { User } from '#src/domain/users/user.ts'
import { type ChallengeAnswer, type ChallengeDeps, type ChallengeStrategy, placesOf, type Proven, requireResponse, subjectOf } from './challenge-strategy.ts'

export type ProvePasswordDeps = RecordUserEventDeps & MigrateUserDeps & LimitNetworkDeps & {
  passwordTries: PasswordTryStore
  attempts: AttemptStore
  passwordHasher: PasswordHasher
  keyedHash: Pick<KeyedHash, 'name'>
  users: Pick<UserStore, 'setPassword'>
}

export type ProvePasswordInput = { context: ClientContext; wire: Wire; username: string; password: string; from: SignInOrigin; deviceKey: string | null }

/**
 * The user whose password this is, and the counted try to forget. Looked up and counted in one statement before anything is compared, on one counter for all
 * spellings and wires; unknown users are counted, asked and hashed for alike. Order: migration of unknown users, pre
 * authentication, comparison (Cognito: order of user pool triggers). NotAuthorized, UserNotFound, PasswordResetRequired, TooManyRequests.
 */
export const provePassword = async (deps: ProvePasswordDeps, input: ProvePasswordInput): Promise<{ user: User; settles: CountedTry }> => {
  const { context, username, password } = input
  const network = networkCounter(deps, { ...context, wire: input.wire, address: input.from.address })
  const { user: known, subject, counted } = await beginTry(deps, input, network)
  const usable = isUsablePassword(password)
  const migrated = known || !usable ? null : await migrateQuietly(deps, input.wire, { context, typed: username, password })
  const user = known ?? migrated?.user ?? null
  const hides = hidesUserExistence(context.client, input.wire)
  if (!user && !hides) throw userNotFound()
  try {
    await runPreAuthentication(deps, context, { user, userName: username })
  } catch (error) {
    // Nothing was compared: whoever is kept out by the pool's function guesses nothing, and is not locked out for it.
    await deps.attempts.takeBackAttempt({ kind: PASSWORD_TRIES.kind, subject, lockedUntil: counted.lockedUntil })
    throw error
  }
  if (!usable) throw incorrectCredentials()
  // The function that knew a migrated user has compared already.
  const settles = { kind: PASSWORD_TRIES.kind, subject, network }
  if (user && migrated?.created) return { user, settles }
  const matches = user?.credential ? await deps.passwordHasher.verify(user.credential.hash, password) : await deps.passwordHasher.verifyDecoy(password)
  if (user && !user.credential && user.status === 'RESET_REQUIRED' && !hides) throw passwordResetRequired()
  if (!user || !matches) {
    const error = incorrectCredentials()
    recordWrongAnswer(deps, { user, client: context.client, challenge: 'PASSWORD', error })
    throw error
  }
  return { user: await renewHash(deps, context.pool, user, password), settles }
}

/**
 * PASSWORD, chosen within USER_AUTH: judged and counted as any other password, for somebody unknown alike. NotAuthorized,
 * TooManyRequests; the record stays for another try.
 */
export const passwordChosen: ChallengeStrategy = {
  singleUse: false,
  judge: (deps, answer) => judgePassword(deps, answer, requireResponse(answer, 'PASSWORD')),
}

/** Judges a password of a sign-in under way; the try is counted first. NotAuthorized, TooManyRequests. */
export const judgePassword = async (deps: ChallengeDeps, answer: ChallengeAnswer, password: string): Promise<Proven> => {
  const { pool, user } = answer
  const network = networkCounter(deps, { ...answer, address: answer.from.address })
  await limitNetwork(deps, network)
  const counted = await deps.attempts.countAttempt({ ...PASSWORD_TRIES, subject: subjectOf(answer), places: placesOf(deps, answer), now: deps.clock.now() })
  if (counted.locked) throw attemptsExceeded(counted.lockedUntil)
  if (!isUsablePassword(password)) throw incorrectCredentials()
  const matches = user?.credential ? await deps.passwordHasher.verify(user.credential.hash, password) : await deps.passwordHasher.verifyDecoy(password)
  if (!user || !matches) throw incorrectCredentials()
  return { user: await renewHash(deps, pool, user, password), amr: ['pwd'], settles: { kind: PASSWORD_TRIES.kind, subject: counted.subject, network } }
}

const beginTry = async (deps: ProvePasswordDeps, input: ProvePasswordInput, network: CountedNetwork | null): Promise<{ user: User | null; subject: string; counted: Counted }> => {
  const { context: { pool }, username } = input
  const canonicalName = canonicalIdentifier(pool, username)
  const tried = await deps.passwordTries.beginPasswordTry({
    ...PASSWORD_TRIES, now: deps.clock.now(), network, places: placesOfSignIn(deps, { ...input, ...input.context }), poolId: pool.id, canonicalName, unknownSubject: subjectOfUnknown(deps.keyedHash, pool, canonicalName ?? username),
  })
  if (tried.networkRetryAt) throw networkExceeded(tried.networkRetryAt)
  if (tried.counted.locked) throw attemptsExceeded(tried.counted.lockedUntil)
  return tried
}

/** Beyond what any password may be: refused for known and unknown users alike, without the cost of a hash. */
const isUsablePassword = (password: string): boolean => password.length <= 512 && [...password].length <= 256 && !password.includes('\0') && password.isWellFormed()

type RenewHashDeps = MakeCredentialDeps & { passwordHasher: PasswordHasher; users: Pick<UserStore, 'setPassword'> }

/** A hash made with other parameters than those in force, or by another system, is replaced while the password is at hand. */
const renewHash = async (deps: RenewHashDeps, pool: UserPool, user: User, password: string): Promise<User> => {
  if (!user.credential || (user.credential.srp && !deps.passwordHasher.needsRehash(user.credential.hash))) return user
  const fresh = await makeCredential(deps, pool, { username: user.username, password })
  try {
    return await deps.users.setPassword(user, { ...fresh, setAt: user.credential.setAt, expiresAt: user.credential.expiresAt }, keptHashes(pool))
  } catch (error) {
    // Somebody changed the user meanwhile: the next sign-in renews it.
    if (isDomainError(error) && error.code === 'ConcurrentModification') return user
    throw error
  }
}
