import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HostedOutcome } from '#src/contracts/hosted/hosted-view.ts'
import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { Random } from '#src/crypto/random.ts'
import type { Sealer } from '#src/crypto/sealing.ts'
import type { RequestOrigins } from '#src/domain/activity/request-origin.ts'
import type { DesignPreview } from '#src/domain/branding/designs/preview-design.ts'
import type { Brands } from '#src/domain/branding/resolve-brand.ts'
import type { AppClientStore } from '#src/domain/app-clients/app-client-store.ts'
import type { TermsStore } from '#src/domain/terms/terms.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import type { InteractionBridge } from '#src/oidc/pending-interaction.ts'
import type { AccountOperations } from './account/account-operations.ts'
import type { HostedOperations } from './hosted-operations.ts'

export type HostedLog = { warn(facts: Record<string, unknown>, text: string): void; error(facts: Record<string, unknown>, text: string): void }

/** Everything the pages' wire is made of. */
export type HostedDeps = {
  clock: Clock
  random: Random
  keyedHash: KeyedHash
  /** Keeps what a flow remembers unreadable in the database. */
  sealer: Sealer
  pools: Pick<UserPoolStore, 'findPool'>
  clients: Pick<AppClientStore, 'findClient' | 'listClients'>
  brands: Brands
  /** Null for a token that opens nothing in this pool. */
  previewDesign(input: { poolId: string; token: string }): Promise<DesignPreview | null>
  terms: Pick<TermsStore, 'termsOfClient'>
  users: Pick<UserStore, 'findUserById'>
  bridge: InteractionBridge
  requestOrigins: RequestOrigins
  operations: HostedOperations
  account: AccountOperations
  /** The inbox's address; null in production, where pages carry no ribbon and errors no developer detail. */
  inboxHref: string | null
  log: HostedLog
  /** Sends a page as the answer to any request. */
  show(req: IncomingMessage, res: ServerResponse, page: Extract<HostedOutcome, { kind: 'page' }>): Promise<void>
}
