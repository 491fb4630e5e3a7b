import { IncomingMessage } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import type { ProviderHandler } from './provider-registry.ts'
import { rememberFacts } from './request-facts.ts'
import type { RequestFacts } from './request-facts.ts'

export type ProviderCall = {
  handler: ProviderHandler
  request: PoolRequest
  /** Below the pool's base path. */
  path: string
  query?: string
  /** A form that was read already; null passes the request on as it is. */
  body: string | null
  /** SHA-256 of the browser's cookie. */
  browserDigest: string | null
}

/**
 * Hands a request to the pool's oidc-provider. Host, scheme and path are written from configuration: whatever the request
 * said of them itself is gone, so every URL that oidc-provider builds is ours. Returns what its callbacks have noted.
 */
export async function callProvider(call: ProviderCall, req: IncomingMessage, res: ServerResponse): Promise<RequestFacts> {
  const { request } = call
  const target = call.body === null ? req : formRequest(req, call.body)
  const { protocol, host } = new URL(request.address.origin)
  target.url = call.query ? `${call.path}?${call.query}` : call.path
  Object.assign(target, { originalUrl: `${request.address.basePath}${target.url}` })
  Object.assign(target.headers, {
    host, 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1), 'x-forwarded-for': request.clientIp,
    // Machines get JSON, whatever they say they like.
    ...(call.browserDigest === null && { accept: 'application/json' }),
  })
  const facts: RequestFacts = { request, browserDigest: call.browserDigest }
  rememberFacts(target, facts)
  await call.handler(target, res)
  return facts
}

/** The same request with a body that can be read again. */
function formRequest(req: IncomingMessage, body: string): IncomingMessage {
  const copy = new IncomingMessage(req.socket)
  const bytes = Buffer.from(body)
  copy.method = 'POST'
  copy.httpVersion = req.httpVersion
  const { authorization: _authorization, 'transfer-encoding': _encoding, ...headers } = req.headers
  copy.headers = { ...headers, 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(bytes.length) }
  // Nothing more comes: without this the end of the copy would count as a broken request and close the connection.
  copy.complete = true
  copy.push(bytes)
  copy.push(null)
  return copy
}
