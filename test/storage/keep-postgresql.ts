// Keeps one PostgreSQL for all test files of a run: started by the first that needs it, stopped when the run is over.
// node keep-postgresql.ts <folder> <process id of the run>
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { openDatabase } from '#src/storage/engine/database.ts'
import { startPostgresqlServer } from './postgresql-server.ts'

const [folder = '', run = ''] = process.argv.slice(2)

/** Readers see the whole answer or none. */
function announce(answer: { url: string } | { failure: string }): void {
  writeFileSync(join(folder, 'answer.draft'), JSON.stringify(answer), { mode: 0o600 })
  renameSync(join(folder, 'answer.draft'), join(folder, 'answer.json'))
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch {
    return false
  }
}

try {
  const server = await startPostgresqlServer(join(folder, 'server'))
  const client = new pg.Client({ connectionString: server.url('postgres') })
  await client.connect()
  await client.query('CREATE DATABASE template')
  await client.end()
  await (await openDatabase({ databaseUrl: server.url('template'), dataDir: folder })).close()
  announce({ url: server.url('postgres') })
  while (isRunning(Number(run))) await pause(200)
  await server.stop()
} catch (error) {
  announce({ failure: (error as Error).stack ?? String(error) })
  while (isRunning(Number(run))) await pause(200)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
