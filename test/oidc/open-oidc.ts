import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { randomUUID } from 'node:crypto'
import type { TestContext } from 'node:test'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { createKeyedHash } from '#src/crypto/keyed-hash.ts'
import { createRandom } from '#src/crypto/random.ts'
import { randomBytes } from 'node:crypto'
import { createSealer } from '#src/crypto/sealing.ts'
import { generateSigningKey } from '#src/crypto/signing-key.ts'
import type { SigningKeyMaterial } from '#src/crypto/signing-key.ts'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import type { CreateUserPoolClientRequest } from '#src/domain/app-clients/create-user-pool-client.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { Authentication } from '#src/domain/sign-in/challenge.ts'
import { createSigningKeys } from '#src/domain/tokens/signing-keys.ts'
import type { TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'
import { createUserPool } from '#src/domain/user-pools/create-user-pool.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { createOidcWire } from '#src/oidc/create-oidc-wire.ts'
import type { OidcWire } from '#src/oidc/create-oidc-wire.ts'
import { poolPathKind, splitPoolPath } from '#src/server/pool-paths.ts'
import { createStores } from '#src/storage/create-stores.ts'
import type { Stores } from '#src/storage/create-stores.ts'
import type { Database } from '#src/storage/engine/database.ts'
import { createTestClock, type TestClock } from '#test/create-test-runtime.ts'
import { openFreshEmbedded } from '#test/storage/engines.ts'
import { aUser } from '#test/storage/records.ts'
import type { TestBrowser } from './test-browser.ts'

export type OidcInstance = { wire: OidcWire; stores: Stores; server: Server; url: string }

/** The OIDC wire over real HTTP on a real database. Pages answer JSON; signing in is done by hand, without a password. */
export type OpenOidc = {
  database: Database
  clock: TestClock
  pool: UserPool
  user: User
  /** `<public URL>/<pool id>`, the issuer. */
  base: string
  instances: OidcInstance[]
  stores: Stores
  logged: unknown[]
  addClient(settings: Partial<CreateUserPoolClientRequest>): Promise<AppClient>
  addUser(change?: Partial<User>): Promise<User>
  /** Answers the sign-in page at `location` and returns where the browser is sent next. */
  signIn(browser: TestBrowser, location: string, user?: User, change?: Partial<Authentication>): Promise<string>
}

export const CALLBACK = 'https://app.example.com/callback'
const noTriggers: TriggerRunner = { has: () => false, run: () => Promise.reject(new Error('There is no trigger.')) }

/** Making an RSA key takes longer than any test: pools of one test file share a few. */
const keys: Promise<SigningKeyMaterial>[] = []
let nextKey = 0
const sharedKey = (): Promise<SigningKeyMaterial> => (keys[nextKey++ % 3] ??= generateSigningKey())

export async function openOidc(t: TestContext, options: { instances?: number; settings?: UserPoolSettingsInput; triggers?: TriggerRunner } = {}): Promise<OpenOidc> {
  const database = await openFreshEmbedded(t)
  const clock = createTestClock()
  const random = createRandom(randomBytes)
  const logged: unknown[] = []
  const shared = { sealer: createSealer({ current: { id: 'test', key: Buffer.alloc(32, 7) } }), keyedHash: createKeyedHash(Buffer.alloc(32, 9)), logged, clock, random, database, triggers: options.triggers ?? noTriggers }
  const instances: OidcInstance[] = []
  for (let i = 0; i < (options.instances ?? 1); i++) instances.push(await openInstance(t, shared, instances[0]?.url))
  const [first] = instances
  if (first === undefined) throw new Error('No instance.')
  const { stores } = first
  const pool = await createUserPool({ ...stores, clock, random, regions: 'any', createFirstSigningKey: () => Promise.resolve() }, {
    region: 'us-east-1', request: { PoolName: 'test', Schema: [{ Name: 'team', AttributeDataType: 'String' }], ...options.settings },
  })
  const addUser = async (change: Partial<User> = {}) => {
    const made = aUser(pool.id, { attributes: { email: 'ann@example.com', email_verified: 'true', name: 'Ann' }, createdAt: clock.now(), updatedAt: clock.now(), ...change })
    await stores.users.createUser(made, [{ kind: 'username', name: made.username }])
    return made
  }
  const user = await addUser()
  return {
    database, clock, pool, user, base: `${first.url}/${pool.id}`, instances, stores, logged, addUser,
    addClient: (settings) => createUserPoolClient({ ...stores, clock, random }, {
      UserPoolId: pool.id, ClientName: 'app', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'], CallbackURLs: [CALLBACK], ...settings,
    }),
    signIn: (browser, location, who = user, change = {}) => signIn(pool, clock, browser, location, who, change),
  }
}

type Shared = Parameters<typeof createStores>[0] extends infer S ? { sealer: (S & { sealer: unknown })['sealer'] } & { keyedHash: ReturnType<typeof createKeyedHash>; logged: unknown[]; clock: TestClock; random: ReturnType<typeof createRandom>; database: Database; triggers: TriggerRunner } : never

async function openInstance(t: TestContext, shared: Shared, firstUrl: string | undefined): Promise<OidcInstance> {
  const { logged, clock, random, keyedHash, database, sealer, triggers } = shared
  const log = { info: () => {}, warn: (...facts: unknown[]) => void logged.push(facts), error: (...facts: unknown[]) => void logged.push(facts) }
  const stores = createStores({ database, sealer: sealer as Parameters<typeof createStores>[0]['sealer'], log })
  stores.start()
  t.after(() => stores.stop())
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve) }))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const publicUrl = firstUrl ?? url
  const wire = createOidcWire({
    clock, random, keyedHash, publicUrl, pools: stores.userPools, clients: stores.appClients, models: stores.models, tokens: stores.tokens,
    signingKeys: createSigningKeys({ store: stores.signingKeys, clock, generateSigningKey: sharedKey }),
    triggers, log, requestOrigins: { during: (_origin, work) => work() },
    publicAddress: (poolId) => Promise.resolve({ poolId, origin: publicUrl, basePath: `/${poolId}`, baseUrl: `${publicUrl}/${poolId}` }),
    pages: {
      error: (_req, res, _request, error) => Promise.resolve(sendPage(res, error.status, { page: 'error', ...error })),
      device: (_req, res, _request, page) => Promise.resolve(sendPage(res, 200, { page: 'device', ...page })),
      signedOut: (_req, res) => Promise.resolve(sendPage(res, 200, { page: 'signed-out' })),
    },
  })
  server.on('request', (req: IncomingMessage, res: ServerResponse) => void route(wire, publicUrl, req, res))
  return { wire, stores, server, url }
}

async function route(wire: OidcWire, publicUrl: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const [path = '', query = ''] = (req.url ?? '').split(/\?(.*)/s)
  const split = splitPoolPath(path)
  if (split === undefined) return sendPage(res, 404, {})
  const basePath = `/${split.poolId}`
  const request: PoolRequest = {
    poolId: split.poolId, address: { poolId: split.poolId, origin: publicUrl, basePath, baseUrl: `${publicUrl}${basePath}` },
    path: split.path, query, requestId: randomUUID(), clientIp: '127.0.0.1', secure: false,
  }
  if (poolPathKind(split.path) === 'oidc') return wire.handler(req, res, request)
  await answerPage(wire, req, res, request)
}

/** Stands for the hosted pages: GET tells what is pending, POST finishes, continues or abandons it. */
async function answerPage({ bridge }: OidcWire, req: IncomingMessage, res: ServerResponse, request: PoolRequest): Promise<void> {
  const query = new URLSearchParams(request.query)
  const uid = query.get('uid') ?? ''
  if (req.method === 'GET') {
    const pending = await bridge.readInteraction(req, request, uid)
    const again = bridge.restartFrom(request, query.get('r') ?? '')
    return pending === null && again !== null ? sendRedirect(res, again) : sendPage(res, pending === null ? 400 : 200, { page: 'sign-in', path: request.path, pending })
  }
  const form = new URLSearchParams(Buffer.concat(await req.toArray() as Buffer[]).toString())
  const given = JSON.parse(form.get('authentication') ?? 'null') as Authentication | null
  const finished = form.get('action') === 'abandon' ? await bridge.abandonInteraction(req, res, request, uid)
    : form.get('action') === 'refuse-level' ? await bridge.refuseLevel(req, res, request, uid)
    : given === null ? await bridge.continueAsRemembered(req, res, request, uid)
      : await bridge.finishInteraction(req, res, request, uid, { ...given, authTime: new Date(given.authTime) })
  return finished.kind === 'resume' ? sendRedirect(res, finished.url) : sendPage(res, 410, { page: 'expired' })
}

async function signIn(pool: UserPool, clock: TestClock, browser: TestBrowser, location: string, user: User, change: Partial<Authentication>): Promise<string> {
  const shown = await browser.get(location)
  if (shown.status !== 200) throw new Error(`The sign-in page answered ${shown.status}: ${shown.text}`)
  const { pending } = JSON.parse(shown.text) as { pending: { clientId: string } }
  const authentication = {
    poolId: pool.id, clientId: pending.clientId, userId: user.id, username: user.username, authTime: clock.now(), amr: ['pwd'], acr: null,
    eventId: randomUUID(), deviceKey: null, tokenSource: 'HostedAuth', ...change,
  }
  const answered = await browser.post(location, { authentication: JSON.stringify(authentication) })
  if (answered.location === null) throw new Error(`The sign-in answered ${answered.status}: ${answered.text}`)
  return answered.location
}

function sendPage(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

function sendRedirect(res: ServerResponse, location: string): void {
  res.writeHead(303, { Location: location }).end()
}
