export type Cbor = number | string | Buffer | Cbor[] | Map<number | string, Cbor>

/** CBOR in its shortest form (RFC 8949 §4.2), as much of it as authenticators speak. */
export function encodeCbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(encodeCbor)])
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, item]) => [encodeCbor(key), encodeCbor(item)])])
}

function head(kind: number, argument: number): Buffer {
  if (argument < 24) return Buffer.from([(kind << 5) | argument])
  if (argument < 256) return Buffer.from([(kind << 5) | 24, argument])
  if (argument < 65_536) return Buffer.from([(kind << 5) | 25, argument >> 8, argument & 255])
  throw new RangeError('No authenticator sends so much.')
}
