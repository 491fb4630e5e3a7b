import { randomUUID } from 'node:crypto'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** The process whose end is the end of the run: the test runner, or this process when a file is run by itself. */
const run = process.env['NODE_TEST_CONTEXT'] === undefined ? process.pid : process.ppid
let administrator: Promise<string> | undefined

/** Address of a new database on the run's own PostgreSQL, migrated; `drop` removes it. */
export async function createPostgresqlDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const admin = await (administrator ??= findServer())
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(admin, `CREATE DATABASE ${name} TEMPLATE template`)
  return {
    url: admin.replace(/\/postgres$/, `/${name}`),
    drop: () => administer(admin, `DROP DATABASE ${name} WITH (FORCE)`),
  }
}

async function administer(url: string, command: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(command)
  } finally {
    await client.end()
  }
}

async function findServer(): Promise<string> {
  const folder = join(tmpdir(), `poolhouse-tests-${run}`)
  if (startsItself(folder)) {
    spawn(process.execPath, [join(import.meta.dirname, 'keep-postgresql.ts'), folder, String(run)], {
      detached: true,
      stdio: 'ignore',
      env: withoutTestContext(),
    }).unref()
  }
  const answer = join(folder, 'answer.json')
  for (let waited = 0; !existsSync(answer); waited += 25) {
    if (waited > 300_000) throw new Error(`No PostgreSQL for the tests appeared in ${folder} within five minutes`)
    await pause(25)
  }
  const { url, failure } = JSON.parse(readFileSync(answer, 'utf8')) as { url?: string; failure?: string }
  if (url === undefined) throw new Error(`No PostgreSQL for the tests: ${failure}`)
  return url
}

function startsItself(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o755 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function withoutTestContext(): NodeJS.ProcessEnv {
  const { NODE_TEST_CONTEXT: _, ...rest } = process.env
  return rest
}
