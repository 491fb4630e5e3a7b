import { statement } from './engine/sql.ts'
import type { UserPoolStoreDeps } from './prisma-user-pool-store.ts'
import { retryConflicts } from './retry-conflicts.ts'
import { translated } from './translate-error.ts'

const batch = 500
const removeUsers = statement('delete_users_of_pool', 'DELETE FROM users WHERE id IN (SELECT id FROM users WHERE pool_id = $1 ORDER BY id LIMIT $2 FOR UPDATE)')

/** Deletes the pool with everything in it. Users go first, some at a time: all in one statement could take longer than a statement may. */
export async function deletePool({ database: { sql, prisma }, commit }: UserPoolStoreDeps, poolId: string): Promise<void> {
  await translated(async () => {
    while ((await retryConflicts(() => sql.run(removeUsers, [poolId, batch]))) === batch);
  })
  await commit.write(prisma.userPool.deleteMany({ where: { id: poolId } }), [{ kind: 'all' }])
}
