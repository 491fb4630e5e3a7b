import { pbkdf2, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { parseOptions as parseArgon2, verify as verifyArgon2 } from '@node-rs/argon2'
import { verify as verifyBcrypt } from '@node-rs/bcrypt'

/** What made a hash that another system kept (Cognito: PasswordHashingAlgorithmType). */
export const HASH_ALGORITHMS = ['BCRYPT', 'SCRYPT', 'ARGON2ID', 'PBKDF2_SHA256'] as const
export type HashAlgorithm = (typeof HASH_ALGORITHMS)[number]

/** Why a hash is not taken: not of the algorithm's form, or dearer than its bounds. */
export type HashFault = 'malformed' | 'out-of-bounds'

/** A hash that can be compared: the work waits until `matches` is called, and runs off the event loop. */
type ReadHash = { affordable: boolean; matches(password: string): Promise<boolean> }

// The bounds of Cognito's own import of hashes: a hash is checked at a sign-in that anybody may try.
const BCRYPT_COST = 12
const SCRYPT = { N: 65_536, r: 8, p: 1 }
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const PBKDF2_ITERATIONS = 600_000

/** What is wrong with a hash of another system, or undefined (Cognito: importing users with password hashes, supported algorithms). */
export function importedHashFault(algorithm: HashAlgorithm, hash: string): HashFault | undefined {
  const read = hash.length <= 512 ? READERS[algorithm](hash) : undefined
  if (read === undefined) return 'malformed'
  return read.affordable ? undefined : 'out-of-bounds'
}

/** Whether `password` made the hash; undefined for what no algorithm here could have made, or at too great a cost. */
export async function verifyImportedHash(hash: string, password: string): Promise<boolean | undefined> {
  for (const algorithm of HASH_ALGORITHMS) {
    const read = READERS[algorithm](hash)
    if (read !== undefined) return read.affordable ? read.matches(password) : undefined
  }
  return undefined
}

const READERS: Record<HashAlgorithm, (hash: string) => ReadHash | undefined> = {
  BCRYPT: readBcrypt,
  SCRYPT: (hash) => readHexScrypt(hash) ?? readPhcScrypt(hash),
  ARGON2ID: readArgon2id,
  PBKDF2_SHA256: readPbkdf2,
}

/** `$2b$<cost>$<22 characters of salt><31 of hash>`; bytes after the 72nd of a password count for nothing, as bcrypt has it. */
function readBcrypt(hash: string): ReadHash | undefined {
  const cost = /^\$2[abxy]\$(\d\d)\$[./A-Za-z0-9]{53}$/.exec(hash)?.[1]
  if (cost === undefined || Number(cost) < 4) return undefined
  return { affordable: Number(cost) <= BCRYPT_COST, matches: (password) => verifyBcrypt(password, hash) }
}

/** `$argon2id$v=19$m=<KiB>,t=<passes>,p=<lanes>$<salt>$<hash>` (RFC 9106). */
function readArgon2id(hash: string): ReadHash | undefined {
  if (!hash.startsWith('$argon2id$v=19$')) return undefined
  try {
    const { memoryCost, timeCost, parallelism } = parseArgon2(hash)
    const affordable = memoryCost <= ARGON2ID.memoryCost && timeCost <= ARGON2ID.timeCost && parallelism <= ARGON2ID.parallelism
    return { affordable, matches: (password) => verifyArgon2(hash, password) }
  } catch {
    // The parser throws for one reason only: this is no hash in PHC form.
    return undefined
  }
}

/** `<N>$<r>$<p>$<salt in hex>$<hash in hex>`. */
function readHexScrypt(hash: string): ReadHash | undefined {
  const [, N, r, p, salt, key] = /^(\d{1,8})\$(\d{1,3})\$(\d{1,3})\$((?:[0-9a-f]{2}){1,64})\$((?:[0-9a-f]{2}){16,64})$/i.exec(hash) ?? []
  if (N === undefined || salt === undefined || key === undefined) return undefined
  return scryptHash({ N: Number(N), r: Number(r), p: Number(p) }, Buffer.from(salt, 'hex'), Buffer.from(key, 'hex'))
}

/** `$scrypt$ln=<log2 N>,r=<r>,p=<p>$<salt>$<hash>`: the same as a PHC string. */
function readPhcScrypt(hash: string): ReadHash | undefined {
  const [, ln, r, p, salt, key] = /^\$scrypt\$ln=(\d\d?),r=(\d{1,3}),p=(\d{1,3})\$([^$]+)\$([^$]+)$/.exec(hash) ?? []
  const bytes = { salt: readBase64(salt), key: readBase64(key) }
  if (bytes.salt === undefined || bytes.key === undefined || bytes.key.length < 16) return undefined
  return scryptHash({ N: 2 ** Number(ln), r: Number(r), p: Number(p) }, bytes.salt, bytes.key)
}

function scryptHash({ N, r, p }: { N: number; r: number; p: number }, salt: Buffer, key: Buffer): ReadHash | undefined {
  if (N < 2 || !Number.isInteger(Math.log2(N)) || r < 1 || p < 1) return undefined
  return {
    affordable: N <= SCRYPT.N && r <= SCRYPT.r && p <= SCRYPT.p,
    // Room for the table of 128·N·r bytes and as much again: Node counts a little more than the algorithm needs (RFC 7914 §6).
    matches: async (password) => timingSafeEqual(await derive(password, salt, key.length, { N, r, p, maxmem: 256 * N * r + 1_048_576 }), key),
  }
}

const derive = (password: string, salt: Buffer, length: number, options: { N: number; r: number; p: number; maxmem: number }): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, length, options, (error, key) => (error === null ? resolve(key) : reject(error)))
  })

/** `$pbkdf2-sha256$<iterations>$<salt>$<hash>` (RFC 8018 §5.2). */
function readPbkdf2(hash: string): ReadHash | undefined {
  const [, count, salt, key] = /^\$pbkdf2-sha256\$(?:i=)?([1-9]\d{0,8})\$([^$]+)\$([^$]+)$/.exec(hash) ?? []
  const bytes = { salt: readBase64(salt), key: readBase64(key) }
  if (bytes.salt === undefined || bytes.key === undefined || bytes.key.length < 16) return undefined
  const made = { salt: bytes.salt, key: bytes.key }
  return {
    affordable: Number(count) <= PBKDF2_ITERATIONS,
    matches: async (password) => timingSafeEqual(await promisify(pbkdf2)(password, made.salt, Number(count), made.key.length, 'sha256'), made.key),
  }
}

/** Base64 with or without padding; a dot may stand for the plus, as some libraries write it. */
function readBase64(text: string | undefined): Buffer | undefined {
  if (text === undefined || !/^[A-Za-z0-9+/.]{2,100}={0,2}$/.test(text)) return undefined
  const bytes = Buffer.from(text.replaceAll('.', '+'), 'base64')
  return bytes.length >= 1 && bytes.length <= 64 ? bytes : undefined
}
