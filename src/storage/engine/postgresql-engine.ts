import { setTimeout as pause } from 'node:timers/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { minutes, seconds } from '#src/contracts/duration.ts'
import { StartError } from '#src/contracts/start-error.ts'
import type { Engine, EngineLog, MigrationConnection } from './engine.ts'
import { openListener } from './postgresql-listener.ts'
import { createPostgresqlSql } from './postgresql-sql.ts'

/** Prisma takes this lock for its migrations too, so that its command line and a starting instance wait for each other. */
const migrationLock = 72707369
/** Distinct texts that Prisma may keep prepared on each connection; lists of varying length would fill the server's memory. */
const preparedLimit = 500

/**
 * Opens a pool of connections to the server that `databaseUrl` names. A server that is away makes each statement fail
 * within 5 seconds and is used again as soon as it is back. Throws StartError DatabaseUnreachable, naming no password.
 */
export async function openPostgresqlEngine(databaseUrl: string, options: { poolSize: number; log: EngineLog }): Promise<Engine> {
  const server = describeServer(databaseUrl)
  const counter = { statements: 0 }
  const pool = createPool(databaseUrl, options, counter)
  try {
    await answerWithin(pool, seconds(4))
  } catch (error) {
    await pool.end()
    throw unreachable(server, error)
  }
  return {
    kind: 'postgresql',
    sql: createPostgresqlSql(pool),
    adapter: new PrismaPg(pool, { statementNameGenerator: createStatementNames() }),
    withMigrationConnection: (work) => runOnMigrationConnection(databaseUrl, work),
    listen: (channel, heard) => openListener(databaseUrl, channel, heard),
    close: () => pool.end(),
    statements: () => counter.statements,
  }
}

function createPool(databaseUrl: string, { poolSize, log }: { poolSize: number; log: EngineLog }, counter: { statements: number }): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'poolhouse',
    max: poolSize,
    keepAlive: true,
    connectionTimeoutMillis: seconds(3),
    idleTimeoutMillis: minutes(1),
    // The server's limit comes first; the client's is for a server that has gone silent.
    statement_timeout: seconds(4),
    query_timeout: seconds(4.5),
    idle_in_transaction_session_timeout: seconds(10),
    // Timestamps are read as UTC, by Prisma's adapter too.
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- declared as void; the pool waits for the promise
    onConnect: async (client) => void (await client.query("SET TIME ZONE 'UTC'")),
  })
  pool.on('connect', (client) => {
    countStatements(client, counter)
    client.on('error', (error) => log.warn({ reason: error.message }, 'a database connection was lost'))
  })
  pool.on('error', () => undefined) // an idle connection was lost: said by the connection itself, above
  return pool
}

function countStatements(client: pg.PoolClient, counter: { statements: number }): void {
  const send = client.query.bind(client) as (...parameters: unknown[]) => unknown
  client.query = ((...parameters: unknown[]) => {
    counter.statements++
    return send(...parameters)
  }) as typeof client.query
}

/** Waits a little for a server that is just starting, as when both are started together. */
async function answerWithin(pool: pg.Pool, time: number): Promise<void> {
  const end = Date.now() + time
  for (;;) {
    try {
      await pool.query('SELECT 1')
      return
    } catch (error) {
      const { code } = error as { code?: string }
      if ((code !== 'ECONNREFUSED' && code !== '57P03') || Date.now() + 250 > end) throw error
      await pause(250)
    }
  }
}

async function runOnMigrationConnection<T>(databaseUrl: string, work: (connection: MigrationConnection) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'poolhouse migration', connectionTimeoutMillis: seconds(4), lock_timeout: minutes(10) })
  client.on('error', () => undefined) // the statement under way fails by it
  await client.connect()
  try {
    await client.query(`SELECT pg_advisory_lock(${migrationLock})`)
    // Waiting long for a table would make every request wait behind it.
    await client.query("SET lock_timeout = '30s'")
    return await work({
      script: async (text) => void (await client.query(text)),
      query: async <Row>(text: string, values: readonly unknown[]) => (await client.query(text, [...values])).rows as Row[],
    })
  } finally {
    await client.end() // and so gives up the lock
  }
}

function createStatementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    if (names.size >= preparedLimit) return ''
    const name = `prisma_${names.size}`
    names.set(sql, name)
    return name
  }
}

type Server = { host: string; port: number; database: string; user: string }

function describeServer(databaseUrl: string): Server {
  try {
    if (!/^postgres(ql)?:\/\//.test(databaseUrl)) throw new TypeError('another kind of address')
    const { host, port, database, user } = new pg.Client({ connectionString: databaseUrl })
    return { host, port, database: database ?? '', user: user ?? '' }
  } catch {
    throw new StartError('DatabaseUnreachable', 'DATABASE_URL is not a database address: write it as postgresql://user:password@host:5432/database, with special characters percent-encoded.')
  }
}

function unreachable(server: Server, error: unknown): StartError {
  const place = server.host.startsWith('/') ? server.host : `${server.host}:${server.port}`
  return new StartError('DatabaseUnreachable', `Cannot use the database "${server.database}" at ${place} as user "${server.user}": ${reasonOf(error)}. Check DATABASE_URL and the server.`)
}

/** The reason in our words: messages of others may repeat parts of the address. */
function reasonOf(error: unknown): string {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return reasons[code] ?? (/timeout/i.test(message) ? 'it did not answer within 4 seconds' : (reasonsByWords.find(([words]) => words.test(message))?.[1] ?? (code === '' ? 'the connection failed' : `the connection failed (${code})`)))
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'no host has this name',
  EAI_AGAIN: 'the host name cannot be looked up now',
  EHOSTUNREACH: 'there is no way to this host',
  ETIMEDOUT: 'it does not answer',
  ENOENT: 'there is no such socket',
  '28P01': 'the user name or the password is wrong',
  '28000': 'the server does not let this user in from here',
  '3D000': 'this database does not exist',
  '42501': 'this user may not connect to it',
  '53300': 'the server has no free connection',
  '57P03': 'the server is still starting or recovering',
}

const reasonsByWords: readonly (readonly [RegExp, string])[] = [
  [/SSL|TLS|certificate/i, 'an encrypted connection could not be agreed on; see sslmode'],
  [/password must be a string/i, 'the address has no password and the server asks for one'],
]
