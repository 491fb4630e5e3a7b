import { type Statement, statement } from './engine/sql.ts'
import type { UserPoolStoreDeps } from './prisma-user-pool-store.ts'
import { retryConflicts } from './retry-conflicts.ts'
import { translated } from './translate-error.ts'

const batch = 500
const removeUsers = statement('delete_users_of_pool', 'DELETE FROM users WHERE id IN (SELECT id FROM users WHERE pool_id = $1 ORDER BY id LIMIT $2 FOR UPDATE)')
const removeInvocations = statement('delete_trigger_invocations_of_pool', 'DELETE FROM trigger_invocations WHERE id IN (SELECT id FROM trigger_invocations WHERE pool_id = $1 ORDER BY id DESC LIMIT $2 FOR UPDATE)')
const removeModels = statement(
  'delete_oidc_models_of_pool',
  'DELETE FROM oidc_models WHERE (pool_id, model, id_digest) IN (SELECT pool_id, model, id_digest FROM oidc_models WHERE pool_id = $1 ORDER BY model, id_digest LIMIT $2 FOR UPDATE)',
)
const removeMessages = statement('delete_messages_of_pool', 'DELETE FROM outbox_messages WHERE id IN (SELECT id FROM outbox_messages WHERE pool_id = $1 ORDER BY created_at LIMIT $2 FOR UPDATE)')

/**
 * Deletes the pool with everything in it. What can be much goes some rows at a time: all in one statement could take longer
 * than a statement may. Sessions and messages go too, lest a new pool with the same id inherits them.
 */
export async function deletePool({ database: { sql, prisma }, commit }: UserPoolStoreDeps, poolId: string): Promise<void> {
  const removeAll = (removal: Statement) =>
    translated(async () => {
      while ((await retryConflicts(() => sql.run(removal, [poolId, batch]))) === batch);
    })
  await removeAll(removeUsers)
  await removeAll(removeInvocations)
  await commit.write(prisma.userPool.deleteMany({ where: { id: poolId } }), [{ kind: 'all' }])
  await removeAll(removeModels)
  await removeAll(removeMessages)
}
