import type { Random } from './random.ts'

/** A UUID of version 7, lower case (RFC 9562 §5.7): the milliseconds since 1970 before 74 random bits, so that ids sort by time. */
export function uuidV7(random: Pick<Random, 'bytes'>, at: Date): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  random.bytes(10).copy(bytes, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
