import { AsyncLocalStorage } from 'node:async_hooks'
import { PGlite, protocol } from '@electric-sql/pglite'
import type { PGliteOptions } from '@electric-sql/pglite'
import { DatabaseError, toDatabaseError } from './database-error.ts'
import type { Sql, Statement } from './sql.ts'
import { sqlInTransaction, type StatementRunner, statementsOver } from './statement-runner.ts'
import { type Decoder, decoderOf } from './value-decoding.ts'
import { encodeValue } from './value-encoding.ts'

type Column = { name: string; decode: Decoder }
type Prepared = { text: string; columns: readonly Column[] }
type Message = Awaited<ReturnType<PGlite['execProtocolStream']>>[number]
type RowDescription = Message & { fields: readonly { name: string; dataTypeID: number }[] }
type DataRow = Message & { fields: readonly (string | null)[] }
type Completion = Message & { text: string }

const currentTransaction = new AsyncLocalStorage<{ open: boolean }>()

/** PGlite that counts its statements, and refuses what would wait for itself for ever or go on after its end. */
export class CountedEngine extends PGlite {
  statements = 0
  private stopped = false

  constructor(options: PGliteOptions) {
    super(options)
  }

  override _runExclusiveQuery<T>(work: () => Promise<T>): Promise<T> {
    this.statements++
    return super._runExclusiveQuery(work)
  }

  override _runExclusiveTransaction<T>(work: () => Promise<T>): Promise<T> {
    if (currentTransaction.getStore()?.open) {
      return Promise.reject(new DatabaseError('StatementFailed', 'StatementFailed: inside a transaction only the sql given to it may be used'))
    }
    return super._runExclusiveTransaction(work)
  }

  /** After a PANIC (the log cannot be written) the engine would run in circles at the next message and block the process. */
  override async execProtocolStream(...parameters: Parameters<PGlite['execProtocolStream']>): Promise<Message[]> {
    if (this.stopped) throw new DatabaseError('DatabaseUnavailable', 'DatabaseUnavailable: the embedded database has stopped; start the program again')
    try {
      return await super.execProtocolStream(...parameters)
    } catch (error) {
      this.stopped = (error as { severity?: string }).severity === 'PANIC'
      throw error
    }
  }
}

/**
 * Statements on the embedded engine. Each is prepared once and then costs one call of the engine instead of six;
 * PGlite has one connection, so statements outside wait until a transaction has ended.
 */
export function createEmbeddedSql(engine: CountedEngine): Sql {
  const prepared = new Map<string, Prepared>()
  const alone: StatementRunner = (statement, values) =>
    engine._checkReady().then(() => engine._runExclusiveTransaction(() => engine._runExclusiveQuery(() => runPrepared(engine, prepared, statement, values))))
  const within: StatementRunner = (statement, values) => engine._runExclusiveQuery(() => runPrepared(engine, prepared, statement, values))

  return {
    ...statementsOver(alone),
    async transaction(work) {
      let failure: { thrown: unknown } | undefined
      const scope = { open: true }
      try {
        return await engine.transaction((inner) =>
          currentTransaction.run(scope, async () => {
            try {
              return await work(sqlInTransaction(whileOpen(within, scope), (text) => inner.exec(text)))
            } catch (thrown) {
              failure = { thrown }
              throw thrown
            } finally {
              scope.open = false
            }
          }),
        )
      } catch (error) {
        throw failure?.thrown === error ? error : toDatabaseError(error)
      }
    },
  }
}

function whileOpen(run: StatementRunner, scope: { open: boolean }): StatementRunner {
  const ended = () => new DatabaseError('StatementFailed', 'StatementFailed: the transaction has ended')
  return (statement, values) => (scope.open ? run(statement, values) : Promise.reject(ended()))
}

async function runPrepared(engine: PGlite, prepared: Map<string, Prepared>, statement: Statement, values: readonly unknown[]) {
  const { text, columns } = prepared.get(statement.name) ?? (await prepare(engine, prepared, statement))
  if (text !== statement.text) throw new Error(`Two statements have the name ${statement.name}`)
  const bind = protocol.serialize.bind({ statement: statement.name, values: values.map(encodeValue) })
  const messages = await send(engine, [bind, protocol.serialize.execute({})])
  const rows: Record<string, unknown>[] = []
  let count = 0
  for (const message of messages) {
    if (message.name === 'dataRow') rows.push(decodeRow(columns, (message as DataRow).fields))
    else if (message.name === 'commandComplete') count = countIn((message as Completion).text)
  }
  return { rows, count }
}

async function prepare(engine: PGlite, prepared: Map<string, Prepared>, { name, text }: Statement): Promise<Prepared> {
  const messages = await send(engine, [protocol.serialize.parse({ name, text }), protocol.serialize.describe({ type: 'S', name })])
  const description = messages.find((message): message is RowDescription => message.name === 'rowDescription')
  const columns = description?.fields.map((field) => ({ name: field.name, decode: decoderOf(field.dataTypeID) })) ?? []
  const entry = { text, columns }
  prepared.set(name, entry)
  return entry
}

function send(engine: PGlite, messages: readonly Uint8Array[]): Promise<Message[]> {
  return engine.execProtocolStream(Buffer.concat([...messages, protocol.serialize.sync()]), { syncToFs: false })
}

function decodeRow(columns: readonly Column[], fields: readonly (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  columns.forEach(({ name, decode }, index) => {
    const text = fields[index] ?? null
    row[name] = text === null ? null : decode(text)
  })
  return row
}

/** The number at the end of a command tag: "UPDATE 3", "INSERT 0 1"; none is 0. */
function countIn(tag: string): number {
  const count = Number(tag.slice(tag.lastIndexOf(' ') + 1))
  return Number.isNaN(count) ? 0 : count
}
