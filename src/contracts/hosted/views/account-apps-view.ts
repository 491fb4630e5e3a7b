import type { AccountPageView } from './account-frame.ts'

/** Dates are ISO 8601. */
export type AccountApp = {
  readonly clientId: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly since: string
  readonly lastUsedAt: string
}

/** Applications that can reach the account without asking again. */
export type AccountAppsView = AccountPageView<'account-apps'> & { readonly apps: readonly AccountApp[] }
