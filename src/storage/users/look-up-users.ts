import { queryRows, rowsStatement, type RowsStatement } from '#src/storage/engine/rows-asked.ts'
import type { Sql } from '#src/storage/engine/sql.ts'
import { gatherReads } from '#src/storage/gather-reads.ts'
import { listedColumns, type ListedRow } from './user-columns.ts'

/** Users of a pool who have this very value, by id, after `afterId`. */
export type LookUp = { poolId: string; value: string; afterId: string; most: number }

/** Look-ups of one statement at most. */
const MOST_AT_ONCE = 20

/** `place`: of the look-up, from 1. */
export type FoundRow = ListedRow & { place: number }

/** `value`: the expression of an index of `users u`, word for word. */
export const lookUpStatement = (name: string, value: string): RowsStatement<FoundRow> => rowsStatement(
  `look_up_users_by_${name}`, { pool_id: 'text', value: 'text', after_id: 'uuid', most: 'int' }, (asked) =>
  `SELECT found.*, a.place
  FROM ${asked}
    CROSS JOIN LATERAL (
      SELECT ${listedColumns('u')} FROM users u WHERE u.pool_id = a.pool_id AND ${value} = a.value AND u.id > a.after_id ORDER BY u.id LIMIT a.most
    ) found
  ORDER BY a.place, found.id`,
)

/** The reader of users by a value: one statement for those asked for at once. */
export const createLookUp = (sql: Sql, look: RowsStatement<FoundRow>): ((asked: LookUp) => Promise<ListedRow[]>) => gatherReads<LookUp, ListedRow[]>({
  most: MOST_AT_ONCE,
  async readAll(all) {
    const rows = await queryRows(sql, look, all.map(({ poolId, value, afterId, most }) => [poolId, value, afterId, most]))
    const found = all.map((): ListedRow[] => [])
    for (const row of rows) found[row.place - 1]?.push(row)
    return found
  },
})
