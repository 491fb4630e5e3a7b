import type { CountedTry } from '#src/domain/attempts/attempt-store.ts'

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

/** A model as it is written. */
export type ModelRecord = { key: ModelKey; payload: Record<string, unknown>; facts: ModelFacts }

/** What a browser session needs to know of its user, read with it. */
export type SessionOwner = { enabled: boolean; tokensValidFrom: Date | null }

/**
 * oidc-provider's models in the database. Every method is one statement. Models past `expiresAt` may be found until they
 * are swept (a device code must say that it expired): callers look at the time in the payload.
 */
export type ModelStore = {
  /** Inserts or replaces payload and facts. A model that is consumed stays consumed. */
  upsert(key: ModelKey, payload: Record<string, unknown>, facts: ModelFacts): Promise<void>
  /** Inserts unless the id exists: false when it does. Of racing callers one gets true. */
  insertOnce(key: ModelKey, payload: Record<string, unknown>, facts: ModelFacts): Promise<boolean>
  /** Replaces payload and facts of a model that exists: false when it is gone. */
  update(key: ModelKey, payload: Record<string, unknown>, facts: ModelFacts): Promise<boolean>
  /** The same for an interaction without answer (`result`): false also when it has got one, which stays. */
  updateUnanswered(key: ModelKey, payload: Record<string, unknown>, facts: ModelFacts): Promise<boolean>
  find(key: ModelKey): Promise<StoredModel | null>
  findByUid(poolId: string, model: string, uid: string): Promise<StoredModel | null>
  /** With the digest of its id, by which it is saved again. */
  findByUserCode(poolId: string, model: string, userCode: string): Promise<(StoredModel & { idDigest: string }) | null>
  /** The browser session with its user (`accountId`); `owner` is null when nobody is signed in or the user is gone. */
  findSession(poolId: string, idDigest: string): Promise<(StoredModel & { owner: SessionOwner | null }) | null>
  /** Marks it as used: exactly one of racing callers gets true; false when it is used, expired or gone. */
  consume(key: ModelKey, now: Date): Promise<boolean>
  /** True for exactly one of racing callers: the one whose statement removed it. */
  destroy(key: ModelKey): Promise<boolean>
  /**
   * Removes the interaction and, only then, inserts the session and the code that it brought; the session may take the place of
   * an older one, and the try that led there is counted no longer. True for exactly one of racing callers: for the others nothing happens.
   */
  replaceInteraction(interaction: ModelKey, brought: { oldSession: ModelKey | null; session: ModelRecord; code: ModelRecord; settles: CountedTry | null }): Promise<boolean>
  /** Everything that carries the grant's id, of all models. */
  revokeByGrantId(poolId: string, grantId: string): Promise<void>
  /** Ends the user's single sign-on on every browser. */
  destroySessionsOfAccount(poolId: string, accountId: string): Promise<void>
}
