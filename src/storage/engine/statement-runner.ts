import { toDatabaseError } from './database-error.ts'
import type { Sql, Statement } from './sql.ts'

/** Sends one statement of an engine; rows decoded, `count` from the command's tag. Throws what the driver throws. */
export type StatementRunner = (statement: Statement, values: readonly unknown[]) => Promise<{ rows: unknown[]; count: number }>

/** `query` and `run` over a runner, with every failure translated. */
export function statementsOver(run: StatementRunner): Pick<Sql, 'query' | 'run'> {
  const attempt: StatementRunner = (statement, values) => run(statement, values).catch((error: unknown) => Promise.reject(toDatabaseError(error)))
  return {
    query: async <Row>(statement: Statement<Row>, values: readonly unknown[]) => (await attempt(statement, values)).rows as Row[],
    run: async (statement, values) => (await attempt(statement, values)).count,
  }
}

/** The Sql given to the work of a transaction: a transaction inside it is a savepoint. `command` sends a text without values. */
export function sqlInTransaction(run: StatementRunner, command: (text: string) => Promise<unknown>, depth = 1): Sql {
  return {
    ...statementsOver(run),
    async transaction(work) {
      const savepoint = `savepoint_${depth}`
      await command(`SAVEPOINT ${savepoint}`)
      try {
        const result = await work(sqlInTransaction(run, command, depth + 1))
        await command(`RELEASE SAVEPOINT ${savepoint}`)
        return result
      } catch (error) {
        await command(`ROLLBACK TO SAVEPOINT ${savepoint}`)
        throw error
      }
    },
  }
}
