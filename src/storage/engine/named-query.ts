import type pg from 'pg'
import { type Decoder, decoderOf } from './value-decoding.ts'
import { encodeValue } from './value-encoding.ts'
import type { Statement } from './sql.ts'

export type QueryResult = { rows: object[]; count: number }

/** The part of pg's connection that a query speaks to (as pg-cursor does); its own types leave some of it out. */
type Connection = {
  stream: { cork(): void; uncork(): void }
  /** Texts of the statements that are prepared on it, by name, and of those on their way. */
  parsedStatements: Record<string, string>
  submittedNamedStatements: Record<string, string>
  parse(statement: { name: string; text: string }): void
  bind(portal: { statement: string; values: (string | Buffer | null)[] }): void
  describe(portal: { type: 'P'; name: string }): void
  execute(portal: object): void
  sync(): void
}
type Column = { name: string; decode: Decoder }

/** What the statements of a connection answer with. PostgreSQL refuses a prepared statement whose columns have changed since. */
const columnsOf = new WeakMap<Connection, Map<string, readonly Column[]>>()

/**
 * One run of a named statement. pg's own query asks for the columns each time, and copies its settings property by property; this one asks
 * once for each connection (docs/decisions/0012 has the figures). `submit` and the handlers are pg's interface for queries.
 */
class NamedQuery {
  readonly name: string
  readonly text: string
  readonly values: (string | Buffer | null)[]
  /** Called once, when the connection is ready for the next query, or has failed. */
  callback: (error: unknown, result?: QueryResult) => void
  #columns: readonly Column[] = []
  readonly #result: QueryResult = { rows: [], count: 0 }
  #failure: unknown

  constructor({ name, text }: Statement, values: readonly unknown[], callback: NamedQuery['callback']) {
    this.name = name
    this.text = text
    this.values = values.map(toParameter)
    this.callback = callback
  }

  submit(connection: Connection): Error | null {
    const { name, text, values } = this
    const prepared = connection.parsedStatements[name] ?? connection.submittedNamedStatements[name]
    if (prepared !== undefined && prepared !== text) return new Error(`Two statements have the name ${name}.`)
    const known = columnsOf.get(connection)?.get(name)
    this.#columns = known ?? []
    connection.stream.cork()
    try {
      if (prepared === undefined) {
        connection.parse({ name, text })
        connection.submittedNamedStatements[name] = text
      }
      connection.bind({ statement: name, values })
      if (known === undefined) connection.describe({ type: 'P', name: '' })
      connection.execute({})
      connection.sync()
    } finally {
      connection.stream.uncork()
    }
    return null
  }

  handleRowDescription({ fields }: { fields: readonly { name: string; dataTypeID: number }[] }): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, decode: decoderOf(dataTypeID) }))
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    if (this.#failure !== undefined) return
    try {
      const row: Record<string, unknown> = {}
      let place = 0
      for (const { name, decode } of this.#columns) {
        const text = fields[place++] ?? null
        row[name] = text === null ? null : decode(text)
      }
      this.#result.rows.push(row)
    } catch (error) {
      this.#failure = error
    }
  }

  handleCommandComplete({ text }: { text: string }, connection: Connection): void {
    // Without description there are no rows.
    remember(connection, this.name, this.#columns)
    this.#result.count = Number(/\d+$/.exec(text)?.[0] ?? 0)
  }

  handleReadyForQuery(): void {
    if (this.#failure === undefined) this.callback(null, this.#result)
    else this.callback(this.#failure)
  }

  handleError(error: unknown): void {
    this.callback(error)
  }

  handleEmptyQuery(): void {
    // an empty statement brings nothing
  }
}

/** Runs a statement on a connection, preparing it under its name at the first time; rejects with what pg gives. */
export const runNamed = (client: pg.ClientBase, statement: Statement, values: readonly unknown[]): Promise<QueryResult> =>
  new Promise((resolve, reject) => {
    const query = new NamedQuery(statement, values, (error, result) => {
      if (result === undefined) reject(error as Error)
      else resolve(result)
    })
    client.query(query as unknown as pg.Submittable)
  })

function remember(connection: Connection, name: string, columns: readonly Column[]): void {
  const known = columnsOf.get(connection) ?? new Map<string, readonly Column[]>()
  if (known.size === 0) columnsOf.set(connection, known)
  known.set(name, columns)
}

/** pg tells bytes from text by their class. */
function toParameter(value: unknown): string | Buffer | null {
  const encoded = encodeValue(value)
  return encoded === null || typeof encoded === 'string' || Buffer.isBuffer(encoded) ? encoded : Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength)
}
