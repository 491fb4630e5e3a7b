import type { CountedTry } from '#src/domain/attempts/attempt-store.ts'

/** Placeholders of a statement. `where`: a condition of all of it. */
type Places = { kind: string; subject: string; networkKind: string; network: string; where: string }

/**
 * Two parts of a WITH that forget a counted try as AttemptStore.resetAttempts does, in the statement that makes it needless; nothing where the
 * placeholders are null. The network's row is locked before the user's, as when both are counted.
 */
export const settling = ({ kind, subject, networkKind, network, where }: Places): string => `given_back AS (
    UPDATE attempt_counters SET count = greatest(count - 1, 0) WHERE kind = ${networkKind}::text AND subject = ${network}::text AND ${where} RETURNING 1
  ),
  settled AS (
    DELETE FROM attempt_counters WHERE kind = ${kind}::text AND subject = ${subject}::text AND ${where} AND (SELECT count(*) FROM given_back) >= 0
  )`

/** The values of its places, in their order. */
export const settlingValues = (settles: CountedTry | null): unknown[] =>
  [settles?.kind ?? null, settles?.subject ?? null, settles?.network?.kind ?? null, settles?.network?.subject ?? null]
