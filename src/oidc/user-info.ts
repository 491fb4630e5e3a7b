import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { readableAttributes } from '#src/domain/app-clients/read-app-client.ts'
import { isDomainError } from '#src/domain/domain-error.ts'
import { attributeClaims } from '#src/domain/tokens/build-claims.ts'
import type { DescribedUser } from '#src/domain/tokens/token-store.ts'
import { describeAccessToken, type VerifiedAccessToken } from '#src/domain/tokens/verify-access-token.ts'
import { visibleAttributes } from '#src/domain/tokens/visible-attributes.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { allowAnyOrigin, answerPreflight, refuseMethod, sendJson } from './answers.ts'
import { isPossessionProved } from './dpop-proof.ts'
import type { OidcDeps } from './oidc-deps.ts'
import { FORM_LIMIT, parseParameters, readForm } from './parameters.ts'
import { PATHS } from './paths.ts'

type Described = VerifiedAccessToken<DescribedUser>
type Presented = { token: string; scheme: 'Bearer' | 'DPoP' }

const BAD_REQUEST = 'Bad OAuth2 request at UserInfo Endpoint'
const DEAD_TOKEN = 'Access token is expired, disabled, or deleted, or the user has globally signed out.'

/** `/oauth2/userInfo` (Cognito: userInfo endpoint; OIDC Core §5.3): one statement. */
export async function userInfo(deps: OidcDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest, pool: UserPool): Promise<void> {
  if (req.method === 'OPTIONS') return answerPreflight(res, 'GET, POST')
  if (req.method !== 'GET' && req.method !== 'HEAD' && req.method !== 'POST') return refuseMethod(res, 'GET, POST, OPTIONS')
  allowAnyOrigin(res)
  const presented = await presentedToken(req, request)
  if (presented === 'none') return challenge(res, 401, null, BAD_REQUEST)
  if (presented === 'malformed') return challenge(res, 400, 'invalid_request', BAD_REQUEST)
  const verified = await believed(deps, req, request, pool, presented)
  if (verified === null) return challenge(res, 401, 'invalid_token', DEAD_TOKEN)
  if (!verified.scopes.has('openid')) return challenge(res, 401, 'invalid_token', 'Access token does not contain openid scope')
  const client = await deps.clients.findClient(verified.clientId)
  if (client === null || client.poolId !== pool.id) return challenge(res, 401, 'invalid_token', DEAD_TOKEN)
  sendJson(res, 200, claimsOf(verified, readableAttributes(pool, client)))
}

async function believed(deps: OidcDeps, req: IncomingMessage, request: PoolRequest, pool: UserPool, { token, scheme }: Presented): Promise<Described | null> {
  try {
    const verified = await describeAccessToken(deps, { pool, token })
    if (verified.jkt === null) return scheme === 'Bearer' ? verified : null
    const proof = req.headers.dpop
    if (scheme !== 'DPoP' || typeof proof !== 'string') return null
    const url = `${request.address.baseUrl}${PATHS.userInfo}`
    return (await isPossessionProved(deps, proof, { poolId: pool.id, method: req.method ?? '', url, accessToken: token, jkt: verified.jkt })) ? verified : null
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}

/** From the header, or from the form of a POST (RFC 6750 §2.1, §2.2); never from the address. */
async function presentedToken(req: IncomingMessage, request: PoolRequest): Promise<Presented | 'none' | 'malformed'> {
  if (request.query !== '' && new URLSearchParams(request.query).has('access_token')) return 'malformed'
  const isForm = req.method === 'POST' && (req.headers['content-type'] ?? '') !== ''
  const inForm = isForm ? await tokenInForm(req) : undefined
  if (inForm === null) return 'malformed'
  const header = req.headers.authorization
  if (header === undefined) return inForm === undefined ? 'none' : { token: inForm, scheme: 'Bearer' }
  const match = /^(bearer|dpop) +([A-Za-z0-9\-._~+/]+=*)$/i.exec(header)
  if (match === null || inForm !== undefined) return 'malformed'
  return { token: match[2] ?? '', scheme: match[1]?.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer' }
}

/** Null when the form cannot be read. */
async function tokenInForm(req: IncomingMessage): Promise<string | undefined | null> {
  const form = await readForm(req, FORM_LIMIT)
  const parsed = form === null ? null : parseParameters(form, undefined, FORM_LIMIT)
  return parsed === null || 'problem' in parsed ? null : parsed.ok.access_token
}

/** Verified flags and linked identities are strings here, unlike in the ID token. */
function claimsOf({ user, scopes }: Described, readable: ReadonlySet<string>): Record<string, unknown> {
  const claims = attributeClaims(visibleAttributes(readable, user.attributes, scopes))
  for (const flag of ['email_verified', 'phone_number_verified']) if (flag in claims) claims[flag] = String(claims[flag])
  return {
    sub: user.id, ...claims,
    ...(user.identities.length > 0 && readable.has('identities') && { identities: JSON.stringify(user.identities) }),
    username: user.username,
  }
}

function challenge(res: ServerResponse, status: 400 | 401, error: 'invalid_request' | 'invalid_token' | null, description: string): void {
  const facts = error === null ? 'realm="userInfo"' : `realm="userInfo", error="${error}", error_description="${description}"`
  res.setHeader('WWW-Authenticate', `Bearer ${facts}`)
  sendJson(res, status, { error: error ?? 'invalid_request', error_description: description })
}
