import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { allowedRedirectUris } from '#src/domain/app-clients/read-app-client.ts'
import type { HostedDeps } from './hosted-deps.ts'

/** An application and where a person can go to use it. */
export type ApplicationLink = { name: string; href: string }

/**
 * Where the client's application begins: the address it names for that (OpenID Connect Core §4), else the front page of the site
 * its first web callback is on. Null for applications that are no web sites. Registered addresses only, never one of a request.
 */
export const applicationLink = ({ name, settings }: Pick<AppClient, 'name' | 'settings'>): ApplicationLink | null => {
  const callback = allowedRedirectUris({ settings }).find((uri) => /^https?:/i.test(uri))
  const href = settings.Poolhouse.initiateLoginUri ?? (callback === undefined ? undefined : `${new URL(callback).origin}/`)
  return href === undefined ? null : { name, href }
}

/** The same for a client id that a request named; null when the pool has no such client. */
export const findApplicationLink = async (deps: Pick<HostedDeps, 'clients'>, poolId: string, clientId: string | null | undefined): Promise<ApplicationLink | null> => {
  if (clientId == null || clientId === '' || clientId.length > 128) return null
  const client = await deps.clients.findClient(clientId)
  return client === null || client.poolId !== poolId ? null : applicationLink(client)
}
