import type { AppClientStore } from '#src/domain/app-clients/app-client-store.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { TokenFamily, TokenStore } from '#src/domain/tokens/token-store.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'

export type ListAppsWithAccessDeps = {
  clock: Clock
  tokens: Pick<TokenStore, 'liveFamilies'>
  appClients: Pick<AppClientStore, 'findClient'>
}

/** An app client that can reach a user's account without asking again. */
export type AppWithAccess = { clientId: string; name: string; scopes: string[]; since: Date; lastUsedAt: Date }

/** Cognito keeps no more token sessions of a user either. */
const MOST_FAMILIES = 200

/** The app clients that hold live refresh tokens of a user, the last used first. One statement and cached reads. */
export const listAppsWithAccess = async (deps: ListAppsWithAccessDeps, { pool, user }: { pool: UserPool; user: User }): Promise<AppWithAccess[]> => {
  const families = await deps.tokens.liveFamilies({ poolId: pool.id, userId: user.id, now: deps.clock.now(), limit: MOST_FAMILIES })
  const byClient = Map.groupBy(families, ({ clientId }) => clientId)
  return Promise.all([...byClient].map(async ([clientId, held]) => ({ name: (await deps.appClients.findClient(clientId))?.name ?? clientId, ...accessOf(clientId, held) })))
}

const accessOf = (clientId: string, families: readonly TokenFamily[]): Omit<AppWithAccess, 'name'> => {
  const times = (pick: (family: TokenFamily) => Date): number[] => families.map((family) => pick(family).getTime())
  return {
    clientId,
    scopes: [...new Set(families.flatMap(({ scope }) => scope.split(' ').filter(Boolean)))],
    since: new Date(Math.min(...times(({ createdAt }) => createdAt))),
    lastUsedAt: new Date(Math.max(...times(({ lastUsedAt }) => lastUsedAt))),
  }
}
