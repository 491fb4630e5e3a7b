import type { AppClientSettings } from './app-client-settings.ts'
import type { AppClient } from './app-client.ts'
import { type ClientName, type FindClientDeps, requireAppClient } from './require-app-client.ts'

/** UserPoolClientType; dates as Date. */
export type AppClientDescription = Omit<AppClientSettings, 'Poolhouse' | 'SessionConfiguration'> & {
  UserPoolId: string
  ClientId: string
  ClientName: string
  ClientSecret?: string
  CreationDate: Date
  LastModifiedDate: Date
}

/** The client. ResourceNotFound, InvalidParameter (Cognito: DescribeUserPoolClient). */
export const describeUserPoolClient = async (deps: FindClientDeps, request: ClientName): Promise<AppClient> =>
  (await requireAppClient(deps, request)).client

/** A client as Create-, Describe- and UpdateUserPoolClient show it, with its oldest secret; attribute lists only when they are not the default. */
export const appClientDescription = (client: AppClient): AppClientDescription => {
  const { Poolhouse: _ours, SessionConfiguration: _sessions, ...settings } = client.settings
  const secret = client.secrets.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())[0]
  return {
    ...settings,
    UserPoolId: client.poolId,
    ClientId: client.id,
    ClientName: client.name,
    CreationDate: client.createdAt,
    LastModifiedDate: client.updatedAt,
    ...(secret === undefined ? {} : { ClientSecret: secret.value }),
  }
}
