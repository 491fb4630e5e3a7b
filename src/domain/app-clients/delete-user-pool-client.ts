import type { AppClientStore } from './app-client-store.ts'
import { type ClientName, type FindClientDeps, requireAppClient } from './require-app-client.ts'

export type DeleteUserPoolClientDeps = FindClientDeps & { appClients: Pick<AppClientStore, 'deleteClient'> }

/** Deletes the client with its secrets. ResourceNotFound, InvalidParameter (Cognito: DeleteUserPoolClient). */
export const deleteUserPoolClient = async (deps: DeleteUserPoolClientDeps, request: ClientName): Promise<void> => {
  const { pool, client } = await requireAppClient(deps, request)
  await deps.appClients.deleteClient(pool.id, client.id)
}
