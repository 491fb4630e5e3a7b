import { digestToken } from '#src/crypto/token-digest.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { refreshRotation } from '#src/domain/app-clients/read-app-client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { touchSession } from '#src/domain/sessions/track-session.ts'
import type { UsedFrom } from '#src/domain/sessions/user-session.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { mintTokens } from './mint-tokens.ts'
import type { MintDeps, MintedTokens } from './mint-tokens.ts'
import type { RefreshContext, TokenFamily, TokenStore } from './token-store.ts'

export type RefreshTokensDeps = MintDeps & { tokens: Pick<TokenStore, 'readRefreshContext' | 'rotateRefreshToken' | 'revokeFamily' | 'touchFamily'> }

export type RefreshTokensInput = {
  pool: UserPool
  client: AppClient
  refreshToken: string
  /** Narrows the scopes of the access token (RFC 6749 §6). */
  scopes?: readonly string[]
  /** Thumbprint of the key whose possession the request proved. */
  jkt?: string | null
  /** DEVICE_KEY: the device that the client says it is. */
  deviceKey?: string | null
  /** What only the token's own user can be asked for (SECRET_HASH), before anything is spent; refuses by throwing. */
  requireProof?: (user: User) => void
  /** Where the request came from, for pools that track sessions. */
  usedFrom?: UsedFrom | undefined
  clientMetadata?: Readonly<Record<string, string>>
}

/** `refreshToken` is given with rotation only: otherwise the old one stays in use. */
export type RefreshedTokens = MintedTokens & { refreshToken: string | null; user: User; family: TokenFamily }

/**
 * New access and ID token for a refresh token, on every wire; at most two statements, and one more where sessions are tracked. With rotation all racers and retries
 * within the grace time get the same successor; after it the family dies (RefreshTokenReuse). NotAuthorized for a token
 * that is unknown, another client's, expired, revoked, or whose user may not sign in; ScopeDoesNotExist for a wider scope; trigger refusals, which spend nothing.
 */
export async function refreshTokens(deps: RefreshTokensDeps, input: RefreshTokensInput): Promise<RefreshedTokens> {
  const context = assertOwned(await deps.tokens.readRefreshContext(digestToken(input.refreshToken)), input)
  const { family } = context
  const user = assertAlive(deps, context, family)
  assertSameKey(family, input)
  assertSameDevice(family, input)
  input.requireProof?.(user)
  const scopes = narrowedScopes(family, input)
  // Whether a spent token is a thief's is told first. A live one is spent last: a function that fails must not cost the session.
  const known = context.token.consumedAt === null ? null : await successorWithinGrace(deps, input.client, family, context.token.consumedAt, context.token.successor)
  const minted = await mintTokens(deps, {
    pool: input.pool, client: input.client, user, groups: context.groups, family, scopes, source: 'RefreshTokens',
    ...(input.clientMetadata !== undefined && { clientMetadata: input.clientMetadata }),
  })
  const successor = known === null && refreshRotation(input.client).enabled ? await rotate(deps, context, input) : known
  await touchSession(deps, input.pool, family, input.usedFrom)
  return { ...minted, refreshToken: successor, user, family }
}

function assertOwned(context: RefreshContext | null, { pool, client }: RefreshTokensInput): RefreshContext {
  // A token of another client is as unknown as a made-up one.
  if (context === null || context.family.clientId !== client.id || context.family.poolId !== pool.id) {
    throw new DomainError('NotAuthorized', 'Invalid Refresh Token', { reason: 'refresh-token-unknown' })
  }
  return context
}

function assertAlive(deps: RefreshTokensDeps, context: RefreshContext, family: TokenFamily): User {
  const { user } = context
  if (family.revokedAt !== null || user === null) throw new DomainError('NotAuthorized', 'Refresh Token has been revoked', { reason: 'refresh-token-revoked' })
  if (family.expiresAt <= deps.clock.now()) throw new DomainError('NotAuthorized', 'Refresh Token has expired', { reason: 'refresh-token-expired' })
  if (!user.enabled) throw new DomainError('NotAuthorized', 'User is disabled.', { reason: 'user-disabled' })
  if (user.tokensValidFrom !== null && family.authTime < user.tokensValidFrom) {
    throw new DomainError('NotAuthorized', 'Refresh Token has been revoked', { reason: 'refresh-token-revoked' })
  }
  return user
}

function assertSameKey({ jkt }: TokenFamily, input: RefreshTokensInput): void {
  if (jkt !== null && jkt !== input.jkt) throw new DomainError('NotAuthorized', 'Invalid Refresh Token', { reason: 'refresh-token-key' })
}

/** Tokens of a sign-in on a device are refreshed on that device (Cognito: refresh tokens, device tracking). */
function assertSameDevice({ deviceKey }: TokenFamily, input: RefreshTokensInput): void {
  if (deviceKey !== null && deviceKey !== input.deviceKey) throw new DomainError('NotAuthorized', 'Invalid Refresh Token', { reason: 'refresh-token-device' })
}

function narrowedScopes({ scope }: TokenFamily, { scopes }: RefreshTokensInput): readonly string[] {
  const granted = scope.split(' ').filter(Boolean)
  if (scopes === undefined) return granted
  if (!scopes.every((wanted) => granted.includes(wanted))) throw new DomainError('ScopeDoesNotExist', 'The scope is wider than the one granted.', { field: 'scope' })
  return scopes
}

/** Spends the token: the successor, the winner's successor within the grace time, or the end of the family. */
async function rotate(deps: RefreshTokensDeps, { token, family }: RefreshContext, { client }: RefreshTokensInput): Promise<string> {
  const successor = deps.random.token(48)
  const now = deps.clock.now()
  const outcome = await deps.tokens.rotateRefreshToken({
    digest: token.digest, originJti: family.originJti, successor, successorDigest: digestToken(successor), at: now,
  })
  if (outcome.kind === 'rotated') return successor
  return successorWithinGrace(deps, client, family, outcome.consumedAt, outcome.successor)
}

async function successorWithinGrace(deps: RefreshTokensDeps, client: AppClient, family: TokenFamily, consumedAt: Date, successor: string | null): Promise<string> {
  const now = deps.clock.now()
  const { grace } = refreshRotation(client)
  if (successor !== null && grace > 0 && now.getTime() - consumedAt.getTime() <= grace) return successor
  // RFC 9700 §4.14.2: whoever is second may be the thief or the robbed; both lose.
  await deps.tokens.revokeFamily(family.originJti, now)
  throw new DomainError('RefreshTokenReuse', 'Refresh token reuse detected', { reason: 'refresh-token-reuse' })
}
