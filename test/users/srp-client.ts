import { createHash, createHmac, randomBytes } from 'node:crypto'
import { SRP_GROUP } from '#src/crypto/srp-group.ts'

const N = SRP_GROUP.prime
const sha256 = (hex: string) => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex')
const integer = (hex: string) => BigInt(`0x${hex}`)

const padHex = (value: bigint): string => {
  const hex = value.toString(16)
  if (hex.length % 2 === 1) return `0${hex}`
  return '89abcdef'.includes(hex.charAt(0)) ? `00${hex}` : hex
}

const slowPower = (base: bigint, exponent: bigint): bigint => {
  let result = 1n
  for (let square = base % N, left = exponent; left > 0n; left >>= 1n, square = (square * square) % N) if (left & 1n) result = (result * square) % N
  return result
}

const TIMESTAMP = 'Tue Mar 5 08:04:09 UTC 2030'

/** The client's side of USER_SRP_AUTH, as Cognito's clients compute it; by a faster `power` where the client's time is in the way. */
export const createSrpClient = (power = slowPower) => {
  const a = integer(randomBytes(128).toString('hex'))
  const A = power(2n, a)
  return {
    srpA: A.toString(16),
    /** ChallengeResponses to PASSWORD_VERIFIER. */
    answer(parameters: Readonly<Record<string, string>>, poolId: string, password: string): Record<string, string> {
      const { USER_ID_FOR_SRP: userId = '' } = parameters
      return { USERNAME: userId, ...this.prove({ poolName: poolId.split('_')[1] ?? '', userId }, parameters, password) }
    },
    /** The claim alone, of a user or of a device in its group. */
    prove({ poolName, userId }: { poolName: string; userId: string }, parameters: Readonly<Record<string, string>>, password: string): Record<string, string> {
      const { SALT = '', SRP_B = '', SECRET_BLOCK = '' } = parameters
      const k = integer(sha256(padHex(N) + padHex(2n)))
      const u = integer(sha256(padHex(A) + padHex(integer(SRP_B))))
      const inner = createHash('sha256').update(`${poolName}${userId}:${password}`, 'utf8').digest('hex')
      const x = integer(sha256(padHex(integer(SALT)) + inner))
      const S = power((((integer(SRP_B) - k * power(2n, x)) % N) + N) % N, a + u * x)
      const prk = createHmac('sha256', Buffer.from(padHex(u), 'hex')).update(Buffer.from(padHex(S), 'hex')).digest()
      const key = createHmac('sha256', prk).update('Caldera Derived Key').update(Buffer.from([1])).digest().subarray(0, 16)
      const signature = createHmac('sha256', key).update(poolName).update(userId).update(Buffer.from(SECRET_BLOCK, 'base64')).update(TIMESTAMP).digest('base64')
      return { PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK, PASSWORD_CLAIM_SIGNATURE: signature, TIMESTAMP }
    },
  }
}

/** A device's random password, and what ConfirmDevice is told of it. */
export const createDeviceSecret = (groupKey: string, deviceKey: string) => {
  const password = randomBytes(40).toString('base64')
  const salt = padHex(integer(randomBytes(16).toString('hex')))
  const inner = createHash('sha256').update(`${groupKey}${deviceKey}:${password}`, 'utf8').digest('hex')
  const verifier = padHex(slowPower(2n, integer(sha256(salt + inner))))
  const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64')
  return { password, config: { Salt: base64(salt), PasswordVerifier: base64(verifier) } }
}
