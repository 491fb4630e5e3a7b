import type { AppClient, AppClientSecret } from './app-client.ts'

/** App clients with their secrets opened. Reads may be at most a second old; own writes are seen at once. */
export type AppClientStore = {
  /** Client ids are unique over the installation: unsigned operations name nothing else. */
  findClient(clientId: string): Promise<AppClient | null>
  listClients(page: { poolId: string; after: string | null; limit: number }): Promise<{ clients: AppClient[]; next: string | null }>
  /** Whether the pool has that many clients, or more. */
  hasClients(poolId: string, count: number): Promise<boolean>
  createClient(client: AppClient): Promise<void>
  /** Compare-and-set on `version` (ConcurrentModification). Secrets are not touched. */
  updateClient(client: AppClient): Promise<AppClient>
  deleteClient(poolId: string, clientId: string): Promise<void>
  /** Takes a free slot atomically; LimitExceeded when both are taken. */
  addSecret(clientId: string, secret: Omit<AppClientSecret, 'slot'>): Promise<void>
  /** Refuses to remove the last one (LimitExceeded): one statement. */
  deleteSecret(clientId: string, secretId: string): Promise<void>
}
