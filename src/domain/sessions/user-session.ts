/** Where a request came from, as far as it is remembered. */
export type UsedFrom = { address: string | null; userAgent: string | null }

/** One of a user's sessions: refresh tokens that came of one sign-in, or a browser signed in at the hosted pages. */
export type UserSession = {
  id: string
  type: 'TOKEN' | 'SSO'
  clientId: string
  createdAt: Date
  lastActiveAt: Date
  usedFrom: UsedFrom
  /** Of a token session: the browser session it came through. */
  originId: string | null
  isCurrent: boolean
}

/** A browser signed in at the hosted pages. */
export type SsoSession = { uid: string; signedInAt: Date; createdAt: Date; expiresAt: Date; clientIds: string[] }

export type SsoSessionStore = {
  /** The user's live ones, newest sign-in first; one statement. */
  ssoSessionsOfUser(page: { poolId: string; userId: string; now: Date; limit: number }): Promise<SsoSession[]>
  /** True for exactly one of racing callers. */
  endSsoSession(poolId: string, userId: string, uid: string): Promise<boolean>
  /** All of the user's but one; one statement. */
  endOtherSsoSessions(poolId: string, userId: string, keptUid: string): Promise<void>
}
