import type { UserEvent, UserEventStore } from '#src/domain/activity/user-event.ts'
import { type Sql, statement } from './engine/sql.ts'
import { createWritingQueue } from './writing-queue.ts'
import { retryConflicts } from './retry-conflicts.ts'
import type { StorageLog } from './storage-log.ts'
import { translated } from './translate-error.ts'
import { isUuid } from './uuid.ts'

const columns = `id, pool_id, user_id, type, response, created_at, client_id, wire, address, device, challenges, details`

/**
 * Several events in one statement. Those of users who are gone meanwhile are left out; users are locked in order of id, as by every
 * statement that locks several.
 */
const insert = statement(
  'add_user_events',
  `INSERT INTO user_events (${columns})
  SELECT e.id, e."poolId", e."userId", e.type, e.response, e."createdAt", e."clientId", e.wire, e.address, e.device, e.challenges, e.details
  FROM jsonb_to_recordset($1::jsonb) AS e(
    id uuid, "poolId" text, "userId" uuid, type text, response text, "createdAt" timestamptz, "clientId" text, wire text, address text, device text, challenges jsonb, details jsonb
  )
  WHERE e."userId" IN (SELECT u.id FROM users u WHERE u.id = ANY($2::uuid[]) ORDER BY u.id FOR KEY SHARE)
  ON CONFLICT (id) DO NOTHING`,
)
const EARLIER = "o.user_id = e.user_id AND o.type = 'SignIn' AND o.response = 'Pass' AND (o.created_at, o.id) < (e.created_at, e.id)"
const list = statement<UserEvent>(
  'list_user_events',
  `SELECT id, pool_id AS "poolId", user_id AS "userId", type, response, created_at AS "createdAt", client_id AS "clientId", wire, address, device, challenges, details
  FROM user_events WHERE user_id = $1 AND pool_id = $2 AND (created_at, id) < ($3::timestamptz, $4::uuid)
  ORDER BY created_at DESC, id DESC LIMIT $5`,
)

const unfamiliar = statement<{ id: string }>(
  'unfamiliar_sign_ins',
  `SELECT e.id FROM user_events e JOIN users u ON u.id = e.user_id
  WHERE e.id = ANY($1::uuid[])
    AND (u.created_at < e.created_at - interval '1 day' OR EXISTS (SELECT 1 FROM user_events o WHERE ${EARLIER}))
    AND NOT EXISTS (SELECT 1 FROM user_events o WHERE ${EARLIER} AND o.device IS NOT DISTINCT FROM e.device AND o.address IS NOT DISTINCT FROM e.address)`,
)

/** Later than any event, for the first page. */
const END = { at: new Date('9999-12-31T00:00:00.000Z'), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

/** Events of users. `stop` writes what waits, for good. */
export function createUserEventStore({ sql, log }: { sql: Sql; log: StorageLog }): UserEventStore & { stop(): Promise<void> } {
  const listeners: ((events: readonly UserEvent[]) => void)[] = []
  const write = async (events: readonly UserEvent[]): Promise<void> => {
    const users = [...new Set(events.map(({ userId }) => userId))]
    await retryConflicts(() => sql.run(insert, [JSON.stringify(events), users]))
    for (const listener of listeners) listener(events)
  }
  const queue = createWritingQueue<UserEvent>({
    write,
    failed: (error, lost) => log.warn({ reason: (error as Error).message, lost }, 'events of users could not be written'),
  })
  return {
    add: queue.add,
    flush: queue.flush,
    stop: queue.stop,
    whenWritten: (listener) => void listeners.push(listener),
    unfamiliarSignIns: (ids) => translated(async () => (await sql.query(unfamiliar, [ids])).map(({ id }) => id)),
    listUserEvents: ({ poolId, userId, after, limit }) =>
      translated(async () => {
        const from = cursorOf(after)
        if (!isUuid(userId) || from === null) return { events: [], next: null }
        await queue.flush()
        const rows = await sql.query(list, [userId, poolId, from.at, from.id, limit + 1])
        const events = rows.slice(0, limit)
        const last = events.at(-1)
        return { events, next: rows.length > limit && last !== undefined ? `${last.id}#${last.createdAt.toISOString()}` : null }
      }),
  }
}

/** Where a page begins; null for what no page ended with. */
function cursorOf(after: string | null): { at: Date; id: string } | null {
  if (after === null) return END
  const [id = '', moment = ''] = after.split('#')
  const at = new Date(moment)
  return isUuid(id) && !Number.isNaN(at.getTime()) ? { id, at } : null
}
