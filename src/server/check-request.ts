import type { IncomingMessage } from 'node:http'
import { isImportUpload } from './pool-paths.ts'

/** Why a request is not even looked at. `reason` is for the answer and the log: it repeats nothing that was sent. */
export type Refusal = { readonly status: 400 | 405 | 413 | 415; readonly reason: string }

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS'])

// What no path of ours contains, in any encoding: each of these reads differently to two programs in a row.
const TRICKS = /[^\x21-\x7e]|[\\;<>"^`{|}]|\/\/|\/\.{1,2}(?:\/|$)|%(?:00|2e|2f|5c|3b|0a|0d|25)/i

/** Refuses what could mean two things (RFC 9112 §11, RFC 3986 §7.3), forbidden methods and encoded bodies. */
export function checkRequest(req: IncomingMessage): Refusal | undefined {
  const target = req.url ?? ''
  const queryAt = target.indexOf('?')
  const path = queryAt === -1 ? target : target.slice(0, queryAt)
  if (!METHODS.has(req.method ?? '') && !isImportUpload(req.method, path)) return { status: 405, reason: 'method' }
  if (!path.startsWith('/') || TRICKS.test(path) || !isUtf8(path)) return { status: 400, reason: 'path' }
  if (queryAt !== -1 && !isCleanQuery(target.slice(queryAt + 1))) return { status: 400, reason: 'query' }
  if (countHeader(req, 'host') > 1) return { status: 400, reason: 'host' }
  const encoding = req.headers['content-encoding']
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') return { status: 415, reason: 'content-encoding' }
  return undefined
}

/** Names that carry ways round a framework's own checks, or that only a trusted proxy may say. */
const FOREIGN = /^(x-forwarded|x-original|x-rewrite|x-middleware|x-invoke|x-nextjs|x-matched-path|x-now-route|x-real-ip|x-poolhouse|x-prerender|forwarded$|next-action)/

/** Removes headers that nobody outside may set, so that no library behind the edge reads them. */
export function removeForeignHeaders(req: IncomingMessage): void {
  for (const name in req.headers) if (FOREIGN.test(name)) delete req.headers[name]
}

/** Removes what makes Next answer with data instead of a page. */
export function removeFlightHeaders(req: IncomingMessage): void {
  for (const name of Object.keys(req.headers)) if (name === 'rsc' || name.startsWith('next-')) delete req.headers[name]
}

function isUtf8(text: string): boolean {
  if (!text.includes('%')) return true
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false // URIError: a broken escape, or bytes that are no UTF-8 (lone surrogates among them)
  }
}

const isCleanQuery = (query: string): boolean => !/[^\x21-\x7e]|%00/.test(query) && isUtf8(query)

function countHeader(req: IncomingMessage, name: string): number {
  let count = 0
  for (let i = 0; i < req.rawHeaders.length; i += 2) {
    const known = req.rawHeaders[i]
    if (known?.length === name.length && known.toLowerCase() === name) count++
  }
  return count
}
