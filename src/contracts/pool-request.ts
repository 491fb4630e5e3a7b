import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Where a pool answers: `<PUBLIC_URL>/<poolId>` always, and at the root of its own domain.
 * Built from configuration only, never from the Host header.
 */
export type PoolAddress = {
  poolId: string
  /** E.g. `https://auth.example.com`, no slash at the end. */
  origin: string
  /** `/<poolId>`, or empty at the root of a domain. */
  basePath: string
  /** `origin + basePath`. */
  baseUrl: string
}

/** A request that belongs to a pool, after the edge has checked host, size and form of it. */
export type PoolRequest = {
  poolId: string
  address: PoolAddress
  /** Path below `basePath`, beginning with `/`. */
  path: string
  /** Raw query string without `?`. */
  query: string
  requestId: string
  /** The true peer: forwarded headers count only from TRUST_PROXY. */
  clientIp: string
  /** Where that is, when a trusted proxy says so. */
  place?: { city: string | null; country: string | null } | null
  /** Whether the browser speaks https to us (or to the trusted proxy). */
  secure: boolean
}

export type PoolHandler = (req: IncomingMessage, res: ServerResponse, request: PoolRequest) => Promise<void>
