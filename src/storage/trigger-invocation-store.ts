import type { TriggerInvocation, TriggerInvocationStore } from '#src/domain/triggers/trigger-invocation.ts'
import { type Sql, statement } from './engine/sql.ts'
import { retryConflicts } from './retry-conflicts.ts'
import type { StorageLog } from './storage-log.ts'
import { translated } from './translate-error.ts'
import { isUuid } from './uuid.ts'
import { createWritingQueue } from './writing-queue.ts'

/** Several in one statement; those of pools that are gone meanwhile are left out. */
const insert = statement(
  'add_trigger_invocations',
  `INSERT INTO trigger_invocations (id, at, pool_id, client_id, trigger, source, function_name, event, response, duration_ms, attempts, outcome, error, output, request_id)
  SELECT i.id, i.at, i."poolId", i."clientId", i.trigger, i.source, i."functionName", i.event, i.response, i."durationMs", i.attempts, i.outcome, i.error, i.output, i."requestId"
  FROM jsonb_to_recordset($1::jsonb) AS i(
    id uuid, at timestamptz, "poolId" text, "clientId" text, trigger text, source text, "functionName" text, event jsonb, response jsonb,
    "durationMs" int, attempts int, outcome text, error text, output text, "requestId" text
  )
  WHERE i."poolId" IN (SELECT p.id FROM user_pools p WHERE p.id = ANY($2::text[]) ORDER BY p.id FOR KEY SHARE)
  ON CONFLICT (id) DO NOTHING`,
)
const columns = `id, at, pool_id AS "poolId", client_id AS "clientId", trigger, source, function_name AS "functionName", event, response,
  duration_ms AS "durationMs", attempts, outcome, error, output, request_id AS "requestId"`
const MATCHES = '($1::text IS NULL OR pool_id = $1) AND ($2::text IS NULL OR trigger = $2)'
const newest = statement<TriggerInvocation>('newest_trigger_invocations', `SELECT ${columns} FROM trigger_invocations WHERE ${MATCHES} ORDER BY id DESC LIMIT $3`)
const since = statement<TriggerInvocation>('trigger_invocations_since', `SELECT ${columns} FROM trigger_invocations WHERE ${MATCHES} AND at >= $3 ORDER BY at, id LIMIT $4`)
const find = statement<TriggerInvocation>('find_trigger_invocation', `SELECT ${columns} FROM trigger_invocations WHERE id = $1::uuid`)

/** Each may hold some tens of kilobytes. */
const queueOf = { most: 2000, batch: 100 }

/** Calls of triggers. `stop` writes what waits, for good. */
export function createTriggerInvocationStore({ sql, log }: { sql: Sql; log: StorageLog }): TriggerInvocationStore & { stop(): Promise<void> } {
  const queue = createWritingQueue<TriggerInvocation>({
    ...queueOf,
    write: async (invocations) => {
      const pools = [...new Set(invocations.map(({ poolId }) => poolId))]
      await retryConflicts(() => sql.run(insert, [JSON.stringify(invocations), pools]))
    },
    failed: (error, lost) => log.warn({ reason: (error as Error).message, lost }, 'calls of triggers could not be written to their log'),
  })
  return {
    add: queue.add,
    flush: queue.flush,
    lost: queue.lost,
    stop: queue.stop,
    listInvocations: ({ poolId, trigger }, limit) => translated(() => sql.query(newest, [poolId ?? null, trigger ?? null, limit])),
    invocationsSince: ({ poolId, trigger }, from, limit) => translated(() => sql.query(since, [poolId ?? null, trigger ?? null, from, limit])),
    findInvocation: (id) => translated(async () => (isUuid(id) ? ((await sql.query(find, [id]))[0] ?? null) : null)),
  }
}
