import type { SqlDriverAdapterFactory } from '@prisma/client/runtime/client'
import type { Listener } from './postgresql-listener.ts'
import type { Sql } from './sql.ts'

/** What both engines offer to open-database.ts. */
export type Engine = {
  readonly kind: 'embedded' | 'postgresql'
  readonly sql: Sql
  /** For Prisma, over the same connections. */
  readonly adapter: SqlDriverAdapterFactory
  /** Gives `work` a connection on which nothing else runs and no statement is cut short, one process at a time. */
  withMigrationConnection<T>(work: (connection: MigrationConnection) => Promise<T>): Promise<T>
  /** Absent where no other process can write. */
  listen?(channel: string, heard: (payload: string) => void): Promise<Listener>
  close(): Promise<void>
  statements(): number
}

export type MigrationConnection = {
  /** Runs a script of several statements. */
  script(text: string): Promise<void>
  query<Row>(text: string, values: readonly unknown[]): Promise<Row[]>
}

/** Where an engine tells what an operator should know; pino's logger fits. */
export type EngineLog = {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
}
