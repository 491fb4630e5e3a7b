/**
 * A statement with a fixed text. The name identifies the text on a connection: PostgreSQL parses and plans it once.
 * `row` exists for the compiler only: it carries the type of the rows.
 */
export type Statement<Row = unknown> = { readonly name: string; readonly text: string; readonly row?: Row }

/** Declares a named statement and the type of its rows; bigint columns must be within the safe integers. */
export function statement<Row>(name: string, text: string): Statement<Row> {
  return { name, text }
}

/**
 * Statements written by hand, for the hot paths. Both engines answer with the same types: timestamptz is a Date,
 * int8 a number, jsonb parsed, bytea a Buffer, numeric and date strings, arrays arrays.
 * Values: a Date, a number, a bigint, a boolean, a string, bytes, null, an array (of an SQL array), a plain object (as JSON);
 * a JSON array or scalar is passed as JSON text.
 * Every failure is a DatabaseError, told apart by its `code`.
 */
export type Sql = {
  /** Runs the statement and returns its rows. */
  query<Row>(statement: Statement<Row>, values: readonly unknown[]): Promise<Row[]>
  /** Runs the statement and returns how many rows it changed. */
  run(statement: Statement, values: readonly unknown[]): Promise<number>
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it throws. Inside a transaction it is
   * a savepoint. Use the `sql` given to `work`; on the embedded engine the outer one waits for the transaction to end.
   */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>
}
