/** Names one stored model. The pool is part of the name: an id of one pool means nothing in another. */
export type ModelKey = {
  poolId: string
  /** oidc-provider's model name: Session, Interaction, AuthorizationCode, ... */
  model: string
  /** SHA-256 of the id, which is itself a secret for most models. */
  idDigest: string
}

/** What a model can be found or ended by; null where it has none. */
export type ModelFacts = {
  grantId: string | null
  uid: string | null
  userCode: string | null
  accountId: string | null
  /** Null lives until destroyed. */
  expiresAt: Date | null
}

export type StoredModel = { payload: Record<string, unknown>; consumedAt: Date | null }

/** oidc-provider's models in the database. Every method is one statement; expired models are not found. */
export type ModelStore = {
  /** Inserts or replaces payload and facts. A model that is consumed stays consumed. */
  upsert(key: ModelKey, payload: Record<string, unknown>, facts: ModelFacts): Promise<void>
  find(key: ModelKey): Promise<StoredModel | null>
  findByUid(poolId: string, model: string, uid: string): Promise<StoredModel | null>
  findByUserCode(poolId: string, model: string, userCode: string): Promise<StoredModel | null>
  /** Marks it as used: exactly one of racing callers gets true; false when it is used, expired or gone. */
  consume(key: ModelKey, now: Date): Promise<boolean>
  destroy(key: ModelKey): Promise<void>
  /** Everything that carries the grant's id, of all models. */
  revokeByGrantId(poolId: string, grantId: string): Promise<void>
  /** Ends the user's single sign-on on every browser. */
  destroySessionsOfAccount(poolId: string, accountId: string): Promise<void>
}
