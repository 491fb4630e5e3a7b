import { createHash, createHmac, hkdfSync } from 'node:crypto'
import { equalInConstantTime } from './constant-time.ts'
import type { Random } from './random.ts'
import { hashToInteger, padded, power, powerOfGenerator, SRP_GROUP } from './srp-group.ts'

/**
 * Who proves a password to whom. For users the part of the pool id after "_" and USER_ID_FOR_SRP; for remembered
 * devices the same maths with the device group key as `poolName` and the device key as `userIdForSrp`.
 */
export type SrpIdentity = { poolName: string; userIdForSrp: string }

/** What the server keeps of a password for SRP; as good as the password's hash to a thief, so sealed at rest. */
export type SrpVerifier = { saltHex: string; verifierHex: string }

/** One exchange of the server: `bHex` is secret and lives until the proof comes, `BHex` goes to the client as SRP_B. */
export type SrpServerValues = { bHex: string; BHex: string }

const SALT_BYTES = 16
const SECRET_BYTES = 32
const { prime, multiplier } = SRP_GROUP

/** A fresh salt and v = g^x for a password (RFC 2945 §3, with Cognito's x). Both are hex of integers, no leading zeros. */
export function createSrpVerifier(input: SrpIdentity & { password: string; random: Pick<Random, 'bytes'> }): SrpVerifier {
  const salt = toInteger(input.random.bytes(SALT_BYTES))
  const inner = createHash('sha256').update(`${input.poolName}${input.userIdForSrp}:${input.password}`).digest()
  return { saltHex: toHex(salt), verifierHex: toHex(powerOfGenerator(hashToInteger(padded(salt), inner))) }
}

/**
 * Draws b and B = k·v ± g^b mod N (RFC 5054 §2.5.3), fresh for each sign-in; the sign is drawn too, and is not kept.
 *
 * g = 2 generates only the squares modulo N. With "+" always, B − k·g^x would be a square for the right password and
 * for half of the wrong ones, so that anybody could halve a dictionary with each B asked for, without one failed try.
 * With the sign B − k·v is any residue. The client's secret then differs by its sign at most: the proof is tried with both.
 */
export function beginServer(input: { verifierHex: string; random: Pick<Random, 'bytes'> }): SrpServerValues {
  const b = toInteger(input.random.bytes(SECRET_BYTES))
  const negative = input.random.bytes(1).readUInt8(0) % 2 === 1
  const gb = powerOfGenerator(b)
  const B = (multiplier * fromHex(input.verifierHex) + (negative ? prime - gb : gb)) % prime
  return { bHex: toHex(b), BHex: toHex(B) }
}

/**
 * Whether a client's SRP_A (or a device's verifier, in hex) may enter the maths: hex digits only, 0 < value < N. Zero
 * modulo N would make the shared secret zero, known without any password (RFC 5054 §2.5.4).
 */
export function isAcceptablePublicValue(aHex: string): boolean {
  // 1024 leaves room for leading zeros and stops long texts before they are parsed.
  if (aHex.length > 1024 || !/^[0-9a-fA-F]+$/.test(aHex)) return false
  const value = fromHex(aHex)
  return value > 0n && value < prime
}

/** A client's answer to PASSWORD_VERIFIER or DEVICE_PASSWORD_VERIFIER, with the server's side of the exchange. */
export type ClientProof = SrpIdentity & {
  verifierHex: string
  aHex: string
  bHex: string
  BHex: string
  secretBlock: Buffer
  /** As the client sent it: `ddd MMM D HH:mm:ss UTC YYYY`; whether it is recent is the caller's to check. */
  timestamp: string
  signatureBase64: string
}

/**
 * Whether the signature proves knowledge of the password: HMAC-SHA256 by the key both sides derive, over pool, user,
 * secret block and timestamp. False, never an error, for whatever a client may send.
 */
export function verifyClientProof(proof: ClientProof): boolean {
  if (!isAcceptablePublicValue(proof.aHex)) return false
  const A = fromHex(proof.aHex)
  const u = hashToInteger(padded(A), padded(fromHex(proof.BHex)))
  if (u === 0n) return false
  const secret = power((A * power(fromHex(proof.verifierHex), u)) % prime, fromHex(proof.bHex))
  const bySecret = equalInConstantTime(sign(secret, u, proof), proof.signatureBase64)
  const byNegatedSecret = equalInConstantTime(sign(prime - secret, u, proof), proof.signatureBase64)
  return bySecret || byNegatedSecret
}

function sign(secret: bigint, u: bigint, proof: ClientProof): string {
  // RFC 5869 with PAD(u) as the salt; the info text is the one Cognito's clients use.
  const key = hkdfSync('sha256', padded(secret), padded(u), 'Caldera Derived Key', 16)
  const mac = createHmac('sha256', Buffer.from(key)).update(`${proof.poolName}${proof.userIdForSrp}`)
  return mac.update(proof.secretBlock).update(proof.timestamp).digest('base64')
}

function toInteger(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`)
}

function fromHex(hex: string): bigint {
  return BigInt(`0x${hex}`)
}

// Without leading zeros, since clients differ in whether they keep them when they pad.
function toHex(value: bigint): string {
  return value.toString(16)
}
