/** Every character is this wide, in thousandths of the font's size. */
const ADVANCE = 500
const ASCENT = 800
const DESCENT = -200
const CONTOUR: readonly (readonly [number, number])[] = [[0, 0], [0, 600], [450, 600], [450, 0]]

const u16 = (...values: readonly number[]): Buffer => Buffer.concat(values.map((value) => { const bytes = Buffer.alloc(2); bytes.writeUInt16BE(value & 0xffff); return bytes }))
const u32 = (...values: readonly number[]): Buffer => Buffer.concat(values.map((value) => { const bytes = Buffer.alloc(4); bytes.writeUInt32BE(value >>> 0); return bytes }))

/** Steps from point to point, one axis after the other. */
const steps = (axis: 0 | 1): number[] => CONTOUR.map((point, index) => point[axis] - (CONTOUR[index - 1]?.[axis] ?? 0))
const GLYPH = Buffer.concat([u16(1, 0, 0, 450, 600, CONTOUR.length - 1, 0), Buffer.from(CONTOUR.map(() => 1)), u16(...steps(0)), u16(...steps(1))])

/** One group of format 13: all of Unicode is glyph 1. */
const CHARACTERS = Buffer.concat([u16(0, 1, 3, 10), u32(12), u16(13, 0), u32(28, 0, 1, 0x20, 0x10ffff, 1)])

const TABLES: Readonly<Record<string, Buffer>> = {
  'OS/2': Buffer.concat([
    u16(4, ADVANCE, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0), Buffer.alloc(10), u32(1, 0, 0, 0), Buffer.from('NONE'),
    u16(0x40, 0x20, 0xffff, ASCENT, DESCENT, 0, ASCENT, -DESCENT), u32(1, 0), u16(500, 600, 0, 0x20, 1),
  ]),
  cmap: CHARACTERS,
  glyf: GLYPH,
  head: Buffer.concat([u32(0x10000, 0x10000, 0, 0x5f0f3cf5), u16(0b1011, 1000), Buffer.alloc(16), u16(0, 0, 450, 600, 0, 8, 2, 1, 0)]),
  hhea: Buffer.concat([u32(0x10000), u16(ASCENT, DESCENT, 0, ADVANCE, 0, 50, 450, 1, 0, 0, 0, 0, 0, 0, 0, 2)]),
  hmtx: u16(ADVANCE, 0, ADVANCE, 0),
  loca: u32(0, 0, GLYPH.length),
  maxp: Buffer.concat([u32(0x10000), u16(2, CONTOUR.length, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)]),
  name: u16(0, 0, 6),
  post: Buffer.concat([u32(0x30000, 0), u16(-75, 50), u32(1, 0, 0, 0, 0)]),
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])
const checksum = (bytes: Buffer): number => {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0
  return sum
}

/**
 * A TrueType font in which every character is the same box, half as wide as the font's size: text is as long and as high on every machine,
 * whatever fonts that has (OpenType 1.9: TrueType outlines, `cmap` format 13).
 */
export const boxFont = (): Buffer => {
  const tables = Object.entries(TABLES)
  let offset = 12 + 16 * tables.length
  const directory = tables.map(([tag, table]) => {
    const entry = Buffer.concat([Buffer.from(tag), u32(checksum(padded(table)), offset, table.length)])
    offset += padded(table).length
    return entry
  })
  return Buffer.concat([u32(0x10000), u16(tables.length, 128, 3, tables.length * 16 - 128), ...directory, ...tables.map(([, table]) => padded(table))])
}
