import type { IncomingMessage, ServerResponse } from 'node:http'
import type { OAuthError } from './oauth-error.ts'

/** Answers JSON that nobody may keep (RFC 6749 §5.1). */
export function sendJson(res: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body) // as text it leaves with the head in one write
  const length = Buffer.byteLength(text)
  res.writeHead(status, { 'Content-Type': 'application/json;charset=UTF-8', 'Content-Length': length, 'Cache-Control': 'no-store', Pragma: 'no-cache' })
  res.end(text, length === text.length ? 'latin1' : 'utf8') // ASCII leaves as it is
}

/** Answers an OAuth error (RFC 6749 §5.2); 401 names Basic only to those who tried it. */
export function sendOAuthError(req: IncomingMessage, res: ServerResponse, error: OAuthError): void {
  const triedHeader = error.error === 'invalid_client' && req.headers.authorization !== undefined
  if (triedHeader) res.setHeader('WWW-Authenticate', 'Basic realm="oauth2", error="invalid_client"')
  sendJson(res, triedHeader ? 401 : error.status, { error: error.error, ...(error.description !== undefined && { error_description: error.description }) })
}

/** Sends the browser elsewhere by GET. */
export function redirect(res: ServerResponse, location: string, status: 302 | 303 = 303): void {
  res.writeHead(status, { Location: location, 'Content-Length': 0, 'Cache-Control': 'no-store' })
  res.end()
}

/** Name and value of the header by which scripts of any origin may read an answer, without cookies. */
export const ANY_ORIGIN = ['Access-Control-Allow-Origin', '*'] as const

/** Lets scripts of any origin call, without cookies (Cognito: token endpoint). */
export function allowAnyOrigin(res: ServerResponse, expose = 'WWW-Authenticate, DPoP-Nonce'): void {
  res.setHeader(...ANY_ORIGIN)
  res.setHeader('Access-Control-Expose-Headers', expose)
}

/** Answers a preflight request of the Fetch standard. */
export function answerPreflight(res: ServerResponse, methods: string): void {
  allowAnyOrigin(res)
  res.writeHead(204, {
    'Access-Control-Allow-Methods': methods,
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, DPoP, X-Amz-User-Agent, Cache-Control',
    'Access-Control-Max-Age': '3600',
  })
  res.end()
}

/** 405 with what would work. */
export function refuseMethod(res: ServerResponse, allowed: string): void {
  res.writeHead(405, { Allow: allowed, 'Content-Length': 0 })
  res.end()
}
