import { digestToken } from '#src/crypto/token-digest.ts'
import type { CountedTry } from '#src/domain/attempts/attempt-store.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { evictSessions, rememberedOrigin } from '#src/domain/sessions/track-session.ts'
import type { UsedFrom } from '#src/domain/sessions/user-session.ts'
import type { Authentication } from '#src/domain/sign-in/challenge.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { mintTokens } from './mint-tokens.ts'
import type { MintDeps, MintedTokens } from './mint-tokens.ts'
import { tokenLifetimes } from './token-lifetimes.ts'
import type { OneTimeGrant, TokenFamily, TokenStore } from './token-store.ts'

/** The only scope of tokens from API sign-in (Cognito: scopes). */
export const API_SCOPE = 'aws.cognito.signin.user.admin'

export type IssueTokensDeps = MintDeps & { tokens: Pick<TokenStore, 'createFamily' | 'revokeFamily' | 'revokeFamiliesOfGrant' | 'evictFamilies'> }

export type IssueTokensInput = {
  pool: UserPool
  client: AppClient
  authentication: Omit<Authentication, 'username'>
  /** Granted scopes; API sign-in leaves it out. */
  scopes?: readonly string[]
  nonce?: string | null
  /** RFC 8707: becomes `aud` of the access token. */
  resource?: string | null
  /** RFC 9449: thumbprint of the key that tokens are bound to. */
  jkt?: string | null
  sessionUid?: string | null
  /** What is exchanged for the tokens. Its digest names the family, so that a replay can end it. */
  grant?: OneTimeGrant
  /** The right try that the sign-in ended with: forgotten in the same statement. */
  settles?: CountedTry | undefined
  /** Implicit grant: no refresh token. */
  withoutRefreshToken?: boolean
  /** Where the request came from, for pools that track sessions. */
  usedFrom?: UsedFrom | undefined
  clientMetadata?: Readonly<Record<string, string>>
}

export type IssuedTokens = MintedTokens & { refreshToken: string | null; originJti: string; user: User }

/**
 * The one way from a finished sign-in to tokens, on every wire: records the family with its first refresh token (one
 * statement), runs the trigger, signs. NotAuthorized when the user is gone, disabled, or signed out everywhere since, or the
 * grant was used before (then what came of it dies). Where sessions are tracked, a second statement ends the oldest beyond the limit.
 */
export async function issueTokens(deps: IssueTokensDeps, input: IssueTokensInput): Promise<IssuedTokens> {
  const refreshToken = input.withoutRefreshToken ? null : deps.random.token(48)
  const family = newFamily(deps, input)
  const { spent, user, groups } = await deps.tokens.createFamily(family, refreshToken === null ? null : digestToken(refreshToken), input.grant ?? null, input.settles ?? null)
  if (!spent) return refuseSpentGrant(deps, family)
  try {
    const signedIn = assertMaySignIn(user, family)
    const minted = await mintTokens(deps, {
      pool: input.pool, client: input.client, user: signedIn, groups, family, scopes: family.scope.split(' ').filter(Boolean),
      source: input.authentication.tokenSource,
      ...(input.clientMetadata !== undefined && { clientMetadata: input.clientMetadata }),
    })
    await evictSessions(deps, input.pool, family)
    return { ...minted, refreshToken, originJti: family.originJti, user: signedIn }
  } catch (error) {
    // Nothing of this family was handed out: it must not count as a live sign-in.
    if (user !== null) await deps.tokens.revokeFamily(family.originJti, deps.clock.now())
    throw error
  }
}

/** RFC 6749 §4.1.2: a code used twice ends what the first use brought. */
async function refuseSpentGrant(deps: IssueTokensDeps, { grantId }: TokenFamily): Promise<never> {
  if (grantId !== null) await deps.tokens.revokeFamiliesOfGrant(grantId, deps.clock.now())
  throw new DomainError('NotAuthorized', 'The grant was already used.', { reason: 'grant-spent' })
}

/** The user, unless tokens of this sign-in would be dead at once. */
function assertMaySignIn(user: User | null, family: TokenFamily): User {
  if (user === null) throw new DomainError('NotAuthorized', 'User does not exist.', { reason: 'user-gone' })
  if (!user.enabled) throw new DomainError('NotAuthorized', 'User is disabled.', { reason: 'user-disabled' })
  if (user.tokensValidFrom !== null && family.authTime < user.tokensValidFrom) {
    throw new DomainError('NotAuthorized', 'The sign-in is no longer valid.', { reason: 'signed-out' })
  }
  return user
}

function newFamily(deps: IssueTokensDeps, input: IssueTokensInput): TokenFamily {
  const { authentication } = input
  const now = deps.clock.now()
  return {
    originJti: deps.random.uuid(), poolId: input.pool.id, clientId: input.client.id, userId: authentication.userId,
    grantId: input.grant?.idDigest ?? null, sessionUid: input.sessionUid ?? null,
    scope: (input.scopes ?? [API_SCOPE]).join(' '),
    resource: input.resource ?? null, nonce: input.nonce ?? null, jkt: input.jkt ?? null,
    amr: authentication.amr, acr: authentication.acr, deviceKey: authentication.deviceKey, eventId: authentication.eventId,
    source: authentication.tokenSource, authTime: authentication.authTime, createdAt: now, lastUsedAt: now,
    expiresAt: new Date(now.getTime() + tokenLifetimes(input.client).refresh), revokedAt: null,
    ...rememberedOrigin(input.pool, input.usedFrom),
  }
}
