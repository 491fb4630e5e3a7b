import { hash } from 'node:crypto'
import type { BrandFile } from '#src/domain/branding/brand-file.ts'
import { DomainError } from '#src/domain/domain-error.ts'

export const MOST_FONT_BYTES = 512 * 1024
const HEADER = 48
/** Unpacked; browsers refuse larger ones as well. */
const MOST_UNPACKED_BYTES = 30 * 1024 * 1024
const MOST_TABLES = 64

/**
 * A font file as it was given, if its header is that of a WOFF2 file of exactly this length (WOFF File Format 2.0 §4.1): what is in it is
 * checked by each browser before it is used. InvalidParameter otherwise.
 */
export function checkFont(bytes: Uint8Array): BrandFile {
  if (bytes.length > MOST_FONT_BYTES) throw new DomainError('InvalidParameter', `A font file may have ${MOST_FONT_BYTES} bytes.`)
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isFont = bytes.length > HEADER && header.getUint32(0) === 0x774f4632 && FLAVORS.has(header.getUint32(4)) && header.getUint32(8) === bytes.length
    && header.getUint16(12) > 0 && header.getUint16(12) <= MOST_TABLES && header.getUint16(14) === 0 && header.getUint32(16) <= MOST_UNPACKED_BYTES
  if (!isFont) throw new DomainError('InvalidParameter', 'A font must be a WOFF2 file.')
  const copy = new Uint8Array(bytes)
  return { hash: hash('sha256', copy), type: 'font/woff2', bytes: copy }
}

/** TrueType and OpenType with CFF outlines; collections are not for style sheets. */
const FLAVORS: ReadonlySet<number> = new Set([0x00010000, 0x4f54544f, 0x74727565])
