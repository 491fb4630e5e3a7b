import { isDeepStrictEqual } from 'node:util'
import { addUserPoolClientSecret, type AddUserPoolClientSecretDeps } from '#src/domain/app-clients/add-user-pool-client-secret.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { completeAppClientSettings } from '#src/domain/app-clients/complete-app-client-settings.ts'
import { createUserPoolClient, type CreateUserPoolClientDeps } from '#src/domain/app-clients/create-user-pool-client.ts'
import { deleteUserPoolClientSecret, type DeleteUserPoolClientSecretDeps } from '#src/domain/app-clients/delete-user-pool-client-secret.ts'
import { secretMatches } from '#src/domain/app-clients/read-app-client.ts'
import { requireAppClient } from '#src/domain/app-clients/require-app-client.ts'
import { updateUserPoolClient, type UpdateUserPoolClientDeps } from '#src/domain/app-clients/update-user-pool-client.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { SeedClient } from './seed-schema.ts'
import type { SeedReport } from './seed-report.ts'

export type SeedClientsDeps = CreateUserPoolClientDeps & UpdateUserPoolClientDeps & AddUserPoolClientSecretDeps & DeleteUserPoolClientSecretDeps

/** Makes the client, or brings what the seed declares of it up to date, its secret included. */
export const seedClient = async (deps: SeedClientsDeps, poolId: string, seed: Omit<SeedClient, 'Branding'>, report: SeedReport): Promise<void> => {
  const { ClientId, ClientName, ClientSecret, ...declared } = seed
  if ((await deps.appClients.findClient(ClientId)) === null) {
    const secret = ClientSecret === undefined ? {} : { ClientSecret }
    await createUserPoolClient(deps, { UserPoolId: poolId, ClientName, ...secret, ...declared }, ClientId)
    report.created.push(`app client ${ClientId}`)
    return
  }
  const { pool, client } = await requireAppClient(deps, { UserPoolId: poolId, ClientId })
  const changes = [await updateSettings(deps, pool, client, ClientName, declared), await updateSecret(deps, client, ClientSecret)]
  if (changes.includes(true)) report.changed.push(`app client ${ClientId}`)
}

type Declared = Omit<SeedClient, 'Branding' | 'ClientId' | 'ClientName' | 'ClientSecret'>

const updateSettings = async (deps: SeedClientsDeps, pool: UserPool, client: AppClient, name: string, declared: Declared): Promise<boolean> => {
  const wanted = { ...client.settings, ...declared }
  const complete = completeAppClientSettings(wanted, { pool, hasSecret: client.secrets.length > 0 })
  if (client.name === name && isDeepStrictEqual(complete, client.settings)) return false
  await updateUserPoolClient(deps, { UserPoolId: pool.id, ClientId: client.id, ClientName: name, ...wanted })
  return true
}

/** A secret that the seed changed joins the older one, so that both work until the next change. */
const updateSecret = async (deps: SeedClientsDeps, client: AppClient, secret: string | undefined): Promise<boolean> => {
  if (secret === undefined || secretMatches(client, secret)) return false
  const name = { UserPoolId: client.poolId, ClientId: client.id }
  const oldest = client.secrets.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())[0]
  if (client.secrets.length > 1 && oldest !== undefined) await deleteUserPoolClientSecret(deps, { ...name, ClientSecretId: oldest.id })
  await addUserPoolClientSecret(deps, { ...name, ClientSecret: secret })
  return true
}
