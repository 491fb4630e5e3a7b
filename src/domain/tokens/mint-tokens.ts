import type { Random } from '#src/crypto/random.ts'
import { signJwt } from '#src/crypto/jwt.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { readableAttributes } from '#src/domain/app-clients/read-app-client.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { Group } from '#src/domain/groups/group.ts'
import type { TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { overrideAccessClaims, overrideIdClaims, overrideScopes } from './apply-claim-overrides.ts'
import { accessTokenHash, buildAccessClaims, buildIdClaims } from './build-claims.ts'
import type { ClaimsInput, TokenWire } from './build-claims.ts'
import { runPreTokenGeneration } from './customize-claims.ts'
import type { TokenSource } from './customize-claims.ts'
import { groupClaimsOf } from './group-claims.ts'
import { issuerOf } from './issuer.ts'
import type { SigningKeys } from './signing-keys.ts'
import type { TokenFamily } from './token-store.ts'
import { tokenLifetimes } from './token-lifetimes.ts'

export type MintDeps = {
  clock: Clock
  random: Random
  publicUrl: string
  signingKeys: Pick<SigningKeys, 'current'>
  triggers: TriggerRunner
}

export type MintInput = {
  pool: UserPool
  client: AppClient
  user: User
  groups: readonly Group[]
  family: TokenFamily
  /** At most the family's; the trigger may still change them. */
  scopes: readonly string[]
  source: TokenSource
  clientMetadata?: Readonly<Record<string, string>>
}

export type MintedTokens = {
  accessToken: string
  /** Always on the API; with `openid` on OAuth. */
  idToken: string | null
  /** Of the access token, in seconds. */
  expiresIn: number
  tokenType: 'Bearer' | 'DPoP'
  /** What the access token carries. */
  scope: string
}

/** Signs access and ID token of a family: once each, after one run of the pre-token-generation trigger. */
export async function mintTokens(deps: MintDeps, input: MintInput): Promise<MintedTokens> {
  const { pool, client, user, family } = input
  const ownGroups = groupClaimsOf(input.groups)
  const overrides = await runPreTokenGeneration(deps.triggers, {
    pool, client, user, groups: ownGroups, scopes: input.scopes, source: input.source, clientMetadata: input.clientMetadata ?? {},
  })
  const wire = wireOf(family)
  const lifetimes = tokenLifetimes(client)
  const claims: ClaimsInput = {
    issuer: issuerOf(pool, deps.publicUrl), client, readable: readableAttributes(pool, client), user, wire,
    groups: overrides?.groups ?? ownGroups,
    scopes: overrides === null ? input.scopes : overrideScopes(input.scopes, overrides),
    authTime: family.authTime, issuedAt: deps.clock.now(),
    accessLifetime: Math.floor(lifetimes.access / 1000), idLifetime: Math.floor(lifetimes.id / 1000),
    eventId: family.eventId, originJti: family.originJti, accessJti: deps.random.uuid(), idJti: deps.random.uuid(),
    nonce: family.nonce, resource: family.resource, jkt: family.jkt, deviceKey: family.deviceKey, acr: family.acr, amr: family.amr,
  }
  const key = await deps.signingKeys.current(pool)
  const accessClaims = buildAccessClaims(claims)
  const accessToken = signJwt(overrides === null ? accessClaims : overrideAccessClaims(accessClaims, overrides), key)
  const idClaims = buildIdClaims(claims)
  // Only an ID token that names the access token waits for its signature.
  const hash = wire === 'oauth' ? { at_hash: accessTokenHash(await accessToken) } : {}
  const idToken = wire === 'api' || input.scopes.includes('openid')
    ? signJwt({ ...hash, ...(overrides === null ? idClaims : overrideIdClaims(idClaims, overrides)) }, key)
    : null
  const [signedAccess, signedId] = await Promise.all([accessToken, idToken])
  return { accessToken: signedAccess, idToken: signedId, expiresIn: claims.accessLifetime, tokenType: family.jkt === null ? 'Bearer' : 'DPoP', scope: claims.scopes.join(' ') }
}

/** A family born at the authorization server keeps its claims' shape wherever it is refreshed. */
const wireOf = ({ source }: TokenFamily): TokenWire => (source === 'HostedAuth' ? 'oauth' : 'api')
