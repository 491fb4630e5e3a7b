import type { CountedTry } from '#src/domain/attempts/attempt-store.ts'
import type { User } from '#src/domain/users/user.ts'
import type { Group } from '#src/domain/groups/group.ts'

/** Everything that came of one sign-in. */
export type TokenFamily = {
  originJti: string
  poolId: string
  clientId: string
  userId: string
  grantId: string | null
  sessionUid: string | null
  scope: string
  resource: string | null
  nonce: string | null
  amr: string[]
  acr: string | null
  jkt: string | null
  deviceKey: string | null
  eventId: string
  source: string
  authTime: Date
  createdAt: Date
  lastUsedAt: Date
  expiresAt: Date
  revokedAt: Date | null
  /** Where it was last used from; remembered only while the pool tracks sessions. */
  lastAddress: string | null
  lastUserAgent: string | null
}

export type RefreshTokenRecord = { digest: string; consumedAt: Date | null; successor: string | null }

/** All a refresh needs, read in one statement. */
export type RefreshContext = { token: RefreshTokenRecord; family: TokenFamily; user: User | null; groups: Group[] }

/** All that believing an access token needs, read in one statement. */
export type AccessContext<Whose extends TokenUser = User> = { user: Whose | null; familyRevoked: boolean }

/** What of a user decides whether his token is believed. */
export type TokenUser = Pick<User, 'enabled' | 'tokensValidFrom'>
/** And what applications are told of him by it. */
export type DescribedUser = TokenUser & Pick<User, 'id' | 'username' | 'attributes' | 'identities' | 'mfa'>

export type AccessQuestion = { poolId: string; userId: string; originJti: string | null }

/** A row of oidc-provider's models that is good for one exchange: `consumed_at` is set by the statement that spends it. */
export type OneTimeGrant = { model: 'AuthorizationCode' | 'DeviceCode'; idDigest: string }

export type TokenStore = {
  /**
   * One statement: spends the grant (if any), inserts the family and its first refresh token (if any), and reads the user
   * with groups. Of callers racing for one grant exactly one gets `spent`; the others see its family committed. Nothing is
   * inserted when the grant is used, expired or gone (`spent` false), or the user is gone (`user` null). Without a grant `spent` is true.
   * `settles` is a counted try to forget, as AttemptStore.resetAttempts does.
   */
  createFamily(family: TokenFamily, refreshTokenDigest: string | null, grant: OneTimeGrant | null, settles?: CountedTry | null): Promise<{ spent: boolean; user: User | null; groups: Group[] }>
  /** One statement, no write. */
  readRefreshContext(digest: string): Promise<RefreshContext | null>
  /**
   * One statement: spends the token and stores its successor (sealed, for the grace time). Exactly one of racing callers gets
   * 'rotated'; the others get 'consumed' with the successor that won.
   */
  rotateRefreshToken(input: { digest: string; originJti: string; successor: string; successorDigest: string; at: Date }): Promise<{ kind: 'rotated' } | { kind: 'consumed'; successor: string | null; consumedAt: Date }>
  revokeFamily(originJti: string, at: Date): Promise<void>
  /** All that came through one browser session of a user; one statement. */
  revokeFamiliesOfSession(userId: string, sessionUid: string, at: Date): Promise<void>
  /** All of a user's but those that came through one browser session; one statement. */
  revokeFamiliesExceptSession(userId: string, sessionUid: string, at: Date): Promise<void>
  /** All that a user has given one app client; one statement. */
  revokeFamiliesOfClient(input: { poolId: string; userId: string; clientId: string; at: Date }): Promise<void>
  /** Neither revoked nor expired, the last used first; one statement. */
  liveFamilies(page: { poolId: string; userId: string; now: Date; limit: number }): Promise<TokenFamily[]>
  /** Revokes all but the `keep` last used live ones of a user; one statement. */
  evictFamilies(input: { userId: string; keep: number; at: Date }): Promise<void>
  /** Remembers a use; one statement. */
  touchFamily(use: Pick<TokenFamily, 'originJti' | 'lastAddress' | 'lastUserAgent'> & { at: Date }): Promise<void>
  revokeFamiliesOfGrant(grantId: string, at: Date): Promise<void>
  /** Digest of a refresh token to its family, for revocation and introspection; one statement. */
  findFamilyOfToken(digest: string): Promise<TokenFamily | null>
  /** Global sign-out, disable, delete, reset: families, and `users.tokens_valid_from`; one statement. */
  revokeUser(poolId: string, userId: string, at: Date): Promise<void>
  /**
   * One statement, or a share of one when several ask at once: the user, and whether the family behind an access token is dead: revoked, or gone
   * (families are kept for a day past `expiresAt`, longer than any access token lives). Without originJti it is false.
   */
  readAccessContext(input: AccessQuestion): Promise<AccessContext>
  /** The same with less of the user, for the endpoint that applications call most. */
  describeAccess(input: AccessQuestion): Promise<AccessContext<DescribedUser>>
}
