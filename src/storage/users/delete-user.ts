import { statement } from '#src/storage/engine/sql.ts'
import { retryConflicts } from '#src/storage/retry-conflicts.ts'
import { translated } from '#src/storage/translate-error.ts'
import { isUuid } from '#src/storage/uuid.ts'
import { userCountShard } from './user-values.ts'
import type { UserStoreDeps } from './user-store.ts'

const removeUser = statement(
  'delete_user',
  `WITH pool AS (SELECT id FROM user_pools WHERE id = $1 FOR KEY SHARE),
  gone AS (DELETE FROM users u USING pool WHERE u.pool_id = pool.id AND u.id = $2 RETURNING u.id)
  UPDATE user_counts SET users = users - 1 WHERE pool_id = $1 AND shard = $3 AND EXISTS (SELECT 1 FROM gone)`,
)

/** Removes the user with names, codes, memberships, history and tokens. Nothing happens when the user is gone. */
export async function deleteUser({ sql }: UserStoreDeps, poolId: string, userId: string): Promise<void> {
  if (!isUuid(userId)) return
  await translated(() => retryConflicts(() => sql.run(removeUser, [poolId, userId, userCountShard(userId)])))
}
