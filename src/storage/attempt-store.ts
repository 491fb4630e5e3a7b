import type { AttemptStore, Counted } from '#src/domain/attempts/attempt-store.ts'
import { knownPlace, knownPlaceValues } from './known-place.ts'
import { countedColumns, countedFromRow, type CountedRow, countingOn, countingValues } from './counting.ts'
import { type Sql, statement } from './engine/sql.ts'
import { settling, settlingValues } from './settling.ts'
import { translated } from './translate-error.ts'

/** The subject is chosen inside the statement: a try from a known place costs no more than any. */
const count = statement<CountedRow & { subject: string }>(
  'count_attempt',
  `${countingOn(`(SELECT $6::text || coalesce(${knownPlace('$7::uuid', 8)}, '') AS subject) s`)}, subject`,
)
const read = statement<Counted>('read_attempts', `SELECT ${countedColumns} FROM attempt_counters WHERE kind = $1 AND subject = $2`)
const reset = statement('reset_attempts', 'DELETE FROM attempt_counters WHERE kind = $1 AND subject = $2')
const resetOfNetwork = statement(
  'reset_attempts_of_network',
  `WITH ${settling({ kind: '$1', subject: '$2', networkKind: '$3', network: '$4', where: 'true' })} SELECT 1`,
)

const takeBack = statement(
  'take_back_attempt',
  `UPDATE attempt_counters SET count = greatest(count - 1, 0), locked_until = CASE WHEN locked_until = $3::timestamptz THEN NULL ELSE locked_until END
  WHERE kind = $1 AND subject = $2`,
)

/** Counters of tries, each counted in a statement of its own. */
export function createAttemptStore({ sql }: { sql: Sql }): AttemptStore {
  return {
    countAttempt: (input) =>
      translated(async () => {
        const { places = null } = input
        const [row] = await sql.query(count, [...countingValues(input), input.subject, places?.userId ?? null, ...knownPlaceValues(places)])
        if (row === undefined) throw new Error('A counted try has a row.')
        return { ...countedFromRow(row), subject: row.subject }
      }),
    takeBackAttempt: ({ kind, subject, lockedUntil }) => translated(async () => void (await sql.run(takeBack, [kind, subject, lockedUntil]))),
    readAttempts: (kind, subject) =>
      translated(async () => {
        const [row] = await sql.query(read, [kind, subject])
        return row === undefined ? null : { count: row.count, windowStart: row.windowStart, lockedUntil: row.lockedUntil }
      }),
    resetAttempts: (kind, subject, network = null) =>
      translated(async () => void (await (network === null ? sql.run(reset, [kind, subject]) : sql.run(resetOfNetwork, settlingValues({ kind, subject, network }))))),
  }
}
