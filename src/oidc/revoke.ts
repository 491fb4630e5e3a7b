import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { revokeToken } from '#src/domain/tokens/revoke-token.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { authenticateClient } from './client-authentication.ts'
import { OAuthRefusal } from './oauth-error.ts'
import type { OidcDeps } from './oidc-deps.ts'
import { answerForm } from './token.ts'

/** `/oauth2/revoke` (Cognito: revoke endpoint; RFC 7009): 200 and an empty body, also for tokens that are unknown or dead. */
export const revoke = (deps: OidcDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest, pool: UserPool): Promise<void> =>
  answerForm(deps, req, res, request, async (parameters) => {
    const client = await authenticateClient(deps.clients, req, pool.id, parameters)
    if (parameters.token === undefined) throw new OAuthRefusal('invalid_request', 'The parameter token is missing.')
    await revokeToken(deps, { client, token: parameters.token })
    res.writeHead(200, { 'Content-Length': 0, 'Cache-Control': 'no-store' })
    res.end()
  })
