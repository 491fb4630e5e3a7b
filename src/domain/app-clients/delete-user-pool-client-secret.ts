import { DomainError } from '#src/domain/domain-error.ts'
import type { AppClientStore } from './app-client-store.ts'
import { type ClientName, type FindClientDeps, requireAppClient } from './require-app-client.ts'

export type DeleteUserPoolClientSecretDeps = FindClientDeps & { appClients: Pick<AppClientStore, 'deleteSecret'> }

/** Ends a secret. LimitExceeded for the last one, ResourceNotFound, InvalidParameter (Cognito: DeleteUserPoolClientSecret). */
export const deleteUserPoolClientSecret = async (deps: DeleteUserPoolClientSecretDeps, request: ClientName & { ClientSecretId: string }): Promise<void> => {
  const { client } = await requireAppClient(deps, request)
  if (!client.secrets.some(({ id }) => id === request.ClientSecretId)) {
    throw new DomainError('ResourceNotFound', `Client secret ${request.ClientSecretId} does not exist.`, { field: 'ClientSecretId' })
  }
  await deps.appClients.deleteSecret(client.id, request.ClientSecretId)
}
