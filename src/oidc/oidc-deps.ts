import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolAddress, PoolRequest } from '#src/contracts/pool-request.ts'
import type { ErrorCode } from '#src/contracts/hosted/outcome-codes.ts'
import type { DeveloperDetail } from '#src/contracts/hosted/views/closing-view.ts'
import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { Random } from '#src/crypto/random.ts'
import type { RequestOrigins } from '#src/domain/activity/request-origin.ts'
import type { AppClientStore } from '#src/domain/app-clients/app-client-store.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { SigningKeys } from '#src/domain/tokens/signing-keys.ts'
import type { TokenStore } from '#src/domain/tokens/token-store.ts'
import type { TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import type { ModelStore } from './model-store.ts'

/** A request that ends on a page of ours, because there is no application it could safely be sent back to. */
export type OidcPageError = {
  code: ErrorCode
  /** HTTP status of the page. */
  status: number
  clientId?: string
  /** Shown in development only. */
  developer?: DeveloperDetail
}

/** A step of the device authorization grant in the browser (RFC 8628 §3.3). `xsrf` goes back with the form. */
export type DevicePage =
  | { step: 'enter'; xsrf: string; code: string; refused: boolean }
  | { step: 'confirm'; xsrf: string; code: string; clientName: string }
  | { step: 'connected' }
  | { step: 'stopped' }

/** Pages that the hosted wire renders for us. Each writes the whole answer. */
export type OidcPages = {
  error(req: IncomingMessage, res: ServerResponse, request: PoolRequest, error: OidcPageError): Promise<void>
  /** Its form is posted to `/device` below the pool's base path: `user_code`, `xsrf`, and `confirm` or `abort`. */
  device(req: IncomingMessage, res: ServerResponse, request: PoolRequest, page: DevicePage): Promise<void>
  /** After a sign-out that names nowhere to go. */
  signedOut(req: IncomingMessage, res: ServerResponse, request: PoolRequest, clientId: string | null): Promise<void>
}

/** What goes to the log: ids and codes, never tokens, codes or bodies. */
export type OidcLog = {
  warn(facts: Record<string, unknown>, message: string): void
  error(facts: Record<string, unknown>, message: string): void
}

/** Everything the OIDC wire is made of. */
export type OidcDeps = {
  clock: Clock
  random: Random
  keyedHash: KeyedHash
  /** Base of every issuer, no slash at the end. */
  publicUrl: string
  pools: Pick<UserPoolStore, 'findPool'>
  clients: Pick<AppClientStore, 'findClient'>
  models: ModelStore
  tokens: TokenStore
  signingKeys: SigningKeys
  triggers: TriggerRunner
  requestOrigins: Pick<RequestOrigins, 'during'>
  /** The address applications are told: the pool's domain once it has one, else the path below `publicUrl`. No I/O beyond caches. */
  publicAddress(poolId: string): Promise<PoolAddress>
  pages: OidcPages
  /** Fetches a client's key set (`jwksUri`) by the one outgoing client of the process; without it such clients are refused. */
  fetchKeys?(url: string): Promise<{ status: number; headers: Readonly<Record<string, string | string[] | undefined>>; body: Buffer }>
  log: OidcLog
}
