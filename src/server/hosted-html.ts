import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'

const OWN_SCRIPT = /\ssrc="\/hosted\/[\w-]+\.js(?:\?[^"]*)?"/
const SCRIPT = /<script\b[^>]*>[\s\S]*?<\/script>/g
const FRAMEWORK_LINK = /<link\b[^>]*\srel="(?:preload|modulepreload|expect)"[^>]*>/g
const COMMENT = /<!--[\s\S]*?-->/g
const EMPTY_HIDDEN = /<div hidden="">\s*<\/div>/g
const PRECEDENCE = /(<link\b[^>]*?)\sdata-precedence="[^"]*"/g

/**
 * A page as Next renders it, without Next's scripts, flight data, preload hints and stream markers; scripts under
 * `/hosted/` stay. Safe on any text: React escapes `<` in text and attributes, so a literal tag is always Next's or ours.
 */
export const finishHostedHtml = (html: string): string =>
  html
    .replace(SCRIPT, (script) => (OWN_SCRIPT.test(script.slice(0, script.indexOf('>') + 1)) ? script : ''))
    .replace(FRAMEWORK_LINK, '')
    .replace(COMMENT, '')
    .replace(EMPTY_HIDDEN, '')
    .replace(PRECEDENCE, '$1')

/**
 * Makes `response` gather what Next writes, and send it once, finished, compressed as the browser accepts, with
 * `headers` and a content length. Answers that are not HTML pass unchanged but complete. Call it before Next's handler.
 * `finished` gets the page, uncompressed, unless rendering failed.
 */
export const finishHostedResponse = (request: IncomingMessage, response: ServerResponse, headers: OutgoingHttpHeaders, status?: number, finished?: (html: string) => void): void => {
  const chunks: Buffer[] = []
  const send = response.end.bind(response)
  const writeHead = response.writeHead.bind(response)
  const gather = (chunk: unknown, encoding: unknown): void => {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'))
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
  }
  const callback = (...candidates: unknown[]): (() => void) | undefined =>
    candidates.find((candidate): candidate is () => void => typeof candidate === 'function')

  response.flushHeaders = () => undefined
  response.writeHead = ((code: number, ...rest: unknown[]) => {
    response.statusCode = code
    for (const [name, value] of headerEntries(rest.at(-1))) response.setHeader(name, value)
    return response
  }) as typeof response.writeHead
  response.write = ((chunk: unknown, encoding?: unknown, done?: unknown) => {
    gather(chunk, encoding)
    callback(encoding, done)?.()
    return true
  }) as typeof response.write
  response.end = ((chunk?: unknown, encoding?: unknown, done?: unknown) => {
    gather(chunk, encoding)
    response.writeHead = writeHead
    const isHtml = String(response.getHeader('content-type') ?? '').startsWith('text/html')
    const whole = Buffer.concat(chunks)
    const html = isHtml ? finishHostedHtml(whole.toString('utf8')) : null
    if (html !== null && response.statusCode === 200 && request.method !== 'HEAD') finished?.(html)
    const body = html === null ? whole : dress(request, response, html, headers, status)
    response.removeHeader('transfer-encoding')
    response.setHeader('content-length', Buffer.byteLength(body))
    return send(request.method === 'HEAD' ? undefined : body, callback(chunk, encoding, done))
  }) as typeof response.end
}

/** Sends a page that `finishHostedResponse` handed out before, as if it had just been rendered. */
export const sendFinishedHtml = (request: IncomingMessage, response: ServerResponse, html: string, headers: OutgoingHttpHeaders, status = 200): void => {
  const { body, encoding } = compress(request, html)
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8', ...headers, vary: 'accept-encoding', ...(encoding === null ? {} : { 'content-encoding': encoding }),
    'content-length': Buffer.byteLength(body),
  })
  response.end(request.method === 'HEAD' ? undefined : body) // without compression text and head leave in one write
}

const headerEntries = (given: unknown): [string, string | number | readonly string[]][] => {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return []
  return Object.entries(given as Record<string, string | number | readonly string[] | undefined>)
    .filter((entry): entry is [string, string | number | readonly string[]] => entry[1] !== undefined)
}

/** Sets the page's own headers in place of Next's and answers the body. */
const dress = (request: IncomingMessage, response: ServerResponse, html: string, headers: OutgoingHttpHeaders, status: number | undefined): Buffer | string => {
  for (const name of ['x-powered-by', 'etag', 'link', 'x-nextjs-cache', 'x-nextjs-prerender', 'x-nextjs-stale-time']) response.removeHeader(name)
  for (const [name, value] of headerEntries(headers)) response.setHeader(name, value)
  response.setHeader('vary', 'accept-encoding')
  if (status !== undefined && response.statusCode === 200) response.statusCode = status
  const { body, encoding } = compress(request, html)
  if (encoding !== null) response.setHeader('content-encoding', encoding)
  return body
}

/** The page in the best encoding that the browser names. */
const compress = (request: IncomingMessage, html: string): { body: Buffer | string; encoding: 'br' | 'gzip' | null } => {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  if (/\bbr\b/.test(accepted)) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT }
    return { body: brotliCompressSync(html, { params }), encoding: 'br' }
  }
  return /\bgzip\b/.test(accepted) ? { body: gzipSync(html, { level: 6 }), encoding: 'gzip' } : { body: html, encoding: null }
}
