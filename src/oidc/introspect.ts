import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { digestToken } from '#src/crypto/token-digest.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { isPublicClient } from '#src/domain/app-clients/read-app-client.ts'
import { epochSeconds } from '#src/domain/clock.ts'
import { isDomainError } from '#src/domain/domain-error.ts'
import { describeAccessToken, verifiedClaims } from '#src/domain/tokens/verify-access-token.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { sendJson } from './answers.ts'
import { authenticateClient } from './client-authentication.ts'
import { OAuthRefusal } from './oauth-error.ts'
import type { OidcDeps } from './oidc-deps.ts'
import { answerForm } from './token.ts'

/** `/oauth2/introspect` (RFC 7662), for confidential clients that have it switched on: access tokens of the pool, refresh tokens of the client itself. */
export const introspect = (deps: OidcDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest, pool: UserPool): Promise<void> =>
  answerForm(deps, req, res, request, async (parameters) => {
    const client = await authenticateClient(deps.clients, req, pool.id, parameters)
    if (isPublicClient(client)) throw new OAuthRefusal('invalid_client', 'Client authentication failed.')
    if (!client.settings.Poolhouse.introspection) throw new OAuthRefusal('unauthorized_client', 'The client may not ask about tokens.')
    const { token } = parameters
    if (token === undefined) throw new OAuthRefusal('invalid_request', 'The parameter token is missing.')
    const facts = token.includes('.') ? await accessTokenFacts(deps, pool, token) : await refreshTokenFacts(deps, client, token)
    sendJson(res, 200, facts === null ? { active: false } : { active: true, ...facts })
  })

async function accessTokenFacts(deps: OidcDeps, pool: UserPool, token: string): Promise<object | null> {
  try {
    const claims = await verifiedClaims(deps, pool, token)
    if (claims.username !== undefined) await describeAccessToken(deps, { pool, token })
    const { scope, client_id, username, exp, iat, sub, iss, aud, jti, cnf } = claims
    return { scope, client_id, username, token_type: cnf === undefined ? 'Bearer' : 'DPoP', exp, iat, sub, iss, aud, jti, cnf }
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}

async function refreshTokenFacts(deps: OidcDeps, client: AppClient, token: string): Promise<object | null> {
  const family = await deps.tokens.findFamilyOfToken(digestToken(token))
  if (family === null || family.clientId !== client.id || family.revokedAt !== null || family.expiresAt <= deps.clock.now()) return null
  return { scope: family.scope, client_id: family.clientId, sub: family.userId, exp: epochSeconds(family.expiresAt), iat: epochSeconds(family.createdAt) }
}
