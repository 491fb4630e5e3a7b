import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Config } from '#src/config/config.ts'
import type { HostedOutcome } from '#src/contracts/hosted/hosted-view.ts'
import type { DevelopmentDoor } from '#src/contracts/hosted/runtime-door.ts'
import type { PoolHandler, PoolRequest } from '#src/contracts/pool-request.ts'
import type { DevelopmentInbox } from '#src/delivery/development-inbox.ts'
import type { InstalledCertificate } from '#src/domain/certificates/certificate.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import type { LiveDomain } from '#src/domain/user-pools/user-pool.ts'
import type { HostedPages } from './hosted-pages.ts'
import type { Log } from './log.ts'

/** What is known of a request that belongs to no pool: the AWS API names its pool in the body. */
export type RootRequest = Pick<PoolRequest, 'requestId' | 'clientIp' | 'place' | 'secure'>
export type RootHandler = (req: IncomingMessage, res: ServerResponse, request: RootRequest) => Promise<void>

/** The pages' wire. A GET may set cookies on `res`, but sends nothing: the server renders or redirects by the outcome. */
export type HostedWire = {
  readonly view: (req: IncomingMessage, res: ServerResponse, request: PoolRequest) => Promise<HostedOutcome>
  /** POST to `/hosted/<form>`: answers by 303 itself, or shows an error page. */
  readonly post: PoolHandler
}

/** What exists in development only. */
export type DevelopmentRuntime = { readonly door: DevelopmentDoor; readonly inbox: DevelopmentInbox }

/** Everything that listens to requests, built by create-runtime.ts; `main.ts` starts and ends it. */
export type Runtime = {
  readonly config: Config
  readonly log: Log
  readonly database: { ping(): Promise<void> }
  readonly pools: Pick<UserPoolStore, 'findPool' | 'findDomain'>
  /** Domains that answer, in memory. */
  readonly liveDomains: { current(): readonly LiveDomain[] }
  /** Certificates with their keys, in memory; null where the server ends no TLS. */
  readonly certificates: { current(): readonly InstalledCertificate[] } | null
  readonly clock: Clock
  /** Renders views; the wires show their error pages through it too. */
  readonly pages: HostedPages
  readonly awsApi: RootHandler
  /** Files of import jobs, part of the AWS API. */
  readonly userImportFiles: PoolHandler
  /** Style sheets, pictures and fonts of the pools' looks. */
  readonly brandFiles: PoolHandler
  readonly oidc: PoolHandler
  readonly hosted: HostedWire
  /** Counts of the calls of triggers' functions, for `/metrics`. */
  readonly triggerMetrics: { lines(): string[] }
  /** Null in production. */
  readonly development: DevelopmentRuntime | null
  /** The operator's key pair, if this very start made it: printed once, never again. */
  readonly createdAccessKey: { readonly id: string; readonly secret: string } | null
  /** Ends background work, lets running statements end and closes the database. */
  close(): Promise<void>
}
