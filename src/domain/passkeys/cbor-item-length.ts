const DEEPEST = 8

/**
 * How many bytes the CBOR item at `start` takes (RFC 8949 §3), or null when it is not whole, nested deeper than an attestation
 * is, or of indefinite length, which CTAP2 forbids.
 */
export const cborItemLength = (bytes: Buffer, start = 0, depth = 0): number | null => {
  const head = readHead(bytes, start)
  if (head === null || depth > DEEPEST) return null
  const { kind, argument, size } = head
  if (kind === BYTES || kind === TEXT) return start + size + argument <= bytes.length ? size + argument : null
  const items = itemsIn(kind, argument)
  // Each item takes a byte at least: more cannot be there.
  if (items > bytes.length) return null
  let length = size
  for (let item = 0; item < items; item++) {
    const inner = cborItemLength(bytes, start + length, depth + 1)
    if (inner === null) return null
    length += inner
  }
  return length
}

const [BYTES, TEXT, ARRAY, MAP, TAG] = [2, 3, 4, 5, 6]

const itemsIn = (kind: number, argument: number): number => {
  if (kind === ARRAY) return argument
  if (kind === MAP) return argument * 2
  return kind === TAG ? 1 : 0
}

const readHead = (bytes: Buffer, start: number): { kind: number; argument: number; size: number } | null => {
  const first = bytes[start]
  if (first === undefined) return null
  const [kind, short] = [first >> 5, first & 31]
  if (short < 24) return { kind, argument: short, size: 1 }
  const width = short <= 26 ? 2 ** (short - 24) : null
  if (width === null || start + 1 + width > bytes.length) return null
  return { kind, argument: bytes.readUIntBE(start + 1, width), size: 1 + width }
}
