const lastCodePoint = 0x10ffff

/**
 * The first text, in byte order of UTF-8, after all texts that begin with `prefix`; null when there is none (an empty
 * prefix). A prepared `LIKE $1` cannot use an index: its plan is made before the pattern is known; a range can.
 */
export function textAfterPrefix(prefix: string): string | null {
  const points = [...prefix].map((character) => character.codePointAt(0) ?? 0)
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    if (last < lastCodePoint) return String.fromCodePoint(...points, successor(last))
  }
  return null
}

/** The first and the last uuid beginning with `prefix`; undefined when none can. */
export function uuidRange(prefix: string): { first: string; last: string } | undefined {
  const start = prefix.toLowerCase()
  const shape = '00000000-0000-0000-0000-000000000000'
  if (start.length > shape.length) return undefined
  const first = start + shape.slice(start.length)
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(first)) return undefined
  return { first, last: start + shape.slice(start.length).replaceAll('0', 'f') }
}

/** Surrogates are no characters of their own. */
function successor(point: number): number {
  const next = point + 1
  return next >= 0xd800 && next <= 0xdfff ? 0xe000 : next
}
