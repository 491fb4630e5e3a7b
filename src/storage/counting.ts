import type { Counted } from '#src/domain/attempts/attempt-store.ts'

export type CountedRow = { count: number; windowStart: Date; lockedUntil: Date | null; refused: boolean }
export type CountingRule = { kind: string; now: Date; window: number; lockFrom: number | null; maxLock: number }

/** What `countingOn` selects. */
export const countedColumns = 'count, window_start AS "windowStart", locked_until AS "lockedUntil", refused'

/** $1 to $5 of a counting statement. */
export const countingValues = ({ kind, now, window, lockFrom, maxLock }: CountingRule): unknown[] => [kind, now, window, lockFrom, maxLock]

/**
 * An INSERT that counts one try on the subject that `from` selects as `s.subject`. Under a lock nothing changes but
 * `refused`; after the window, which begins when a lock has ended, the count begins again; from `lockFrom` on each try locks twice as long as the one before.
 */
export function countingOn(from: string): string {
  const locked = '(c.locked_until IS NOT NULL AND c.locked_until > $2)'
  const quietSince = '(CASE WHEN $4::int IS NULL THEN c.window_start ELSE greatest(c.updated_at, c.locked_until) END)'
  const counted = `(CASE WHEN ${quietSince} <= $2 - $3::float8 * interval '1 millisecond' THEN 1 ELSE c.count + 1 END)`
  return `INSERT INTO attempt_counters AS c (kind, subject, count, window_start, locked_until, refused, updated_at)
    SELECT $1::text, s.subject, 1, $2::timestamptz, ${lockAfter('1')}, false, $2::timestamptz FROM ${from}
    ON CONFLICT (kind, subject) DO UPDATE SET
      count = CASE WHEN ${locked} THEN c.count ELSE ${counted} END,
      window_start = CASE WHEN ${locked} OR ${counted} > 1 THEN c.window_start ELSE $2 END,
      locked_until = CASE WHEN ${locked} THEN c.locked_until ELSE ${lockAfter(counted)} END,
      updated_at = CASE WHEN ${locked} THEN c.updated_at ELSE $2 END,
      refused = ${locked}
    RETURNING ${countedColumns}`
}

/** An INSERT that counts one try on a counter without locks, unless `subject` is null; the arguments are placeholders of the statement. */
export function countingShared({ kind, subject, now, window }: { kind: string; subject: string; now: string; window: string }): string {
  const over = `(c.window_start <= ${now} - ${window}::float8 * interval '1 millisecond')`
  return `INSERT INTO attempt_counters AS c (kind, subject, count, window_start, locked_until, refused, updated_at)
    SELECT ${kind}::text, ${subject}::text, 1, ${now}::timestamptz, NULL, false, ${now}::timestamptz WHERE ${subject}::text IS NOT NULL
    ON CONFLICT (kind, subject) DO UPDATE SET
      count = CASE WHEN ${over} THEN 1 ELSE c.count + 1 END,
      window_start = CASE WHEN ${over} THEN ${now} ELSE c.window_start END,
      updated_at = ${now}
    RETURNING count, window_start`
}

export function countedFromRow({ count, windowStart, lockedUntil, refused }: CountedRow): Counted & { locked: boolean } {
  return { count, windowStart, lockedUntil, locked: refused }
}

/** 2^30 seconds are 34 years: the exponent is cut there so that no count overflows. */
function lockAfter(count: string): string {
  const milliseconds = `least(power(2, least(${count} - $4::int, 30)) * 1000, $5::float8)`
  return `CASE WHEN ${count} >= $4::int THEN $2::timestamptz + ${milliseconds} * interval '1 millisecond' END`
}
