import type { UserPool } from '#src/domain/user-pools/user-pool.ts'

/** `iss` of the pool's tokens: the fixed one of its settings, else `<public URL>/<pool id>`. */
export const issuerOf = (pool: Pick<UserPool, 'id' | 'settings'>, publicUrl: string): string =>
  pool.settings.Poolhouse.issuer ?? `${publicUrl}/${pool.id}`
