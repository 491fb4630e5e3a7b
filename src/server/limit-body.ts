import type { IncomingMessage, ServerResponse } from 'node:http'
import { MOST_BYTES } from '#src/domain/user-imports/user-import-job.ts'
import { isImportUpload } from './pool-paths.ts'

const MEGABYTE = 1024 * 1024

/** Requests that carry pictures (Cognito: request size of managed login branding). */
const WITH_PICTURES = /\.(?:Create|Update)ManagedLoginBranding$/

/** Most bytes a body may have: 1 MB, but 2 MB for looks with their pictures, 256 kB for the protocol's forms, and 100 MB for a file of users. */
export function bodyLimit({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>, path: string): number {
  if (isImportUpload(method, path)) return MOST_BYTES
  if (path === '/' && WITH_PICTURES.test(String(headers['x-amz-target'] ?? ''))) return 2 * MEGABYTE
  return /(^|\/)oauth2\//.test(path) ? MEGABYTE / 4 : MEGABYTE
}

/** Whether the announced length is over the limit. */
export const announcesTooMuch = (req: IncomingMessage, limit: number): boolean => Number(req.headers['content-length'] ?? 0) > limit

/**
 * Watches a body of unknown length: past `limit` bytes nothing more reaches the reader, so a cut body is never taken for
 * a whole one, and `onExcess` is called once.
 */
export function watchBody(req: IncomingMessage, limit: number, onExcess: () => void): void {
  if (req.headers['transfer-encoding'] === undefined) return // the parser holds a body to its Content-Length
  let received = 0
  const push = req.push.bind(req)
  // Listening to 'data' would start the stream before its reader is there; the parser hands every chunk to push().
  req.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (received > limit) return false
    if (chunk instanceof Uint8Array) received += chunk.length
    if (received <= limit) return push(chunk, encoding)
    onExcess()
    return false
  }
}

/** Answers 413 and ends the connection: the rest of the body is not worth reading. */
export function refuseBody(req: IncomingMessage, res: ServerResponse): void {
  if (res.headersSent) {
    req.destroy()
    return
  }
  res.writeHead(413, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
  res.end('The request is too large.\n', () => req.destroy())
}
