import { availableParallelism } from 'node:os'
import { hash as argon2Hash, parseOptions, verify as argon2Verify } from '@node-rs/argon2'
import type { ParsedHashOptions } from '@node-rs/argon2'
import { createBoundedQueue } from './bounded-queue.ts'
import { verifyImportedHash } from './imported-hash.ts'

/**
 * Hashes and checks passwords. A password is taken as given: its UTF-8 bytes count, all of them, neither trimmed nor
 * normalised nor cut, as Cognito compares them. `hash`, `verify` and `verifyDecoy` reject with code TooManyRequests
 * when the queue is full.
 */
export type PasswordHasher = {
  /** An argon2id hash in PHC form, salted: different each time. */
  hash(password: string): Promise<string>
  /**
   * Whether `password` made `hash`, by argon2id or by what another system used (imported-hash.ts). A malformed hash, or one
   * that asks for too much, matches nothing, after the work of one of ours.
   */
  verify(hash: string, password: string): Promise<boolean>
  /** Does the work of `verify` and says no: for a user who does not exist or has no password. */
  verifyDecoy(password: string): Promise<false>
  /** Whether `hash` was made with other parameters than those now in force (or is malformed). */
  needsRehash(hash: string): boolean
  /** How many calls wait for a core. */
  queueLength(): number
}

/** `concurrency`: hashes at once, default one for each core; `maxQueue`: calls that may wait. Others as in RFC 9106. */
export type PasswordHasherOptions = {
  memoryKib?: number
  iterations?: number
  parallelism?: number
  concurrency?: number
  maxQueue?: number
}

const ARGON2ID_V19 = '$argon2id$v=19$'
const OUTPUT_BYTES = 32
/** Characters of it in base64 without padding. */
const ENCODED_OUTPUT = Math.ceil((OUTPUT_BYTES * 4) / 3)
/** Beyond any sensible setting; a stored hash that asks for more would take the process's memory when checked. */
const DEAREST = { memoryCost: 1_048_576, timeCost: 64, parallelism: 64 }

/** argon2id (RFC 9106), by default 19 MiB, 2 passes, 1 lane; computed off the event loop behind a bounded FIFO queue. */
export function createPasswordHasher(options: PasswordHasherOptions = {}): PasswordHasher {
  const { memoryKib = 19_456, iterations = 2, parallelism = 1, concurrency = availableParallelism(), maxQueue = 256 } = options
  const parameters = { memoryCost: memoryKib, timeCost: iterations, parallelism, outputLen: OUTPUT_BYTES }
  const queue = createBoundedQueue({ concurrency, maxQueue })
  const ownBeginning = `${ARGON2ID_V19}m=${memoryKib},t=${iterations},p=${parallelism}$`
  /** Told by its text alone, since nearly every hash is: the parser takes longer than all else about it. */
  const isMadeLikeOurs = (encoded: string): boolean =>
    encoded.startsWith(ownBeginning) && encoded.length - encoded.lastIndexOf('$') - 1 === ENCODED_OUTPUT && encoded.indexOf('$', ownBeginning.length) === encoded.lastIndexOf('$')

  const hash = (password: string) => queue.run(() => argon2Hash(password, parameters))

  async function verifyDecoy(password: string): Promise<false> {
    await hash(password)
    return false
  }

  return {
    hash,
    verifyDecoy,
    verify(encoded, password) {
      if (isMadeLikeOurs(encoded) || parseArgon2id(encoded) !== undefined) return queue.run(() => argon2Verify(encoded, password))
      return queue.run(async () => {
        const matches = await verifyImportedHash(encoded, password)
        if (matches !== undefined) return matches
        await argon2Hash(password, parameters)
        return false
      })
    },
    needsRehash(encoded) {
      if (isMadeLikeOurs(encoded)) return false
      const made = parseArgon2id(encoded)
      if (made === undefined) return true
      return made.memoryCost !== memoryKib || made.timeCost !== iterations || made.parallelism !== parallelism || made.outputLen !== OUTPUT_BYTES
    },
    queueLength: queue.length,
  }
}

function parseArgon2id(encoded: string): ParsedHashOptions | undefined {
  if (!encoded.startsWith(ARGON2ID_V19)) return undefined
  try {
    const made = parseOptions(encoded)
    const affordable = made.memoryCost <= DEAREST.memoryCost && made.timeCost <= DEAREST.timeCost && made.parallelism <= DEAREST.parallelism
    return affordable ? made : undefined
  } catch {
    // The parser throws for one reason only: this is no hash in PHC form.
    return undefined
  }
}
