import { BENCH, userName } from '#bench/bench-pool.ts'
import type { ServerProcess } from '#bench/measure/server-process.ts'
import { WireClient } from '#bench/measure/wire-client.ts'
import { bareLogin, expectStatus, limitLogin, logIn, logInAgain, poolhouseLogin, readTokens, type LoginPath } from './code-login.ts'
import { atLeast, atMost, ratio, wholeTime, type ContenderName, type Operation, type Servers, type Works } from './operation.ts'
import { signInWork } from './password-sign-in.ts'

const BASE = `/${BENCH.poolId}`

const loginPaths: Record<ContenderName, LoginPath> = {
  postgresql: poolhouseLogin(BASE), embedded: poolhouseLogin(BASE), bare: bareLogin('web'), limit: limitLogin,
}

const basic = (id: string, secret: string): string => `Authorization: Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}\r\n`

type MakeWork = (clients: WireClient[], server: ServerProcess) => Works[ContenderName] | Promise<Works[ContenderName]>

/** A client for each worker of each server that takes part. */
const withClients = (concurrency: number, makers: Partial<Record<ContenderName, MakeWork>>) => async (servers: Servers): Promise<Works> => {
  const works: Works = {}
  for (const [name, make] of Object.entries(makers) as [ContenderName, MakeWork][]) {
    const server = servers[name]
    if (server === undefined) continue
    const work = await make(Array.from({ length: concurrency }, () => new WireClient(server.url)), server)
    if (work !== undefined) works[name] = work
  }
  return works
}

const clientOf = (clients: WireClient[], worker: number): WireClient => clients[worker] ?? fail()
/** Statements of the background come on top: a few in a second. */
const wholeNumber = (statements: number | undefined): number | undefined => (statements === undefined ? undefined : Math.round(statements))
const fail = (): never => { throw new Error('There is no such worker.') }

const fetching = (path: string, headers = ''): MakeWork => (clients) => ({
  work: async (worker) => void expectStatus(await clientOf(clients, worker).get(path, headers), 200),
})

const posting = (path: string, form: string, headers = ''): MakeWork => (clients) => ({
  work: async (worker) => void expectStatus(await clientOf(clients, worker).post(path, form, headers), 200),
})

/** Each worker has a chain of its own. */
const refreshing = (name: ContenderName, path: string): MakeWork => async (clients) => {
  const tokens = await Promise.all(clients.map(async (client, worker) => (await logIn(client, worker, loginPaths[name])).refresh_token))
  return {
    work: async (worker) => {
      const form = new URLSearchParams({ grant_type: 'refresh_token', client_id: loginPaths[name].clientId, refresh_token: tokens[worker] ?? '' })
      tokens[worker] = readTokens(await clientOf(clients, worker).post(path, form.toString())).refresh_token
    },
  }
}

const loggingIn = (name: ContenderName): MakeWork => (clients) => ({
  work: async (worker) => void (await logIn(clientOf(clients, worker), worker, loginPaths[name])),
})

const loggingInAgain = (name: ContenderName): MakeWork => async (clients) => {
  await Promise.all(clients.map((client, worker) => logIn(client, worker, loginPaths[name])))
  return { work: async (worker) => void (await logInAgain(clientOf(clients, worker), loginPaths[name])) }
}

/** One call: the password in, the tokens out. */
const initiatingAuth: MakeWork = (clients) => ({
  work: async (worker) => void expectStatus(await clientOf(clients, worker).call('InitiateAuth', JSON.stringify({
    AuthFlow: 'USER_PASSWORD_AUTH', ClientId: BENCH.web.id, AuthParameters: { USERNAME: userName(worker), PASSWORD: BENCH.password },
  })), 200),
})

const askingWhoIsThere = (path: LoginPath, userInfoPath: string): MakeWork => async (clients, server) => {
  // Everybody asks about somebody else, by a token of his own.
  const logIns = clients.map((_, worker) => logIn(new WireClient(server.url), worker, path))
  const headers = (await Promise.all(logIns)).map(({ access_token: token }) => `Authorization: Bearer ${token}\r\n`)
  return { work: async (worker) => void expectStatus(await clientOf(clients, worker).get(userInfoPath, headers[worker]), 200) }
}

const onBothEngines = (make: (name: ContenderName) => MakeWork): Partial<Record<ContenderName, MakeWork>> =>
  ({ postgresql: make('postgresql'), embedded: make('embedded') })

const onEach = (make: (name: ContenderName) => MakeWork): Partial<Record<ContenderName, MakeWork>> =>
  ({ ...onBothEngines(make), bare: make('bare'), limit: make('limit') })

/** Everything whose cost by request is compared. */
export const operations: readonly Operation[] = [
  {
    name: 'client_credentials', concurrency: 16,
    worksOf: withClients(16, {
      ...onBothEngines(() => posting(`${BASE}/oauth2/token`, 'grant_type=client_credentials', basic(BENCH.machine.id, BENCH.machine.secret))),
      bare: posting('/token', 'grant_type=client_credentials&scope=read', basic('machine', 'machine-secret-of-the-bench')),
      limit: posting('/client-credentials', 'grant_type=client_credentials'),
    }),
    judge: ({ postgresql, bare }) => [atLeast('bare ÷ ours', ratio(bare?.server, wholeTime(postgresql)), 1)],
  },
  {
    name: 'refresh, rotating', concurrency: 16,
    worksOf: withClients(16, {
      ...onBothEngines((name) => refreshing(name, `${BASE}/oauth2/token`)), bare: refreshing('bare', '/token'), limit: refreshing('limit', '/refresh'),
    }),
    judge: ({ postgresql, limit }) => [atLeast('limit ÷ ours, databases included', ratio(wholeTime(limit), wholeTime(postgresql)), 0.55), atMost('statements', wholeNumber(postgresql?.statements), 2)],
  },
  {
    name: 'code login, whole', concurrency: 8,
    worksOf: withClients(8, onEach(loggingIn)),
    judge: ({ postgresql, bare }) => [atMost('ours ÷ bare', ratio(postgresql?.server, bare?.server), 1.3), atMost('statements', wholeNumber(postgresql?.statements), 9)],
  },
  {
    name: 'code with session, 2 requests', concurrency: 8,
    worksOf: withClients(8, onEach(loggingInAgain)),
    judge: () => [],
  },
  {
    name: 'InitiateAuth without the hash', concurrency: 8,
    worksOf: withClients(8, { ...onBothEngines(() => initiatingAuth), limit: posting('/sign-in', 'username=ada%40example.com&password=Correct-horse-1&hash=off') }),
    judge: ({ postgresql, limit }) => [atLeast('limit ÷ ours, databases included', ratio(wholeTime(limit), wholeTime(postgresql)), 0.55)],
  },
  {
    name: 'InitiateAuth with the hash', concurrency: 8, realHash: true,
    worksOf: withClients(8, { ...onBothEngines(() => initiatingAuth), limit: posting('/hash', 'password=Correct-horse-1') }),
    judge: ({ postgresql, limit }) => [atLeast('argon2id alone ÷ ours', ratio(limit?.server, wholeTime(postgresql)), 0.8)],
  },
  {
    name: 'page sign-in without the hash', concurrency: 8,
    worksOf: withClients(8, {
      ...onBothEngines((name) => signInWork(loginPaths[name])), limit: posting('/sign-in', 'username=ada%40example.com&password=Correct-horse-1&hash=off'),
    }),
    judge: () => [],
  },
  {
    name: 'page sign-in with the hash', concurrency: 8, realHash: true,
    worksOf: withClients(8, {
      ...onBothEngines((name) => signInWork(loginPaths[name])), limit: posting('/hash', 'password=Correct-horse-1'),
    }),
    judge: () => [],
  },
  {
    name: 'userInfo', concurrency: 16,
    worksOf: withClients(16, {
      ...onBothEngines((name) => askingWhoIsThere(loginPaths[name], `${BASE}/oauth2/userInfo`)),
      bare: askingWhoIsThere(bareLogin('web-opaque'), '/me'),
      limit: askingWhoIsThere(limitLogin, '/userinfo'),
    }),
    judge: ({ postgresql, bare }) => [atLeast('bare ÷ ours', ratio(bare?.server, wholeTime(postgresql)), 1)],
  },
  {
    name: 'JWKS', concurrency: 16,
    worksOf: withClients(16, { ...onBothEngines(() => fetching(`${BASE}/.well-known/jwks.json`)), bare: fetching('/jwks'), limit: fetching('/jwks') }),
    judge: ({ postgresql }) => [atMost('server', postgresql?.server, 30, ' µs')],
  },
  {
    name: 'discovery', concurrency: 16,
    worksOf: withClients(16, {
      ...onBothEngines(() => fetching(`${BASE}/.well-known/openid-configuration`)), bare: fetching('/.well-known/openid-configuration'), limit: fetching('/jwks'),
    }),
    judge: () => [],
  },
]
