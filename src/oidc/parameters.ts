import type { IncomingMessage } from 'node:http'
import { readBody } from '#src/contracts/read-body.ts'

/** Parameters that came once each. */
export type Parameters = Readonly<Record<string, string>>

/** Why parameters were not even looked at. `name` is safe to show: it is one of `known`. */
export type ParameterProblem = { kind: 'repeated'; name: string } | { kind: 'malformed' } | { kind: 'too-large' }

const LONGEST = 12 * 1024
const MOST = 100
// PostgreSQL stores no NUL; lone surrogates are no text.
const isText = (value: string): boolean => !value.includes('\0') && value.isWellFormed()

/**
 * Reads url-encoded parameters strictly: each once (RFC 6749 §3.1), valid UTF-8, no NUL, at most 12 kB and 100 of them. An
 * empty value counts as left out. `repeatable` may come several times; the last one counts.
 */
export function parseParameters(text: string, repeatable: ReadonlySet<string> = new Set(), longest = LONGEST): { ok: Parameters } | { problem: ParameterProblem } {
  if (text.length > longest) return { problem: { kind: 'too-large' } }
  if (!isDecodable(text)) return { problem: { kind: 'malformed' } }
  const parameters: Record<string, string> = Object.create(null)
  let count = 0
  for (const [name, value] of new URLSearchParams(text)) {
    if (++count > MOST) return { problem: { kind: 'too-large' } }
    if (!isText(name) || !isText(value)) return { problem: { kind: 'malformed' } }
    if (name in parameters && !repeatable.has(name)) return { problem: { kind: 'repeated', name } }
    parameters[name] = value
  }
  return { ok: Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== '')) }
}

/** Reads a form body of at most `limit` bytes; null when it is longer or not url-encoded. */
export async function readForm(req: IncomingMessage, limit: number): Promise<string | null> {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(req.headers['content-type'] ?? '')) return null
  return (await readBody(req, limit))?.toString('utf8') ?? null
}

/** Bytes a form of the protocol may have. */
export const FORM_LIMIT = 56 * 1024

function isDecodable(text: string): boolean {
  if (text.includes('\uFFFD')) return false
  try {
    decodeURIComponent(text.replaceAll('+', ' '))
    return true
  } catch {
    return false // URIError: a broken escape or bytes that are no UTF-8
  }
}
