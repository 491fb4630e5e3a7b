import type { AccountDeletionStore } from '#src/domain/account/account-deletion-store.ts'
import type { User } from '#src/domain/users/user.ts'
import { type Sql, statement } from './engine/sql.ts'
import { retryConflicts } from './retry-conflicts.ts'
import { translated } from './translate-error.ts'
import { userCountShard } from './users/user-values.ts'
import { isUuid } from './uuid.ts'

const ask = statement<{ dueAt: Date }>(
  'ask_deletion',
  'UPDATE users SET deletion_due_at = coalesce(deletion_due_at, $3) WHERE pool_id = $1 AND id = $2 RETURNING deletion_due_at AS "dueAt"',
)
const withdraw = statement('withdraw_deletion', 'UPDATE users SET deletion_due_at = NULL WHERE pool_id = $1 AND id = $2 AND deletion_due_at IS NOT NULL')
const due = statement<Pick<User, 'id' | 'poolId'>>(
  'due_deletions',
  'SELECT id, pool_id AS "poolId" FROM users WHERE deletion_due_at IS NOT NULL AND deletion_due_at <= $1 ORDER BY deletion_due_at LIMIT $2',
)
/** The row is looked at again once it is locked: a withdrawal that came first keeps the user. */
const removeDue = statement(
  'delete_user_if_due',
  `WITH pool AS (SELECT id FROM user_pools WHERE id = $1 FOR KEY SHARE),
  gone AS (DELETE FROM users u USING pool WHERE u.pool_id = pool.id AND u.id = $2 AND u.deletion_due_at <= $4 RETURNING u.id)
  UPDATE user_counts SET users = users - 1 WHERE pool_id = $1 AND shard = $3 AND EXISTS (SELECT 1 FROM gone)`,
)

/** Deletions that were asked for, on the users' own rows. */
export function createAccountDeletionStore({ sql }: { sql: Sql }): AccountDeletionStore {
  return {
    askDeletion: (poolId, userId, dueAt) => translated(async () => (await sql.query(ask, [poolId, userId, dueAt]))[0]?.dueAt ?? null),
    withdrawDeletion: (poolId, userId) => translated(async () => (await sql.run(withdraw, [poolId, userId])) === 1),
    dueDeletions: (now, limit) => translated(() => sql.query(due, [now, limit])),
    deleteIfDue: (poolId, userId, now) =>
      translated(async () => isUuid(userId) && (await retryConflicts(() => sql.run(removeDue, [poolId, userId, userCountShard(userId), now]))) === 1),
  }
}
