import { constants, createHash, createPublicKey, publicEncrypt } from 'node:crypto'
import { createFixedBasePower } from './fixed-base-power.ts'

const PRIME_BYTES = 384
const PRIME_HEX =
  'FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD' +
  'EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED' +
  'EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F' +
  '83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B' +
  'E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510' +
  '15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7' +
  'ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C' +
  'BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF'

const prime = BigInt(`0x${PRIME_HEX}`)
const generator = 2n
const MODULUS_BASE64URL = Buffer.from(PRIME_HEX, 'hex').toString('base64url')

/** The group of Cognito's SRP-6a: the 3072-bit prime of RFC 3526 §5 with generator 2, and k = H(PAD(N) ‖ PAD(g)). */
export const SRP_GROUP: { prime: bigint; generator: bigint; multiplier: bigint } = {
  prime,
  generator,
  multiplier: hashToInteger(padded(prime), padded(generator)),
}

/** PAD: big-endian bytes with a leading zero byte when the top bit is set, as Java's BigInteger.toByteArray gives. */
export function padded(value: bigint): Buffer {
  const hex = value.toString(16)
  const evenHex = hex.length % 2 === 0 ? hex : `0${hex}`
  const bytes = Buffer.from(evenHex, 'hex')
  return bytes.readUInt8(0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes
}

/** SHA-256 of the parts, one after the other, as a big-endian integer. */
export function hashToInteger(...parts: readonly Buffer[]): bigint {
  return BigInt(`0x${createHash('sha256').update(Buffer.concat(parts)).digest('hex')}`)
}

/**
 * `base^exponent mod N` for 0 ≤ base and 0 ≤ exponent < N, by OpenSSL: RSA without padding is this very power, six
 * times as fast as BigInt. (A DiffieHellman object checks the prime first, over a second on some versions of Node.)
 * Not constant-time in the exponent: for exponents that are public or used once.
 */
export function power(base: bigint, exponent: bigint): bigint {
  // OpenSSL takes no public exponent below 2.
  if (exponent < 2n) return exponent === 0n ? 1n : base % prime
  const e = padded(exponent).toString('base64url')
  const key = createPublicKey({ key: { kty: 'RSA', n: MODULUS_BASE64URL, e }, format: 'jwk' })
  const block = Buffer.from((base % prime).toString(16).padStart(2 * PRIME_BYTES, '0'), 'hex')
  return BigInt(`0x${publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, block).toString('hex')}`)
}

/** `g^exponent mod N` by a table that grows with the first calls. Not constant-time, as `power`. */
export const powerOfGenerator: (exponent: bigint) => bigint = createFixedBasePower(generator, prime, power)
