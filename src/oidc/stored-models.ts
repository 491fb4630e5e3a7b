import { LRUCache } from 'lru-cache'
import { minutes } from '#src/contracts/duration.ts'
import { digestToken } from '#src/crypto/token-digest.ts'
import type { CountedTry } from '#src/domain/attempts/attempt-store.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { ModelFacts, ModelKey, ModelStore, StoredModel } from './model-store.ts'

/** Models that one instance usually writes and reads again within seconds. The database decides who may use them up. */
const KEPT_MODELS: ReadonlySet<string> = new Set(['Interaction', 'AuthorizationCode'])
const MOST_KEPT = 2000
/** Characters of all that is kept: a pending request may carry 12 kB of parameters and a page's 64 kB, and anybody can begin one. */
const MOST_KEPT_TEXT = 32 * 1024 * 1024
const KEPT_FOR = minutes(15)

/**
 * oidc-provider's models by plain id: ids are hashed here and taken out of the payload. Interactions and codes are kept in
 * process as written, so that the instance that began a sign-in needs no statement to read it.
 */
export type StoredModels = {
  /** What it returns is shared: not to be changed. */
  find(model: string, id: string): Promise<StoredModel | null>
  /** From the database, whatever is kept. */
  findFresh(model: string, id: string): Promise<StoredModel | null>
  save(model: string, id: string, payload: Record<string, unknown>): Promise<void>
  /** False when it is gone. */
  update(model: string, id: string, payload: Record<string, unknown>): Promise<boolean>
  /** Changes a pending interaction; false when it is gone or answered meanwhile. */
  updateUnanswered(uid: string, payload: Record<string, unknown>): Promise<boolean>
  saveOnce(model: string, id: string, payload: Record<string, unknown>): Promise<boolean>
  consume(model: string, id: string): Promise<boolean>
  destroy(model: string, id: string): Promise<boolean>
  /** Ends the interaction by the session and code it brings, and forgets the counted try, in one statement; false, and nothing written, when it is gone. */
  redeemInteraction(uid: string, brought: { oldSessionId: string | null; session: Identified; code: Identified; settles: CountedTry | null }): Promise<boolean>
  /** Drops what is kept in process of a model that is used up: it would only lie there. */
  forget(model: string, id: string): void
}
type Identified = { id: string; payload: Record<string, unknown> }

export type StoredModelsDeps = { models: ModelStore; clock: Clock }

/** What is kept, shared by all pools. */
export type KeptModels = LRUCache<string, StoredModel>
export const createKeptModels = (): KeptModels =>
  new LRUCache({ max: MOST_KEPT, maxSize: MOST_KEPT_TEXT, sizeCalculation: ({ payload }) => JSON.stringify(payload).length, ttl: KEPT_FOR })

export function storedModelsOf(deps: StoredModelsDeps, kept: KeptModels, poolId: string): StoredModels {
  const keyOf = (model: string, id: string): ModelKey => ({ poolId, model, idDigest: digestOf(model, id) })
  const nameOf = ({ model, idDigest }: ModelKey) => `${poolId} ${model} ${idDigest}`
  const keep = (key: ModelKey, payload: Record<string, unknown>) =>
    void (KEPT_MODELS.has(key.model) && kept.set(nameOf(key), { payload, consumedAt: null }))

  async function findFresh(model: string, id: string): Promise<StoredModel | null> {
    const key = keyOf(model, id)
    const found = await deps.models.find(key)
    if (found === null) kept.delete(nameOf(key))
    else if (found.consumedAt === null) keep(key, found.payload)
    return found
  }

  async function change(key: ModelKey, payload: Record<string, unknown>, update: ModelStore['update']): Promise<boolean> {
    const changed = await update(key, payload, factsOf(payload))
    if (changed) keep(key, payload)
    else kept.delete(nameOf(key))
    return changed
  }

  return {
    findFresh,
    async find(model, id) {
      const known = KEPT_MODELS.has(model) ? kept.get(nameOf(keyOf(model, id))) : undefined
      return known ?? findFresh(model, id)
    },
    async save(model, id, payload) {
      const key = keyOf(model, id)
      await deps.models.upsert(key, payload, factsOf(payload))
      keep(key, payload)
    },
    update: (model, id, payload) => change(keyOf(model, id), payload, deps.models.update),
    updateUnanswered: (uid, payload) => change(keyOf('Interaction', uid), payload, deps.models.updateUnanswered),
    saveOnce: (model, id, payload) => deps.models.insertOnce(keyOf(model, id), payload, factsOf(payload)),
    async consume(model, id) {
      kept.delete(nameOf(keyOf(model, id)))
      return deps.models.consume(keyOf(model, id), deps.clock.now())
    },
    async destroy(model, id) {
      kept.delete(nameOf(keyOf(model, id)))
      return deps.models.destroy(keyOf(model, id))
    },
    async redeemInteraction(uid, { oldSessionId, session, code, settles }) {
      const interaction = keyOf('Interaction', uid)
      const recordOf = (model: string, { id, payload }: Identified) => ({ key: keyOf(model, id), payload, facts: factsOf(payload) })
      const codeRecord = recordOf('AuthorizationCode', code)
      kept.delete(nameOf(interaction))
      const won = await deps.models.replaceInteraction(interaction, {
        oldSession: oldSessionId === null ? null : keyOf('Session', oldSessionId), session: recordOf('Session', session), code: codeRecord, settles,
      })
      if (won) keep(codeRecord.key, code.payload)
      return won
    },
    forget: (model, id) => void kept.delete(nameOf(keyOf(model, id))),
  }
}

const HANDLE = 'sha256:'

/** Stands for an id of which only the digest is known. Generated ids never look like it. */
export const handleOf = (idDigest: string): string => `${HANDLE}${idDigest}`
export const isHandle = (id: string): boolean => id.startsWith(HANDLE)

/** Under which digest an id is stored. Only device codes have handles: for all else a digest read from the database must open nothing. */
export const digestOf = (model: string, id: string): string => (model === 'DeviceCode' && isHandle(id) ? id.slice(HANDLE.length) : digestToken(id))

/** What a payload can be found and swept by. `exp` is in seconds. */
export function factsOf(payload: Record<string, unknown>): ModelFacts {
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return {
    grantId: null, uid: text(payload.uid), userCode: text(payload.userCode), accountId: text(payload.accountId),
    expiresAt: typeof payload.exp === 'number' ? new Date(payload.exp * 1000) : null,
  }
}
