import { signJwt } from '#src/crypto/jwt.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { epochSeconds } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { overrideAccessClaims, overrideScopes } from './apply-claim-overrides.ts'
import { runPreTokenGeneration } from './customize-claims.ts'
import { issuerOf } from './issuer.ts'
import type { MintDeps } from './mint-tokens.ts'
import { tokenLifetimes } from './token-lifetimes.ts'

export type ClientCredentialsInput = {
  pool: UserPool
  client: AppClient
  /** Left out: all custom scopes of the client. */
  scopes?: readonly string[]
  resource?: string | null
  jkt?: string | null
  clientMetadata?: Readonly<Record<string, string>>
}

export type ClientCredentialsToken = { accessToken: string; expiresIn: number; tokenType: 'Bearer' | 'DPoP'; scope: string }

/** Custom scopes are `<resource server>/<scope>`; the others speak of a user, and there is none. */
const isCustomScope = (scope: string): boolean => scope.includes('/') && !scope.startsWith('aws.cognito')

/**
 * A machine's access token (Cognito: client credentials grant); no statement. InvalidOAuthFlow when the client may not,
 * ScopeDoesNotExist when it asks for what it does not have. The caller has authenticated the client.
 */
export async function issueClientCredentialsToken(deps: MintDeps, input: ClientCredentialsInput): Promise<ClientCredentialsToken> {
  const { pool, client } = input
  const { settings, secrets } = client
  if (!settings.AllowedOAuthFlowsUserPoolClient || !settings.AllowedOAuthFlows.includes('client_credentials') || secrets.length === 0) {
    throw new DomainError('InvalidOAuthFlow', 'Client is not enabled for the client_credentials flow.')
  }
  const scopes = grantedScopes(client, input.scopes)
  const overrides = await runPreTokenGeneration(deps.triggers, {
    pool, client, user: null, groups: { groups: [], roles: [], preferredRole: null }, scopes, source: 'ClientCredentials',
    clientMetadata: input.clientMetadata ?? {},
  })
  const scope = (overrides === null ? scopes : overrideScopes(scopes, overrides)).join(' ')
  const expiresIn = Math.floor(tokenLifetimes(client).access / 1000)
  const claims = accessClaims(deps, input, scope, expiresIn)
  const accessToken = await signJwt(overrides === null ? claims : overrideAccessClaims(claims, overrides), await deps.signingKeys.current(pool))
  return { accessToken, expiresIn, tokenType: input.jkt == null ? 'Bearer' : 'DPoP', scope }
}

function grantedScopes({ settings }: AppClient, wanted: readonly string[] | undefined): readonly string[] {
  const allowed = settings.AllowedOAuthScopes.filter(isCustomScope)
  const scopes = wanted === undefined || wanted.length === 0 ? allowed : [...new Set(wanted)]
  if (scopes.length === 0 || !scopes.every((scope) => allowed.includes(scope))) {
    throw new DomainError('ScopeDoesNotExist', 'The client is not allowed a requested scope.', { field: 'scope' })
  }
  return scopes
}

function accessClaims(deps: MintDeps, { pool, client, resource, jkt }: ClientCredentialsInput, scope: string, expiresIn: number): Record<string, unknown> {
  const now = epochSeconds(deps.clock.now())
  return {
    sub: client.id, token_use: 'access', scope, auth_time: now, iss: issuerOf(pool, deps.publicUrl),
    ...(resource != null && { aud: resource }),
    ...(jkt != null && { cnf: { jkt } }),
    exp: now + expiresIn, iat: now, version: 2, jti: deps.random.uuid(), client_id: client.id,
  }
}
