import type { IncomingMessage } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import type { DevicePage } from './oidc-deps.ts'
import type { StoredLogin } from './stored-interaction.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'

/** What oidc-provider's callbacks need to know of the request they serve. */
export type RequestFacts = {
  request: PoolRequest
  /** SHA-256 of the browser's cookie; null at endpoints that no browser visits. */
  browserDigest: string | null
  /** The app client, once the authorize request was found in order. */
  client?: AppClient
  /** What to show once oidc-provider is done: its session's cookie is set on the way out. */
  devicePage?: DevicePage | { step: 'lost'; code: string }
  /** Who has just signed in, when the answer to a pending request brought somebody. */
  login?: StoredLogin
  /** The session as it was read: written back only when it changed. */
  readSession?: { idDigest: string; payload: Record<string, unknown> }
}

const factsByRequest = new WeakMap<IncomingMessage, RequestFacts>()

/** Attaches facts to a request before it is handed to oidc-provider. */
export const rememberFacts = (req: IncomingMessage, facts: RequestFacts): void => void factsByRequest.set(req, facts)

/** The facts of a request; throws for one that did not come through call-provider.ts. */
export function factsOf(req: IncomingMessage): RequestFacts {
  const facts = factsByRequest.get(req)
  if (facts === undefined) throw new Error('The request has no facts: it did not pass call-provider.ts.')
  return facts
}

/** The device that the browser is of this user: by the sign-in that has just come to its end, else by the session. Null where it is none. */
export const deviceOfRequest = ({ login, readSession }: Pick<RequestFacts, 'login' | 'readSession'>, userId: unknown): string | null => {
  const { accountId, deviceKey }: { accountId?: unknown; deviceKey?: unknown } = login ?? readSession?.payload ?? {}
  return accountId === userId && typeof deviceKey === 'string' ? deviceKey : null
}
