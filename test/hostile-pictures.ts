import { deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** As many rows as are written: what is larger says so in its head alone. */
const MOST_ROW_BYTES = 100_000_000

/** A chunk of a PNG with its checksum (PNG third edition §5.3). */
export const pngChunk = (name: string, data: Uint8Array): Buffer => {
  const bytes = Buffer.alloc(12 + data.length)
  bytes.writeUInt32BE(data.length)
  bytes.write(name, 4, 'latin1')
  bytes.set(data, 8)
  bytes.writeUInt32BE(crc(bytes.subarray(4, 8 + data.length)), 8 + data.length)
  return bytes
}

/** Black, one bit a pixel: a thousandth of its pixels as bytes. */
export const emptyPng = (width: number, height: number): Buffer => {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  const rows = height * (1 + Math.ceil(width / 8))
  return Buffer.concat([SIGNATURE, pngChunk('IHDR', header), pngChunk('IDAT', deflateSync(Buffer.alloc(rows > MOST_ROW_BYTES ? 0 : rows), { level: 9 })), pngChunk('IEND', Buffer.alloc(0))])
}

/** A picture with one more chunk after its signature and its header. */
export const withPngChunk = (png: Buffer, name: string, data: Uint8Array): Buffer => Buffer.concat([png.subarray(0, 33), pngChunk(name, data), png.subarray(33)])

function crc(bytes: Uint8Array): number {
  let value = ~0
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0)
  }
  return ~value >>> 0
}
