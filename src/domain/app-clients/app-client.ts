import type { AppClientSettings } from './app-client-settings.ts'

/** A live secret. `value` is in memory only: stored sealed, with its SHA-256 beside it. */
export type AppClientSecret = { id: string; slot: 0 | 1; value: string; digest: string; createdAt: Date }

export type AppClient = {
  id: string
  poolId: string
  name: string
  settings: AppClientSettings
  /** None for a public client, at most two. */
  secrets: AppClientSecret[]
  version: number
  createdAt: Date
  updatedAt: Date
}
