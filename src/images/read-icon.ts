/** One picture of an icon file: a PNG of its own, or pixels (RGBA, rows from the top). */
export type IconPicture = { kind: 'png'; bytes: Uint8Array } | { kind: 'pixels'; width: number; height: number; bytes: Uint8Array }

const ENTRY_BYTES = 16
const HEADER_BYTES = 40

/** The largest picture of an icon file (ICO), or undefined when it has none that can be read: PNG, or a bitmap of 24 or 32 bits without compression. */
export function readIcon(file: Uint8Array): IconPicture | undefined {
  if (file.length < 6) return undefined
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const entries = Array.from({ length: view.getUint16(4, true) }, (_, index) => 6 + index * ENTRY_BYTES)
    .filter((at) => at + ENTRY_BYTES <= file.length)
    // A side of 256 is written as 0.
    .map((at) => ({ size: (file[at] || 256) * (file[at + 1] || 256), bits: view.getUint16(at + 6, true), length: view.getUint32(at + 8, true), offset: view.getUint32(at + 12, true) }))
    .toSorted((a, b) => b.size - a.size || b.bits - a.bits)
  for (const { offset, length } of entries) {
    if (offset + length > file.length) continue
    const picture = readPicture(file.subarray(offset, offset + length))
    if (picture !== undefined) return picture
  }
  return undefined
}

function readPicture(bytes: Uint8Array): IconPicture | undefined {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return { kind: 'png', bytes }
  if (bytes.length < HEADER_BYTES) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // The height counts the mask below the picture too.
  const [width, height] = [view.getInt32(4, true), view.getInt32(8, true) / 2]
  const bits = view.getUint16(14, true)
  const plain = view.getUint32(0, true) === HEADER_BYTES && view.getUint32(16, true) === 0
  if (!plain || (bits !== 24 && bits !== 32) || !isSide(width) || !isSide(height)) return undefined
  const row = Math.ceil((width * bits) / 32) * 4
  const maskRow = Math.ceil(width / 32) * 4
  if (bytes.length < HEADER_BYTES + height * (row + maskRow)) return undefined
  const pixels = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++) {
    const from = HEADER_BYTES + (height - 1 - y) * row
    const mask = HEADER_BYTES + height * row + (height - 1 - y) * maskRow
    for (let x = 0; x < width; x++) {
      const [blue = 0, green = 0, red = 0, alpha = 0] = bytes.subarray(from + (x * bits) / 8, from + (x * bits) / 8 + 4)
      const hidden = ((bytes[mask + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
      pixels.set([red, green, blue, bits === 32 ? alpha : hidden === 1 ? 0 : 255], (y * width + x) * 4)
    }
  }
  return { kind: 'pixels', width, height, bytes: pixels }
}

const isSide = (side: number): boolean => Number.isInteger(side) && side >= 1 && side <= 256
