import { createHmac } from 'node:crypto'
import { fakeSrpVerifierFor } from '#src/crypto/fake-srp-credential.ts'
import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import { createRandom, type Random } from '#src/crypto/random.ts'
import { beginServer, isAcceptablePublicValue, verifyClientProof } from '#src/crypto/srp.ts'
import { limitNetwork, networkCounter } from '#src/domain/attempts/limit-network.ts'
import { PASSWORD_TRIES } from '#src/domain/attempts/limits.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { NextChallenge, Pretended } from '#src/domain/sign-in/sign-in-progress.ts'
import { attemptsExceeded, incorrectCredentials } from '#src/domain/sign-in/sign-in-refusals.ts'
import { poolNameOf, type UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { type ChallengeAnswer, type ChallengeStrategy, pretendedOf, subjectOf } from './challenge-strategy.ts'

export type VerifierChallengeDeps = {
  random: Pick<Random, 'bytes'>
  keyedHash: Pick<KeyedHash, 'sign'>
}

/** SRP_A as a client may send it (RFC 5054 §2.5.4). InvalidParameter. */
export const requirePublicValue = (srpA: string): void => {
  if (!isAcceptablePublicValue(srpA)) throw new DomainError('InvalidParameter', 'SRP_A is not a valid value.', { field: 'SRP_A' })
}

/**
 * The PASSWORD_VERIFIER challenge, and the session it must be stored under. Somebody unknown gets one too, with the same salt and
 * user id each time, which nobody can answer (Cognito: USER_SRP_AUTH, PreventUserExistenceErrors). InvalidParameter for the SRP_A.
 */
export const passwordVerifierChallenge = (deps: VerifierChallengeDeps, { pool, ...who }: SrpParty, srpA: string): NextChallenge & { session: string } => {
  requirePublicValue(srpA)
  const secretBlock = deps.random.bytes(32)
  const session = secretBlock.toString('base64url')
  const identity = srpIdentity(deps.keyedHash, pool, who)
  const { BHex } = beginServer({ verifierHex: identity.verifierHex, random: sessionRandom(deps.keyedHash, session) })
  return {
    session,
    challenge: 'PASSWORD_VERIFIER',
    parameters: {
      USER_ID_FOR_SRP: identity.userIdForSrp, USERNAME: identity.userIdForSrp, SALT: identity.saltHex, SRP_B: BHex,
      SECRET_BLOCK: secretBlock.toString('base64'),
    },
    state: { srpA, srpB: BHex },
  }
}

/**
 * Judges a PASSWORD_VERIFIER answer; any answer ends the record. The try is counted first, on the counter that plain passwords use;
 * for users who do not exist the proof never holds. NotAuthorized.
 */
export const passwordVerifier: ChallengeStrategy = {
  singleUse: true,
  async judge(deps, answer) {
    const { user } = answer
    const subject = subjectOf(answer)
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
  const { pool, state, responses, sessionId } = answer
  const { PASSWORD_CLAIM_SECRET_BLOCK: block, PASSWORD_CLAIM_SIGNATURE: signature, TIMESTAMP: timestamp } = responses
  if (block === undefined || signature === undefined || timestamp === undefined || !TIMESTAMP.test(timestamp)) return false
  if (sessionIdOfSecretBlock(block) !== sessionId) return false
  const identity = srpIdentity(keyedHash, pool, answer.user ? { user: answer.user } : { user: null, pretended: pretendedOf(answer) })
  return verifyClientProof({
    poolName: poolNameOf(pool.id), userIdForSrp: identity.userIdForSrp, verifierHex: identity.verifierHex,
    aHex: String(state.challenge['srpA']), BHex: String(state.challenge['srpB']), bHex: serverSecret(keyedHash, sessionId), secretBlock: Buffer.from(sessionId, 'base64url'), timestamp, signatureBase64: signature,
  })
}

type SrpParty = { pool: UserPool } & SrpWho
type SrpWho = { user: User; pretended?: null } | { user: null; pretended: Pretended }

/** A user without a password is answered as if nobody knew it. */
const srpIdentity = (keyedHash: Pick<KeyedHash, 'sign'>, pool: UserPool, { user, pretended }: SrpWho) => {
  if (user?.credential) return { userIdForSrp: user.username, saltHex: user.credential.srp.salt, verifierHex: user.credential.srp.verifier }
  const canonicalName = user ? user.id : pretended.name
  return { userIdForSrp: user ? user.username : pretended.username, ...fakeSrpVerifierFor(keyedHash, { poolId: pool.id, canonicalName }) }
}

/**
 * The server's secret b follows from the session id and the server's key, so that the stored record holds no secret and the
 * answer may come to another process.
 */
const serverSecret = (keyedHash: Pick<KeyedHash, 'sign'>, sessionId: string): string => sessionRandom(keyedHash, sessionId).bytes(32).toString('hex')

/** Draws the secret b first, whatever else after it. */
const sessionRandom = (keyedHash: Pick<KeyedHash, 'sign'>, sessionId: string): Random => {
  const key = Buffer.from(keyedHash.sign('srp-secret', sessionId), 'base64url')
  let drawn = 0
  return createRandom((length) => {
    if (length > 32) throw new RangeError('A session gives at most 32 bytes at a time.')
    return createHmac('sha256', key).update(String(drawn++)).digest().subarray(0, length)
  })
}
