import type { TestContext } from 'node:test'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { loadConfig, type Config } from '#src/config/config.ts'
import type { PoolHandler, PoolRequest } from '#src/contracts/pool-request.ts'
import type { UserPool, UserPoolDomain } from '#src/domain/user-pools/user-pool.ts'
import { createHostedPages, type PageRenderer } from '#src/server/hosted-pages.ts'
import { openLogs } from '#src/server/log.ts'
import { prepareResponse } from '#src/server/prepare-response.ts'
import type { Runtime } from '#src/server/runtime.ts'
import { startServer, type RunningServer } from '#src/server/start-server.ts'
import { refuseUnknownOperation } from './refuse-unknown-operation.ts'
import { freePort } from '#test/free-port.ts'

export const POOL = 'us-east-1_Tiny00001'

export type TinyServer = RunningServer & { port: number; host: string; config: Config; logged: string[]; closed: () => boolean }

/** What the small handlers answer: everything they know of the request. */
export type Seen = { handler: 'oidc' | 'form' | 'import' | 'branding'; request: PoolRequest; url: string; headers: Record<string, unknown>; body: string }

const tellAll = (handler: Seen['handler']): PoolHandler => async (req, res, request) => {
  res.setHeader('content-type', 'application/json')
  res.end(JSON.stringify({ handler, request, url: req.url ?? '', headers: req.headers, body: await readAll(req) } satisfies Seen))
}

async function readAll(req: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of req as AsyncIterable<Buffer>) text += chunk.toString('latin1')
  return text
}

const renderer: PageRenderer & { close(): Promise<void> } = {
  prepare: (_req, res, headers, status) => prepareResponse(res, headers, status),
  render: (req: IncomingMessage, res: ServerResponse) => {
    res.setHeader('content-type', 'text/html')
    res.end(`rendered ${req.method} ${req.url} view=${String(req.headers['x-poolhouse-view'])} rsc=${String(req.headers.rsc)}`)
    return Promise.resolve()
  },
  close: () => Promise.resolve(),
}

/** The real server on a free port, with handlers that only tell what reached them; stopped when the test ends. */
export async function startTinyServer(t: TestContext, given: { env?: Record<string, string>; runtime?: Partial<Runtime>; pages?: Partial<typeof renderer> } = {}): Promise<TinyServer> {
  const port = await freePort()
  const config = loadConfig({ PORT: String(port), SEED: 'none', ...given.env })
  const logged: string[] = []
  const logs = openLogs({ mode: 'production', logLevel: 'debug' }, { write: (line) => void logged.push(line) })
  let closed = false
  const runtime: Runtime = {
    config,
    log: logs.log,
    database: { ping: () => Promise.resolve() },
    pools: {
      findPool: (id) => Promise.resolve(id === POOL ? ({ id } as UserPool) : null),
      findDomain: (domain) => Promise.resolve(DOMAINS[domain] ?? null),
    },
    liveDomains: { current: () => Object.values(DOMAINS).map((live) => ({ ...live, since: live.createdAt })) },
    certificates: null,
    clock: { now: () => new Date() },
    pages: createHostedPages({ fromSource: false }),
    awsApi: refuseUnknownOperation,
    userImportFiles: tellAll('import'),
    brandFiles: tellAll('branding'),
    oidc: tellAll('oidc'),
    hosted: { view: () => Promise.resolve({ kind: 'redirect', location: '/elsewhere' }), post: tellAll('form') },
    triggerMetrics: { lines: () => [] },
    development: null,
    createdAccessKey: null,
    close: () => {
      closed = true
      return Promise.resolve()
    },
    ...given.runtime,
  }
  const running = await startServer(runtime, logs, () => Promise.resolve({ ...renderer, ...given.pages }))
  t.after(() => closed || running.stop())
  return { ...running, port, host: `localhost:${port}`, config, logged, closed: () => closed }
}

const domain = (name: string, kind: UserPoolDomain['kind']): UserPoolDomain => ({ domain: name, poolId: POOL, kind, managedLoginVersion: 2, customDomainConfig: null, status: 'ACTIVE', createdAt: new Date(0), provedAt: null, checkAt: null, lostAt: null })
const DOMAINS: Readonly<Record<string, UserPoolDomain>> = { acme: domain('acme', 'prefix'), 'login.example.com': domain('login.example.com', 'custom') }
