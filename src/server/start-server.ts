import type { Server } from 'node:http'
import type { Server as HttpsServer } from 'node:https'
import { RUNTIME_KEY, type RuntimeDoor } from '#src/contracts/hosted/runtime-door.ts'
import { createApplicationPages } from './application-pages.ts'
import { createHttpServer, listen } from './create-http-server.ts'
import { createHttpsServer } from './create-https-server.ts'
import { answerLatestMessage } from './development-api.ts'
import { answerHealth } from './health.ts'
import type { PageRenderer } from './hosted-pages.ts'
import type { Logs } from './log.ts'
import { createMetrics } from './metrics.ts'
import { createRequestRouter } from './route-request.ts'
import type { Runtime } from './runtime.ts'
import { drain } from './drain.ts'
import { createTlsContexts } from './tls-contexts.ts'

export type RunningServer = {
  readonly server: Server
  /** Resolves once pages can be rendered; rejects when they never can. */
  readonly pagesReady: Promise<void>
  /** Not ready any more, no new connections, running requests end, then everything that was opened is closed. */
  stop(): Promise<void>
}

/** Loads the renderer of pages once the server listens, so that protocol answers do not wait for it. */
export type LoadPages = (server: Server) => Promise<PageRenderer & { close(): Promise<void> }>

/** Loading the renderer keeps the process busy: whoever waited for the start with a protocol request is answered before. */
const HEAD_START = 50

/** Listens and answers; the runtime and the pages belong to the server from here on and end with it. */
export async function startServer(runtime: Runtime, logs: Logs, loadPages: LoadPages): Promise<RunningServer> {
  const { config, development } = runtime
  let stopping = false
  const renderer = Promise.withResolvers<Awaited<ReturnType<LoadPages>>>()
  renderer.promise.catch(() => {}) // whoever needs a page is told; until then nobody may be waiting
  const application = createApplicationPages({ renderer: renderer.promise, fromSource: config.pagesFromSource, development: development !== null })
  runtime.pages.connect(renderer.promise)
  publishDoor(runtime)

  const onRequest = createRequestRouter({
    runtime,
    log: logs.log,
    requests: logs.requests,
    metrics: createMetrics({ more: () => runtime.triggerMetrics.lines() }),
    routes: {
      awsApi: runtime.awsApi,
      userImportFiles: runtime.userImportFiles,
      brandFiles: runtime.brandFiles,
      oidc: runtime.oidc,
      hosted: runtime.hosted,
      pages: runtime.pages,
      findPool: (poolId) => runtime.pools.findPool(poolId),
      health: (path, res) => answerHealth({ database: runtime.database, isStopping: () => stopping, log: logs.log }, path, res),
      staticFiles: application.staticFile,
      application: application.page,
      latestMessage: development === null ? null : (res, query) => answerLatestMessage(development.inbox, res, query),
    },
  })
  const server = createHttpServer(onRequest)
  const servers = [server, ...(runtime.certificates === null ? [] : [createHttpsServer(createTlsContexts({ certificates: runtime.certificates, clock: runtime.clock }), onRequest)])]
  await listenAll(servers, config)
  setTimeout(() => void loadPages(server).then(renderer.resolve, renderer.reject), HEAD_START)
  return {
    server,
    pagesReady: renderer.promise.then(() => {}),
    async stop() {
      stopping = true
      const closePages = () => renderer.promise.then((pages) => pages.close(), () => {})
      // The compiler keeps sockets to its browsers open: nothing to wait for.
      if (config.pagesFromSource) await closePages()
      await Promise.all(servers.map((each) => drain(each)))
      if (!config.pagesFromSource) await closePages()
      await runtime.close()
    },
  }
}

/** The plain port first, then the one for TLS. None is left open when the other cannot be had. */
async function listenAll([plain, secure]: readonly (Server | HttpsServer)[], { listen: address, httpsPort }: Runtime['config']): Promise<void> {
  if (plain !== undefined) await listen(plain, address)
  if (secure === undefined || httpsPort === null) return
  await listen(secure, { host: address.host, port: httpsPort, variable: 'HTTPS_PORT' }).catch((error: unknown) => {
    plain?.close()
    throw error
  })
}

/** Bundled pages find the process by a global symbol: anything they import would be a copy of its own. */
function publishDoor(runtime: Pick<Runtime, 'pages' | 'development'>): void {
  const door: RuntimeDoor = { hosted: { view: (id) => runtime.pages.view(id) }, development: runtime.development?.door }
  Object.assign(globalThis, { [Symbol.for(RUNTIME_KEY)]: door })
}
