import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { LRUCache } from 'lru-cache'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import type { SigningKey } from '#src/crypto/signing-key.ts'
import { acrNames, knowsLevels } from '#src/domain/sign-in/acr.ts'
import { issuerOf } from '#src/domain/tokens/issuer.ts'
import { JWKS_MAX_AGE } from '#src/domain/tokens/rotate-signing-keys.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { ANY_ORIGIN, answerPreflight, refuseMethod } from './answers.ts'
import { discoveryDocument } from './discovery-document.ts'
import type { OidcDeps } from './oidc-deps.ts'
import { PATHS } from './paths.ts'

/** Kept as text: that leaves with the head in one write. `headers`: names and values in turns. */
type Document = { state: string; text: string; encoding: 'latin1' | 'utf8'; etag: string; headers: readonly string[]; unchanged: readonly string[] }

export type PublishedDocuments = {
  /** Sends discovery or JWKS; false when the path is neither, or there is none at this address. */
  send(req: IncomingMessage, res: ServerResponse, request: PoolRequest, pool: UserPool): Promise<boolean>
}

const MOST_DOCUMENTS = 2000

/** Discovery documents and key sets as prepared texts with an ETag, made again when what they say has changed. */
export function createPublishedDocuments(deps: OidcDeps): PublishedDocuments {
  const made = new LRUCache<string, Document>({ max: MOST_DOCUMENTS })
  const keySets = new WeakMap<ReadonlyMap<string, SigningKey>, Document>()

  function prepared(name: string, state: string, build: () => object): Document {
    const known = made.get(name)
    if (known?.state === state) return known
    const document = prepareDocument(state, JSON.stringify(build()))
    made.set(name, document)
    return document
  }

  /** By the keys themselves: a pool's map is the same for as long as its keys are. */
  function keySet(keys: ReadonlyMap<string, SigningKey>): Document {
    const known = keySets.get(keys)
    if (known !== undefined) return known
    const document = prepareDocument('', JSON.stringify({ keys: [...keys.values()].map(({ publicJwk }) => publicJwk) }))
    keySets.set(keys, document)
    return document
  }

  async function documentAt(request: PoolRequest, pool: UserPool): Promise<Document | null> {
    if (request.path === PATHS.jwks) {
      return keySet(await deps.signingKeys.published(pool))
    }
    if (request.path !== PATHS.discovery && request.path !== PATHS.serverMetadata) return null
    const issuer = issuerOf(pool, deps.publicUrl)
    // Discovery belongs to the issuer's address: a copy elsewhere would name another issuer than its own (OIDC Discovery §4.3).
    if (request.address.baseUrl !== `${deps.publicUrl}/${pool.id}`) return null
    const { baseUrl } = await deps.publicAddress(pool.id)
    const acrValues = knowsLevels(pool) ? Object.values(acrNames(pool)) : []
    return prepared(pool.id, `${issuer} ${baseUrl} ${acrValues.join(' ')}`, () => discoveryDocument({ issuer, baseUrl, issuerAddress: request.address.baseUrl, acrValues }))
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

function prepareDocument(state: string, text: string): Document {
  const length = Buffer.byteLength(text)
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
  const unchanged = [...ANY_ORIGIN, 'Access-Control-Expose-Headers', 'ETag', 'ETag', etag, 'Cache-Control', `public, max-age=${JWKS_MAX_AGE / 1000}`]
  return { state, text, encoding: length === text.length ? 'latin1' : 'utf8', etag, unchanged, headers: [...unchanged, 'Content-Type', 'application/json', 'Content-Length', String(length)] }
}

function sendDocument(req: IncomingMessage, res: ServerResponse, { text, encoding, etag, headers, unchanged }: Document): void {
  if (req.headers['if-none-match']?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)) {
    res.writeHead(304, unchanged as string[])
    return void res.end()
  }
  res.writeHead(200, headers as string[])
  if (req.method === 'HEAD') res.end()
  else res.end(text, encoding)
}
