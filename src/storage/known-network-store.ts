import { LRUCache } from 'lru-cache'
import { hours } from '#src/contracts/duration.ts'
import type { KnownNetworkStore } from '#src/domain/attempts/known-network-store.ts'
import { type Sql, statement } from './engine/sql.ts'
import { translated } from './translate-error.ts'
import { isUuid } from './uuid.ts'

/** A user who is gone meanwhile is known nowhere. */
const note = statement(
  'note_known_network',
  `INSERT INTO known_networks AS k (user_id, network, last_used_at) SELECT id, $2, $3 FROM users WHERE id = $1
  ON CONFLICT (user_id, network) DO UPDATE SET last_used_at = excluded.last_used_at WHERE k.last_used_at < excluded.last_used_at`,
)

const WRITTEN_EVERY = hours(1)
const MOST_REMEMBERED = 10_000

/** Networks that users have signed in from; what was written lately is not written again. */
export function createKnownNetworkStore({ sql }: { sql: Sql }): KnownNetworkStore {
  const written = new LRUCache<string, number>({ max: MOST_REMEMBERED })
  return {
    noteNetwork: (userId, network, at) =>
      translated(async () => {
        const name = `${userId} ${network}`
        if (!isUuid(userId) || at.getTime() - (written.get(name) ?? -Infinity) < WRITTEN_EVERY) return
        await sql.run(note, [userId, network, at])
        written.set(name, at.getTime())
      }),
  }
}
