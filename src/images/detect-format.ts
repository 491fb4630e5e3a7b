import type { PictureFormat } from '#src/domain/branding/redraw-picture.ts'

const startsWith = (bytes: Uint8Array, start: readonly number[], at = 0): boolean => start.every((byte, index) => bytes[at + index] === byte)

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** What may stand before the drawing: a byte order mark, the XML declaration, comments. */
const SVG_START = /^\uFEFF?\s*(<\?xml[^>]{0,200}\?>\s*)?(<!--(?:(?!-->)[^]){0,2000}-->\s*){0,5}<svg[\s>]/

/** What the bytes themselves say they are, whatever anybody calls them; undefined for anything else, such as HTML or GIF. */
export function detectFormat(bytes: Uint8Array): PictureFormat | undefined {
  if (startsWith(bytes, PNG)) return 'png'
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes, [0x57, 0x45, 0x42, 0x50], 8)) return 'webp'
  if (startsWith(bytes, [0, 0, 1, 0])) return 'ico'
  return SVG_START.test(new TextDecoder().decode(bytes.subarray(0, 20_000))) ? 'svg' : undefined
}

/** Whether a PNG moves: an `acTL` chunk before its pixels (PNG third edition §11.3.6.1). */
export function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = PNG.length; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (name === 'acTL') return true
    if (name === 'IDAT') return false
  }
  return false
}
