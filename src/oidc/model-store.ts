/** A row of oidc-provider's own state. Ids are secrets for most models, so only their SHA-256 is stored, and never inside `payload`. */
export type ModelRow = {
  model: string
  idDigest: string
  poolId: string
  payload: Record<string, unknown>
  uid: string | null
  userCode: string | null
  accountId: string | null
  consumedAt: Date | null
  expiresAt: Date | null
}

/** What a browser session needs to know of its user, read with it. */
export type SessionOwner = { enabled: boolean; tokensValidFrom: Date | null }

/** Storage of oidc-provider's models. Every method is one statement. Rows past `expiresAt` may still be returned: callers check. */
export type ModelStore = {
  /** Inserts, or replaces the row with the same model and id (`consumedAt` is then kept). */
  save(row: ModelRow): Promise<void>
  /** Inserts unless the id exists: false when it does. First use wins, also among racing callers. */
  saveOnce(row: ModelRow): Promise<boolean>
  /** Replaces payload and expiry of a row that exists: false when it is gone. */
  update(row: ModelRow): Promise<boolean>
  find(model: string, idDigest: string): Promise<ModelRow | null>
  findByUid(model: string, uid: string): Promise<ModelRow | null>
  findByUserCode(model: string, poolId: string, userCode: string): Promise<ModelRow | null>
  /** The session and its user (`accountId`); `owner` is null when the user is gone or nobody is signed in. */
  findSession(idDigest: string): Promise<{ row: ModelRow; owner: SessionOwner | null } | null>
  /** Compare-and-set of `consumed_at`: true for exactly one of racing callers, false also when the row is gone or expired at `at`. */
  consume(model: string, idDigest: string, at: Date): Promise<boolean>
  /** True for exactly one of racing callers: the one whose statement removed the row. */
  destroy(model: string, idDigest: string): Promise<boolean>
  /** Removes rows past their expiry, at most `limit`; returns how many. */
  deleteExpired(now: Date, limit: number): Promise<number>
}
