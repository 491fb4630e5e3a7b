import { randomFillSync } from 'node:crypto'

/** Source of everything unpredictable. Passed in, so that a test can supply a reproducible one. */
export type Random = {
  /** `n` random bytes. */
  bytes(n: number): Buffer
  /** RFC 9562 version 4 UUID, lower case. */
  uuid(): string
  /** `bytes` (default 32) random bytes as base64url. */
  token(bytes?: number): string
  /** `n` decimal digits, each equally likely, leading zeros kept. */
  digits(n: number): string
  /** `n` characters of a–z and 0–9, each equally likely. */
  lowercaseAlphanumeric(n: number): string
  /** `n` characters of `alphabet` (1 to 256 UTF-16 units), each equally likely; RangeError for another size. */
  fromAlphabet(alphabet: string, n: number): string
}

/** Builds a `Random` on one source of bytes. The source must be uniform: characters are drawn by rejection. */
export function createRandom(bytes: (n: number) => Buffer): Random {
  const fromAlphabet = (alphabet: string, n: number) => drawCharacters(bytes, alphabet, n)
  return {
    bytes,
    uuid: () => formatAsUuid(bytes(16)),
    token: (length = 32) => bytes(length).toString('base64url'),
    digits: (n) => fromAlphabet('0123456789', n),
    lowercaseAlphanumeric: (n) => fromAlphabet('abcdefghijklmnopqrstuvwxyz0123456789', n),
    fromAlphabet,
  }
}

const STOCK = 4096

/** The same bytes as `fill` gives, asked for some hundred values at a time: each asking costs ten times what the bytes do. What was taken is gone here. */
export function bytesFromStock(fill: (stock: Buffer) => void): (n: number) => Buffer {
  const stock = Buffer.alloc(STOCK)
  let taken = STOCK
  return (n) => {
    const bytes = Buffer.alloc(n)
    if (n > STOCK) {
      fill(bytes)
      return bytes
    }
    if (taken + n > STOCK) {
      fill(stock)
      taken = 0
    }
    stock.copy(bytes, 0, taken, taken + n)
    stock.fill(0, taken, taken + n)
    taken += n
    return bytes
  }
}

/** The operating system's cryptographically secure generator. */
export const systemRandom: Random = createRandom(bytesFromStock(randomFillSync))

/** Writes 16 bytes in UUID version 4 form (RFC 9562 §5.4): six bits become version and variant, the rest is kept. */
export function formatAsUuid(sixteenBytes: Buffer): string {
  const bytes = Buffer.from(sixteenBytes)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

function drawCharacters(bytes: (n: number) => Buffer, alphabet: string, n: number): string {
  const size = alphabet.length
  if (size < 1 || size > 256) throw new RangeError('An alphabet has 1 to 256 characters.')
  // Bytes at or above the largest multiple of `size` would favour the first characters.
  const limit = 256 - (256 % size)
  let drawn = ''
  while (drawn.length < n) {
    for (const byte of bytes(n - drawn.length)) {
      if (byte < limit) drawn += alphabet.charAt(byte % size)
    }
  }
  return drawn
}
