import type pg from 'pg'
import { toDatabaseError } from './database-error.ts'
import { type QueryResult, runNamed } from './named-query.ts'
import type { Sql, Statement } from './sql.ts'
import { sqlInTransaction, type StatementRunner, statementsOver } from './statement-runner.ts'

/** Statements on PostgreSQL: prepared under their name on each connection of the pool. */
export function createPostgresqlSql(pool: pg.Pool): Sql {
  return {
    ...statementsOver((statement, values) => runOnPool(pool, statement, values)),
    transaction: (work) => runTransaction(pool, work),
  }
}

async function runOnPool(pool: pg.Pool, statement: Statement, values: readonly unknown[], mayReplan = true): Promise<QueryResult> {
  const client = await pool.connect()
  try {
    const result = await runNamed(client, statement, values)
    client.release()
    return result
  } catch (error) {
    const outdated = isOutdatedPlan(error)
    client.release(outdated || !isAnswer(error))
    if (outdated && mayReplan) return runOnPool(pool, statement, values, false)
    throw error
  }
}

async function runTransaction<T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => Promise.reject(toDatabaseError(error)))
  let intact = true
  const command = (text: string) =>
    client.query(text).catch((error: unknown) => {
      intact = intact && isAnswer(error)
      throw toDatabaseError(error)
    })
  const run: StatementRunner = (statement, values) =>
    runNamed(client, statement, values).catch((error: unknown) => {
      intact = intact && isAnswer(error) && !isOutdatedPlan(error)
      throw error
    })
  try {
    await command('BEGIN')
    const result = await work(sqlInTransaction(run, command))
    // COMMIT of a transaction in which a statement failed is answered by ROLLBACK.
    if ((await command('COMMIT')).command === 'ROLLBACK') throw toDatabaseError({ severity: 'ERROR', code: '25P02', message: 'a statement of the transaction had failed' })
    return result
  } catch (error) {
    if (intact) await command('ROLLBACK').catch(() => undefined) // the connection is given up below, which rolls back too
    throw error
  } finally {
    client.release(!intact)
  }
}

/** Whether the server itself said it, so that the connection is as good as before. */
function isAnswer(error: unknown): boolean {
  const { severity } = error as { severity?: string }
  return severity === 'ERROR'
}

/** Another instance has migrated a table that a statement of this connection was planned for. */
function isOutdatedPlan(error: unknown): boolean {
  const { code, routine } = error as { code?: string; routine?: string }
  return code === '0A000' && routine === 'RevalidateCachedQuery'
}
