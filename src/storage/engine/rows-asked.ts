import { type Sql, type Statement, statement } from './sql.ts'

/** Numbers of rows that have a statement of their own, least first. */
const SIZES = [1, 2, 4, 8]

/** One select for any number of rows asked for at once. */
export type RowsStatement<Row extends { place: number }> = { readonly bySize: readonly { size: number; statement: Statement<Row> }[]; readonly ofAny: Statement<Row> }

/**
 * Declares what `select` makes of `asked`, a table in SQL called `a`: the columns given with their types (`{ pool_id: 'text' }`), and `place`,
 * the number of the row from 1. PostgreSQL guesses that an array in a parameter has ten elements. For the one or two that are mostly
 * asked for it would think each plan for their values cheaper than the one it keeps, and plan anew every time, which costs more than the
 * reading: so few rows are written out, and the guess is no guess.
 */
export function rowsStatement<Row extends { place: number }>(name: string, columns: Readonly<Record<string, string>>, select: (asked: string) => string): RowsStatement<Row> {
  const types = Object.values(columns)
  const alias = `AS a (${[...Object.keys(columns), 'place'].join(', ')})`
  const row = (place: number) => `(${types.map((type, column) => `$${place * types.length + column + 1}::${type}`).join(', ')}, ${place + 1})`
  const ofSize = (size: number): Statement<Row> =>
    statement(`${name}_${size}`, select(`(VALUES ${Array.from({ length: size }, (_, place) => row(place)).join(', ')}) ${alias}`))
  const arrays = types.map((type, column) => `$${column + 1}::${type}[]`).join(', ')
  return {
    bySize: SIZES.map((size) => ({ size, statement: ofSize(size) })),
    ofAny: statement(name, select(`(SELECT e.*, e.ordinality::int FROM unnest(${arrays}) WITH ORDINALITY AS e) ${alias}`)),
  }
}

/** Runs it for the rows, one or more, each with the values of the columns in order: one statement. */
export async function queryRows<Row extends { place: number }>(sql: Sql, { bySize, ofAny }: RowsStatement<Row>, rows: readonly (readonly unknown[])[]): Promise<Row[]> {
  const width = rows[0]?.length ?? 0
  const own = bySize.find(({ size }) => size >= rows.length)
  if (own === undefined) return sql.query(ofAny, Array.from({ length: width }, (_, column) => rows.map((row) => row[column])))
  const values = rows.flat()
  if (rows.length === own.size) return sql.query(own.statement, values)
  while (values.length < own.size * width) values.push(null)
  return (await sql.query(own.statement, values)).filter(({ place }) => place <= rows.length)
}
