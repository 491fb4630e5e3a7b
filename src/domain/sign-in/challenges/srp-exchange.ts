import { createHmac } from 'node:crypto'
import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import { createRandom, type Random } from '#src/crypto/random.ts'
import { beginServer, type ClientProof, isAcceptablePublicValue, type SrpIdentity, verifyClientProof } from '#src/crypto/srp.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { ChallengeAnswer } from './challenge-strategy.ts'

export type SrpExchangeDeps = { random: Pick<Random, 'bytes'>; keyedHash: Pick<KeyedHash, 'sign'> }

/** SRP_A as a client may send it (RFC 5054 §2.5.4). InvalidParameter. */
export const requirePublicValue = (srpA: string): void => {
  if (!isAcceptablePublicValue(srpA)) throw new DomainError('InvalidParameter', 'SRP_A is not a valid value.', { field: 'SRP_A' })
}

/** Begins an exchange: what the client is told, and the session that the challenge must be stored under. InvalidParameter for the SRP_A. */
export const beginExchange = (deps: SrpExchangeDeps, { srpA, verifierHex }: { srpA: string; verifierHex: string }) => {
  requirePublicValue(srpA)
  const secretBlock = deps.random.bytes(32)
  const session = secretBlock.toString('base64url')
  const { BHex } = beginServer({ verifierHex, random: sessionRandom(deps.keyedHash, session) })
  return { session, parameters: { SRP_B: BHex, SECRET_BLOCK: secretBlock.toString('base64') }, state: { srpA, srpB: BHex } }
}

/** The session a client means that answers without one: old clients send only the secret block, which is the same bytes. */
export const sessionIdOfSecretBlock = (secretBlock: string): string => Buffer.from(secretBlock, 'base64').toString('base64url')

const TIMESTAMP = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [0-9]{1,2} [0-9]{2}:[0-9]{2}:[0-9]{2} [A-Z]{3,4} [0-9]{4}$/

/** Whether an answer's signature proves what the verifier stands for, in the exchange that `beginExchange` began. */
export const isExchangeProven = (
  keyedHash: Pick<KeyedHash, 'sign'>, { state, responses, sessionId }: Pick<ChallengeAnswer, 'state' | 'responses' | 'sessionId'>,
  identity: SrpIdentity & Pick<ClientProof, 'verifierHex'>,
): boolean => {
  const { PASSWORD_CLAIM_SECRET_BLOCK: block, PASSWORD_CLAIM_SIGNATURE: signature, TIMESTAMP: timestamp } = responses
  if (block === undefined || signature === undefined || timestamp === undefined || !TIMESTAMP.test(timestamp)) return false
  if (sessionIdOfSecretBlock(block) !== sessionId) return false
  return verifyClientProof({
    ...identity, timestamp, aHex: String(state.challenge['srpA']), BHex: String(state.challenge['srpB']), bHex: serverSecret(keyedHash, sessionId),
    secretBlock: Buffer.from(sessionId, 'base64url'), signatureBase64: signature,
  })
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
