/** Cuts a list that was asked for with one row more than the page: `next` is the key of the last row shown, null at the end. */
export function keysetPage<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => string): { rows: Row[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last !== undefined ? keyOf(last) : null }
}
