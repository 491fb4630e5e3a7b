import type { PoolPage, UserPoolStore } from './user-pool-store.ts'

export type ListUserPoolsDeps = { userPools: Pick<UserPoolStore, 'listPools'> }

/** Pools of a region (null: of all), in id order; `next` is the `after` of the following page (Cognito: ListUserPools). */
export const listUserPools = (deps: ListUserPoolsDeps, page: { region: string | null; limit: number; after: string | null }): Promise<PoolPage> =>
  deps.userPools.listPools(page)
