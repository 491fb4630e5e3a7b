import type { AppClientStore } from '#src/domain/app-clients/app-client-store.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { readableAttributes, writableAttributes } from '#src/domain/app-clients/read-app-client.ts'
import { requiredAttributes } from '#src/domain/user-pools/read-user-pool.ts'
import { isStandardAttribute } from '#src/domain/user-pools/standard-schema.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'

export type OwnAttributesDeps = { appClients: Pick<AppClientStore, 'listClients'> }

/** What people may see of themselves, and what they may change, whatever application they use. */
export type OwnAttributes = { readable: ReadonlySet<string>; writable: ReadonlySet<string> }

/**
 * What the account portal shows and lets be changed: the pool's own list of writable attributes, else what every app client that signs
 * people in lets its users write, so that the portal opens nothing an application keeps closed. Readable is what any of them may read.
 * Developer-only attributes are neither. One read for each sixty clients.
 */
export const ownAttributes = async (deps: OwnAttributesDeps, { pool }: { pool: UserPool }): Promise<OwnAttributes> => {
  const clients = (await clientsOf(deps, pool)).filter(signsPeopleIn)
  const names = pool.settings.Schema.map(({ Name, DeveloperOnlyAttribute }) => (DeveloperOnlyAttribute || Name.startsWith('dev:') ? null : Name)).filter((name) => name !== null)
  const listed = pool.settings.Poolhouse.accountWriteAttributes
  const mayWrite = (name: string): boolean => {
    if (listed !== undefined) return listed.includes(name) || requiredAttributes(pool).includes(name)
    return clients.length === 0 ? isStandardAttribute(name) : clients.every((client) => writableAttributes(pool, client).has(name))
  }
  const mayRead = (name: string): boolean =>
    clients.length === 0 ? isStandardAttribute(name) : clients.some((client) => readableAttributes(pool, client).has(name))
  const writable = new Set(names.filter((name) => !NEVER_WRITTEN.has(name) && mayWrite(name)))
  return { writable, readable: new Set(names.filter((name) => writable.has(name) || mayRead(name))) }
}

/** The portal's client with the right to write these: an empty list would mean all. */
export const writingOwn = (client: AppClient, { writable }: Pick<OwnAttributes, 'writable'>): AppClient =>
  ({ ...client, settings: { ...client.settings, WriteAttributes: ['sub', ...writable] } })

const NEVER_WRITTEN: ReadonlySet<string> = new Set(['sub', 'email_verified', 'phone_number_verified', 'updated_at', 'identities'])

const signsPeopleIn = ({ settings }: AppClient): boolean => !settings.AllowedOAuthFlows.includes('client_credentials')

const clientsOf = async ({ appClients }: OwnAttributesDeps, pool: UserPool): Promise<AppClient[]> => {
  const clients: AppClient[] = []
  for (let after: string | null = null; ;) {
    const page: Awaited<ReturnType<AppClientStore['listClients']>> = await appClients.listClients({ poolId: pool.id, after, limit: 60 })
    clients.push(...page.clients)
    if (page.next === null) return clients
    after = page.next
  }
}
