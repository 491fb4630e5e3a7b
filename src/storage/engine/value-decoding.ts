/** Reads the text form in which the database sends a value. */
export type Decoder = (text: string) => unknown

const asText: Decoder = (text) => text

/** Object ids of PostgreSQL's built-in types (pg_type.dat) that are not simply text. */
const scalarDecoders: ReadonlyMap<number, Decoder> = new Map<number, Decoder>([
  [16, (text) => text === 't'], // bool
  [17, decodeBytes], // bytea
  [20, decodeSafeInteger], // int8
  [21, Number], // int2
  [23, Number], // int4
  [26, Number], // oid
  [114, JSON.parse], // json
  [700, Number], // float4
  [701, Number], // float8
  [1114, decodeInstant], // timestamp, kept in UTC
  [1184, decodeInstant], // timestamptz
  [3802, JSON.parse], // jsonb
])

/** Array type → its element's type. */
const arrayElements: ReadonlyMap<number, number> = new Map([
  [199, 114], [1000, 16], [1001, 17], [1003, 19], [1005, 21], [1007, 23], [1009, 25], [1014, 1042], [1015, 1043], [1016, 20],
  [1021, 700], [1022, 701], [1028, 26], [1115, 1114], [1182, 1082], [1185, 1184], [1231, 1700], [2951, 2950], [3807, 3802],
])

const decoders = new Map<number, Decoder>(scalarDecoders)
for (const [array, element] of arrayElements) {
  const decodeElement = scalarDecoders.get(element) ?? asText
  decoders.set(array, (text) => decodeArray(text, decodeElement))
}

/** The reader for a type by its object id; types it does not know stay text (numeric, date, uuid, …). */
export function decoderOf(typeId: number): Decoder {
  return decoders.get(typeId) ?? asText
}

function decodeSafeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('A bigint column holds a number beyond the safe integers')
  return value
}

function decodeBytes(text: string): Buffer {
  return Buffer.from(text.slice(2), 'hex')
}

function decodeInstant(text: string): Date {
  // Connections keep their time zone at UTC, so the offset is "+00", or absent for timestamp.
  const end = text.endsWith('+00') ? -3 : undefined
  const instant = new Date(`${text.slice(0, 10)}T${text.slice(11, end)}Z`)
  if (Number.isNaN(instant.getTime())) throw new RangeError('A timestamp column holds what no Date can')
  return instant
}

function decodeArray(text: string, decodeElement: Decoder): unknown[] {
  let at = 0

  function readQuoted(): unknown {
    let item = ''
    for (at++; text[at] !== '"'; at++) {
      if (text[at] === '\\') at++
      item += text[at]
    }
    at++
    return decodeElement(item)
  }

  function readBare(): unknown {
    const start = at
    while (text[at] !== ',' && text[at] !== '}') at++
    const item = text.slice(start, at)
    return item === 'NULL' ? null : decodeElement(item)
  }

  function readList(): unknown[] {
    const items: unknown[] = []
    at++
    while (text[at] !== '}') {
      if (text[at] === ',') at++
      else if (text[at] === '{') items.push(readList())
      else items.push(text[at] === '"' ? readQuoted() : readBare())
    }
    at++
    return items
  }

  return readList()
}
