import { hkdfSync } from 'node:crypto'
import type { KeyedHash } from './keyed-hash.ts'
import { formatAsUuid } from './random.ts'
import type { SrpVerifier } from './srp.ts'
import { SRP_GROUP } from './srp-group.ts'

type Unknown = { poolId: string; canonicalName: string }

/** The salt shown for a user who does not exist: always the same for one name, and of the form of real ones. */
export function fakeSaltFor(keyedHash: Pick<KeyedHash, 'sign'>, unknown: Unknown): string {
  return BigInt(`0x${stableBytes(keyedHash, 'fake-srp-salt', unknown, 16).toString('hex')}`).toString(16)
}

/** The USER_ID_FOR_SRP shown for a user who does not exist: always the same UUID for one name. */
export function fakeUserIdFor(keyedHash: Pick<KeyedHash, 'sign'>, unknown: Unknown): string {
  return formatAsUuid(stableBytes(keyedHash, 'fake-srp-user-id', unknown, 16))
}

/**
 * Salt and verifier to run SRP with for a user who does not exist (Cognito: PreventUserExistenceErrors). No password
 * is known to fit; the caller refuses whatever the proof says.
 */
export function fakeSrpVerifierFor(keyedHash: Pick<KeyedHash, 'sign'>, unknown: Unknown): SrpVerifier {
  // Any residue does, and costs no power: B does not tell verifiers from other numbers.
  const wide = stableBytes(keyedHash, 'fake-srp-verifier', unknown, 400).toString('hex')
  return { saltHex: fakeSaltFor(keyedHash, unknown), verifierHex: (BigInt(`0x${wide}`) % SRP_GROUP.prime).toString(16) }
}

function stableBytes(keyedHash: Pick<KeyedHash, 'sign'>, purpose: string, { poolId, canonicalName }: Unknown, length: number): Buffer {
  const seed = keyedHash.sign(purpose, JSON.stringify([poolId, canonicalName]))
  return Buffer.from(hkdfSync('sha256', Buffer.from(seed, 'base64url'), Buffer.alloc(0), purpose, length))
}
