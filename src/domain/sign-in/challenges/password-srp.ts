import { fakeSrpVerifierFor } from '#src/crypto/fake-srp-credential.ts'
import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import { limitNetwork, networkCounter } from '#src/domain/attempts/limit-network.ts'
import { PASSWORD_TRIES } from '#src/domain/attempts/limits.ts'
import type { NextChallenge, Pretended } from '#src/domain/sign-in/sign-in-progress.ts'
import { attemptsExceeded, incorrectCredentials } from '#src/domain/sign-in/sign-in-refusals.ts'
import { poolNameOf, type UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { type ChallengeAnswer, type ChallengeStrategy, placesOf, pretendedOf, subjectOf } from './challenge-strategy.ts'
import { beginExchange, isExchangeProven, type SrpExchangeDeps } from './srp-exchange.ts'

/**
 * The PASSWORD_VERIFIER challenge, and the session it must be stored under. Somebody unknown gets one too, with the same salt and
 * user id each time, which nobody can answer (Cognito: USER_SRP_AUTH, PreventUserExistenceErrors). InvalidParameter for the SRP_A.
 */
export const passwordVerifierChallenge = (deps: SrpExchangeDeps, { pool, ...who }: SrpParty, srpA: string): NextChallenge & { session: string } => {
  const identity = srpIdentity(deps.keyedHash, pool, who)
  const { session, parameters, state } = beginExchange(deps, { srpA, verifierHex: identity.verifierHex })
  return {
    session, state,
    challenge: 'PASSWORD_VERIFIER',
    parameters: { USER_ID_FOR_SRP: identity.userIdForSrp, USERNAME: identity.userIdForSrp, SALT: identity.saltHex, ...parameters },
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
    const network = networkCounter(deps, { ...answer, address: answer.from.address })
    await limitNetwork(deps, network)
    const counted = await deps.attempts.countAttempt({ ...PASSWORD_TRIES, subject: subjectOf(answer), places: placesOf(deps, answer), now: deps.clock.now() })
    if (counted.locked) throw attemptsExceeded(counted.lockedUntil)
    const proven = isProven(deps.keyedHash, answer)
    if (!proven || !user?.credential?.srp) throw incorrectCredentials()
    return { user, amr: ['pwd'], settles: { kind: PASSWORD_TRIES.kind, subject: counted.subject, network } }
  },
}

const isProven = (keyedHash: Pick<KeyedHash, 'sign'>, answer: ChallengeAnswer): boolean => {
  const { pool } = answer
  const { userIdForSrp, verifierHex } = srpIdentity(keyedHash, pool, answer.user ? { user: answer.user } : { user: null, pretended: pretendedOf(answer) })
  return isExchangeProven(keyedHash, answer, { poolName: poolNameOf(pool.id), userIdForSrp, verifierHex })
}

type SrpParty = { pool: UserPool } & SrpWho
type SrpWho = { user: User; pretended?: null } | { user: null; pretended: Pretended }

/** A user without a password, or whose password another system hashed, is answered as if nobody knew it. */
const srpIdentity = (keyedHash: Pick<KeyedHash, 'sign'>, pool: UserPool, { user, pretended }: SrpWho) => {
  if (user?.credential?.srp) return { userIdForSrp: user.username, saltHex: user.credential.srp.salt, verifierHex: user.credential.srp.verifier }
  const canonicalName = user ? user.id : pretended.name
  return { userIdForSrp: user ? user.username : pretended.username, ...fakeSrpVerifierFor(keyedHash, { poolId: pool.id, canonicalName }) }
}
