import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { LRUCache } from 'lru-cache'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { issuerOf } from '#src/domain/tokens/issuer.ts'
import { JWKS_MAX_AGE } from '#src/domain/tokens/rotate-signing-keys.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { allowAnyOrigin, answerPreflight, refuseMethod } from './answers.ts'
import { discoveryDocument } from './discovery-document.ts'
import type { OidcDeps } from './oidc-deps.ts'
import { PATHS } from './paths.ts'

/** Kept as text: that leaves with the head in one write. */
type Document = { state: string; text: string; length: number; etag: string }

export type PublishedDocuments = {
  /** Sends discovery or JWKS; false when the path is neither, or there is none at this address. */
  send(req: IncomingMessage, res: ServerResponse, request: PoolRequest, pool: UserPool): Promise<boolean>
}

const MOST_DOCUMENTS = 2000

/** Discovery documents and key sets as prepared texts with an ETag, made again when what they say has changed. */
export function createPublishedDocuments(deps: OidcDeps): PublishedDocuments {
  const made = new LRUCache<string, Document>({ max: MOST_DOCUMENTS })

  function prepared(name: string, state: string, build: () => object): Document {
    const known = made.get(name)
    if (known?.state === state) return known
    const text = JSON.stringify(build())
    const document = { state, text, length: Buffer.byteLength(text), etag: `"${createHash('sha256').update(text).digest('base64url')}"` }
    made.set(name, document)
    return document
  }

  async function documentAt(request: PoolRequest, pool: UserPool): Promise<Document | null> {
    if (request.path === PATHS.jwks) {
      const keys = await deps.signingKeys.published(pool)
      return prepared(`jwks ${pool.id}`, [...keys.keys()].join(' '), () => ({ keys: [...keys.values()].map(({ publicJwk }) => publicJwk) }))
    }
    if (request.path !== PATHS.discovery && request.path !== PATHS.serverMetadata) return null
    const issuer = issuerOf(pool, deps.publicUrl)
    // Discovery belongs to the issuer's address: a copy elsewhere would name another issuer than its own (OIDC Discovery §4.3).
    if (request.address.baseUrl !== `${deps.publicUrl}/${pool.id}`) return null
    const { baseUrl } = await deps.publicAddress(pool.id)
    return prepared(`discovery ${pool.id}`, `${issuer} ${baseUrl}`, () => discoveryDocument({ issuer, baseUrl, issuerAddress: request.address.baseUrl }))
  }

  return {
    async send(req, res, request, pool) {
      const document = await documentAt(request, pool)
      if (document === null) return false
      if (req.method === 'OPTIONS') answerPreflight(res, 'GET')
      else if (req.method !== 'GET' && req.method !== 'HEAD') refuseMethod(res, 'GET, HEAD, OPTIONS')
      else sendDocument(req, res, document)
      return true
    },
  }
}

function sendDocument(req: IncomingMessage, res: ServerResponse, { text, length, etag }: Document): void {
  allowAnyOrigin(res, 'ETag')
  res.setHeader('ETag', etag)
  res.setHeader('Cache-Control', `public, max-age=${JWKS_MAX_AGE / 1000}`)
  if (req.headers['if-none-match']?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)) {
    res.writeHead(304)
    return void res.end()
  }
  res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': length })
  res.end(req.method === 'HEAD' ? undefined : text)
}
