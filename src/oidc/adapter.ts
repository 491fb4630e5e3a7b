import { isDeepStrictEqual } from 'node:util'
import Provider, { errors } from 'oidc-provider'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { AppClientStore } from '#src/domain/app-clients/app-client-store.ts'
import { clientScopes } from '#src/domain/app-clients/read-app-client.ts'
import { epochSeconds } from '#src/domain/clock.ts'
import type { Clock } from '#src/domain/clock.ts'
import { isAliveSession } from './browser-session.ts'
import { clientMetadata } from './client-metadata.ts'
import type { ModelStore, StoredModel } from './model-store.ts'
import { translatingRefusals } from './provider-error.ts'
import { deviceOfRequest, factsOf } from './request-facts.ts'
import type { RequestFacts } from './request-facts.ts'
import { digestOf, handleOf, isHandle } from './stored-models.ts'
import type { StoredInteraction } from './stored-interaction.ts'
import type { StoredModels } from './stored-models.ts'

export type AdapterDeps = {
  poolId: string
  stored: StoredModels
  models: Pick<ModelStore, 'findSession' | 'findByUid' | 'findByUserCode'>
  clients: Pick<AppClientStore, 'findClient'>
  clock: Clock
  /** Scopes that oidc-provider knows: those of every client that was looked up. */
  scopes: Set<string>
}

type Payload = Record<string, unknown>
type Save = (id: string, payload: Payload) => Promise<void>

/** oidc-provider's adapter for one pool. What can be used once is used up in the database; clients come from the client store. */
export function createAdapter(deps: AdapterDeps): (model: string) => Adapter {
  return (model) => {
    if (model === 'Client') return readOnly((id) => findClient(deps, id))
    // Consent of first-party clients is implied, tokens are ours: neither is stored here.
    if (model === 'Grant' || model === 'AccessToken') return readOnly(async () => undefined)
    return answerable(storedAdapter(deps, model))
  }
}

/** The adapter, failing in words that oidc-provider can answer: while the database is away nothing is wrong with the request or with us. */
function answerable(adapter: Adapter): Adapter {
  const answering = (method: (...given: never[]) => Promise<unknown>) => (...given: never[]) => translatingRefusals(() => method(...given))
  return Object.fromEntries(Object.entries(adapter).map(([name, method]) => [name, answering(method as Parameters<typeof answering>[0])])) as unknown as Adapter
}

function storedAdapter(deps: AdapterDeps, model: string): Adapter {
  const { stored, models, poolId } = deps
  const save = savers(deps)[model] ?? ((id, payload) => stored.save(model, id, payload))
  const load = finders(deps)[model] ?? ((id) => stored.find(model, id))
  return {
    upsert: (id, payload, expiresIn) => save(id, { ...withoutId(payload), ...(expiresIn !== undefined && { exp: epochSeconds(deps.clock.now()) + expiresIn }) }),
    async find(id) {
      const found = await load(id)
      // A device code that is over must say so; anything else that is over is unknown.
      return model !== 'DeviceCode' && isOver(found, deps.clock) ? undefined : opened(found, id)
    },
    findByUid: async (uid) => opened(await models.findByUid(poolId, model, uid), undefined),
    async findByUserCode(userCode) {
      const found = await models.findByUserCode(poolId, model, userCode)
      return opened(found, found === null ? undefined : handleOf(found.idDigest))
    },
    async consume(id) {
      if (!(await stored.consume(model, id))) throw alreadyUsed(model)
    },
    async destroy(id) {
      const removed = await stored.destroy(model, id)
      // Two answers to one authorize request must not both bring a code.
      if (!removed && model === 'Interaction') throw new errors.SessionNotFound('interaction session not found')
    },
    revokeByGrantId: async () => {},
  }
}

/** Models that are not simply written. */
function savers({ stored }: AdapterDeps): Partial<Record<string, Save>> {
  return {
    async Session(id, given) {
      const payload = withDevice(given)
      const { readSession } = currentFacts()
      if (readSession?.idDigest === digestOf('Session', id) && isUnchanged(readSession.payload, payload)) return
      await stored.save('Session', id, payload)
    },
    AuthorizationCode: (id, payload) => stored.save('AuthorizationCode', id, withDevice(payload)),
    Interaction: (id, payload) => stored.save('Interaction', id, { ...withoutSessionId(payload), browser: currentFacts().browserDigest }),
    async ReplayDetection(id, payload) {
      if (!(await stored.saveOnce('ReplayDetection', id, payload))) throw new errors.InvalidGrant('the proof was used before')
    },
  }
}

function finders({ stored, models, poolId }: AdapterDeps): Partial<Record<string, (id: string) => Promise<StoredModel | null>>> {
  return {
    async Session(id) {
      const found = await models.findSession(poolId, digestOf('Session', id))
      if (found === null || !isAliveSession(found)) return null
      currentFacts().readSession = { idDigest: digestOf('Session', id), payload: found.payload }
      return found
    },
    async Interaction(id) {
      const found = await stored.find('Interaction', id)
      // The cookie that leads back here may have been planted: neighbouring hosts can, under its weaker prefix.
      if (found === null || found.payload.browser !== currentFacts().browserDigest) return null
      // Another instance may have taken the answer.
      const answered = found.payload.result === undefined ? await stored.findFresh('Interaction', id) : found
      const { login } = (answered?.payload as StoredInteraction | undefined)?.result ?? {}
      if (login !== undefined) currentFacts().login = login
      return answered
    },
    // The handle is for our own use: nobody outside may name a device code by its digest.
    DeviceCode: (id) => (isHandle(id) && Provider.ctx?.oidc.route === 'token' ? Promise.resolve(null) : stored.find('DeviceCode', id)),
  }
}

/** Whether writing would change nothing but the computed expiry, which does not slide. */
function isUnchanged(before: Payload, after: Payload): boolean {
  const { exp: _before, ...one } = before
  const { exp: _after, ...other } = JSON.parse(JSON.stringify(after)) as Payload
  return isDeepStrictEqual(one, other)
}

async function findClient({ clients, poolId, scopes }: AdapterDeps, id: string): Promise<AdapterPayload | undefined> {
  const client = await clients.findClient(id)
  if (client === null || client.poolId !== poolId) return undefined
  for (const scope of clientScopes(client)) scopes.add(scope)
  return clientMetadata(client) as AdapterPayload
}

/** What belongs to a session with the browser's device: oidc-provider keeps only members that it knows. */
function withDevice(payload: Payload): Payload {
  const deviceKey = deviceOfRequest(currentFacts(), payload.accountId)
  return deviceKey === null ? payload : { ...payload, deviceKey }
}

function withoutId({ jti: _jti, ...payload }: AdapterPayload): Payload {
  return payload
}

/** An interaction may name the session by its `uid`; the id itself is the browser's secret. */
function withoutSessionId(payload: Payload): Payload {
  const { session } = payload
  if (typeof session !== 'object' || session === null) return payload
  const { cookie: _cookie, ...rest } = session as Payload
  return { ...payload, session: rest }
}

const isOver = (found: StoredModel | null, clock: Clock): boolean =>
  typeof found?.payload.exp === 'number' && found.payload.exp <= epochSeconds(clock.now())

const opened = (found: StoredModel | null, jti: string | undefined): AdapterPayload | undefined =>
  found === null ? undefined : {
    ...structuredClone(found.payload), // oidc-provider changes what it is given
    ...(jti !== undefined && { jti }), ...(found.consumedAt !== null && { consumed: epochSeconds(found.consumedAt) }),
  }

function alreadyUsed(model: string): Error {
  return model === 'PushedAuthorizationRequest'
    ? new errors.InvalidRequestUri('request_uri is invalid, expired, or was already used')
    : new errors.InvalidGrant(`${model} was already used`)
}

function currentFacts(): RequestFacts {
  const ctx = Provider.ctx
  if (ctx === undefined) throw new Error('There is no request of oidc-provider under way.')
  return factsOf(ctx.req)
}

const readOnly = (find: (id: string) => Promise<AdapterPayload | undefined>): Adapter => ({
  find,
  upsert: async () => {},
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
  consume: async () => {},
  destroy: async () => {},
  revokeByGrantId: async () => {},
})
