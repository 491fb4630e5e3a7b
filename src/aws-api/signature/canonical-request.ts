import { hash } from 'node:crypto'

/** A request as it arrived, for signing anew. */
export type ArrivedRequest = {
  method: string
  /** Raw query string without `?`. */
  query: string
  /** Names and values in turn, as received (`rawHeaders` of node:http). */
  rawHeaders: readonly string[]
  body: Buffer
}

export const sha256Hex = (bytes: Buffer | string): string => hash('sha256', bytes)

/** The canonical request of AWS Signature Version 4 for a request to `/`. `host` is what the caller believes to have asked. */
export const canonicalRequest = (request: ArrivedRequest, signedHeaders: readonly string[], host: string): string => [
  request.method, '/', canonicalQuery(request.query), canonicalHeaders(request.rawHeaders, signedHeaders, host), signedHeaders.join(';'), sha256Hex(request.body),
].join('\n')

/** Pairs sorted by name, then value, each percent-encoded as in RFC 3986; the signature itself is left out. */
function canonicalQuery(query: string): string {
  if (query === '') return ''
  const pairs = [...new URLSearchParams(query)].filter(([name]) => name !== 'X-Amz-Signature').map(([name, value]) => [encode(name), encode(value)] as const)
  return pairs.sort(([a, x], [b, y]) => compare(a, b) || compare(x, y)).map((pair) => pair.join('=')).join('&')
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const encode = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

/** One line a header, in the order of the signature; repeated headers are joined. */
function canonicalHeaders(rawHeaders: readonly string[], signedHeaders: readonly string[], host: string): string {
  const values = new Map<string, string>()
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase() ?? ''
    const value = (rawHeaders[at + 1] ?? '').trim().replace(/ {2,}/g, ' ')
    const before = values.get(name)
    values.set(name, before === undefined ? value : `${before},${value}`)
  }
  values.set('host', host)
  return signedHeaders.map((name) => `${name}:${values.get(name) ?? ''}\n`).join('')
}
