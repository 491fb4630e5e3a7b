import type { AppClientSecret } from './app-client.ts'
import { type ClientName, type FindClientDeps, requireAppClient } from './require-app-client.ts'

/** The live secrets without their values, oldest first. ResourceNotFound, InvalidParameter (Cognito: ListUserPoolClientSecrets). */
export const listUserPoolClientSecrets = async (deps: FindClientDeps, request: ClientName): Promise<Pick<AppClientSecret, 'id' | 'createdAt'>[]> => {
  const { client } = await requireAppClient(deps, request)
  return client.secrets.map(({ id, createdAt }) => ({ id, createdAt })).toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
}
