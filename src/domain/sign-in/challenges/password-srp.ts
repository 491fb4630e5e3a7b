import { createHmac } from 'node:crypto'
import { fakeSrpVerifierFor, fakeUserIdFor } from '#src/crypto/fake-srp-credential.ts'
import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import { createRandom, type Random } from '#src/crypto/random.ts'
import { beginServer, isAcceptablePublicValue, verifyClientProof } from '#src/crypto/srp.ts'
import { limitNetwork, networkCounter } from '#src/domain/attempts/limit-network.ts'
import { PASSWORD_TRIES } from '#src/domain/attempts/limits.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { openAttempt, type OpenAttemptDeps } from '#src/domain/sign-in/open-attempt.ts'
import type { Wire } from '#src/domain/sign-in/sign-in-attempt.ts'
import type { SignInOutcome } from '#src/domain/sign-in/sign-in-outcome.ts'
import { attemptsExceeded, incorrectCredentials, passwordResetRequired } from '#src/domain/sign-in/sign-in-refusals.ts'
import { runPreAuthentication } from '#src/domain/triggers/pre-authentication.ts'
import type { ClientContext, TriggerDeps } from '#src/domain/triggers/trigger-context.ts'
import { usernameIsAttribute } from '#src/domain/user-pools/read-user-pool.ts'
import { poolNameOf, type UserPool } from '#src/domain/user-pools/user-pool.ts'
import { canonicalIdentifier, contactKind } from '#src/domain/users/canonical-name.ts'
import { hidesUserExistence, unknownSubject, userNotFound } from '#src/domain/users/find-user.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import type { User } from '#src/domain/users/user.ts'
import type { ChallengeAnswer, ChallengeStrategy } from './challenge-strategy.ts'

export type BeginSrpDeps = OpenAttemptDeps & TriggerDeps & {
  users: Pick<UserStore, 'findUserByName'>
  random: Pick<Random, 'bytes' | 'uuid'>
  keyedHash: Pick<KeyedHash, 'name' | 'sign'>
}

export type BeginSrpInput = { context: ClientContext; wire: Wire; username: string; srpA: string }

/**
 * The PASSWORD_VERIFIER challenge of USER_SRP_AUTH. Where existence is hidden, unknown users get one too, with the same salt and
 * user id each time (Cognito: USER_SRP_AUTH, PreventUserExistenceErrors). InvalidParameter, UserNotFound, PasswordResetRequired.
 */
export const beginSrp = async (deps: BeginSrpDeps, input: BeginSrpInput): Promise<SignInOutcome> => {
  const { context, wire, username, srpA } = input
  const { pool, client } = context
  if (!isAcceptablePublicValue(srpA)) throw new DomainError('InvalidParameter', 'SRP_A is not a valid value.', { field: 'SRP_A' })
  const name = canonicalIdentifier(pool, username)
  const user = name === null ? null : await deps.users.findUserByName(pool.id, name)
  const hides = hidesUserExistence(client, wire)
  if (!user && !hides) throw userNotFound()
  if (user?.status === 'RESET_REQUIRED' && !user.credential && !hides) throw passwordResetRequired()
  await runPreAuthentication(deps, context, { user, userName: username })
  const secretBlock = deps.random.bytes(32)
  const sessionId = secretBlock.toString('base64url')
  const identity = srpIdentity(deps.keyedHash, pool, user, name ?? username)
  const { BHex } = beginServer({ verifierHex: identity.verifierHex, random: sessionRandom(deps.keyedHash, sessionId) })
  return openAttempt(deps, {
    pool, client, wire, user, flow: 'USER_SRP_AUTH', amr: [], tokenSource: 'Authentication', eventId: deps.random.uuid(),
  }, {
    challenge: 'PASSWORD_VERIFIER',
    parameters: {
      USER_ID_FOR_SRP: identity.userIdForSrp, USERNAME: identity.userIdForSrp, SALT: identity.saltHex, SRP_B: BHex,
      SECRET_BLOCK: secretBlock.toString('base64'),
    },
    state: { srpA, name: name ?? username, subject: user?.id ?? unknownSubject(deps.keyedHash, pool, username) },
  }, sessionId)
}

/**
 * Judges a PASSWORD_VERIFIER answer; any answer ends the record. The try is counted first, on the counter that plain passwords use;
 * for users who do not exist the proof never holds. NotAuthorized.
 */
export const passwordVerifier: ChallengeStrategy = {
  singleUse: true,
  async judge(deps, answer) {
    const { user, state } = answer
    const subject = String(state.challenge['subject'])
    const network = networkCounter(deps, answer)
    await limitNetwork(deps, network)
    const counted = await deps.attempts.countAttempt({ ...PASSWORD_TRIES, subject, now: deps.clock.now() })
    if (counted.locked) throw attemptsExceeded(counted.lockedUntil)
    const proven = isProven(deps.keyedHash, answer)
    if (!proven || !user?.credential) throw incorrectCredentials()
    await deps.attempts.resetAttempts(PASSWORD_TRIES.kind, subject, network)
    return { user, amr: ['pwd'] }
  },
}

/** The session a client means that answers without one: old clients send only the secret block, which is the same bytes. */
export const sessionIdOfSecretBlock = (secretBlock: string): string => Buffer.from(secretBlock, 'base64').toString('base64url')

const TIMESTAMP = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [0-9]{1,2} [0-9]{2}:[0-9]{2}:[0-9]{2} [A-Z]{3,4} [0-9]{4}$/

const isProven = (keyedHash: Pick<KeyedHash, 'sign'>, answer: ChallengeAnswer): boolean => {
  const { pool, user, state, responses, sessionId } = answer
  const { PASSWORD_CLAIM_SECRET_BLOCK: block, PASSWORD_CLAIM_SIGNATURE: signature, TIMESTAMP: timestamp } = responses
  if (block === undefined || signature === undefined || timestamp === undefined || !TIMESTAMP.test(timestamp)) return false
  if (sessionIdOfSecretBlock(block) !== sessionId) return false
  const identity = srpIdentity(keyedHash, pool, user, String(state.challenge['name']))
  const { bHex, BHex } = beginServer({ verifierHex: identity.verifierHex, random: sessionRandom(keyedHash, sessionId) })
  return verifyClientProof({
    poolName: poolNameOf(pool.id), userIdForSrp: identity.userIdForSrp, verifierHex: identity.verifierHex,
    aHex: String(state.challenge['srpA']), bHex, BHex, secretBlock: Buffer.from(sessionId, 'base64url'), timestamp, signatureBase64: signature,
  })
}

const srpIdentity = (keyedHash: Pick<KeyedHash, 'sign'>, pool: UserPool, user: User | null, canonicalName: string) => {
  const unknown = { poolId: pool.id, canonicalName }
  if (user?.credential) return { userIdForSrp: user.username, saltHex: user.credential.srp.salt, verifierHex: user.credential.srp.verifier }
  return { userIdForSrp: user?.username ?? pretendedUsername(keyedHash, pool, canonicalName), ...fakeSrpVerifierFor(keyedHash, unknown) }
}

/** What a user of this name would be called: by the name itself where people choose one, by an id where an address stands for it. */
const pretendedUsername = (keyedHash: Pick<KeyedHash, 'sign'>, pool: UserPool, canonicalName: string): string =>
  usernameIsAttribute(pool) || contactKind(canonicalName) !== null ? fakeUserIdFor(keyedHash, { poolId: pool.id, canonicalName }) : canonicalName

/**
 * The server's secret b follows from the session id and the server's key, so that the stored record holds no secret and the
 * answer may come to another process.
 */
const sessionRandom = (keyedHash: Pick<KeyedHash, 'sign'>, sessionId: string): Random => {
  const key = Buffer.from(keyedHash.sign('srp-secret', sessionId), 'base64url')
  let drawn = 0
  return createRandom((length) => {
    if (length > 32) throw new RangeError('A session gives at most 32 bytes at a time.')
    return createHmac('sha256', key).update(String(drawn++)).digest().subarray(0, length)
  })
}
