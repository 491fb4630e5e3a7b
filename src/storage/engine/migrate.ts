import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '#src/contracts/start-error.ts'
import type { EngineLog, MigrationConnection } from './engine.ts'

type Migration = { name: string; script: string }
type Recorded = { migration_name: string; checksum: string; finished_at: unknown; rolled_back_at: unknown }

/** As Prisma creates it, so that its command line agrees about what is applied (prisma-engines, sql_schema_connector). */
const createHistory = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`

/**
 * Applies the migrations of `folder` that the database has not had, in order of name, each in one transaction, and
 * returns their names. Throws StartError MigrationFailed (the database is then as before that migration) or MigrationChanged.
 */
export async function migrate(connection: MigrationConnection, folder: string, log: EngineLog): Promise<string[]> {
  const migrations = readMigrations(folder)
  const recorded = await readHistory(connection)
  refuseFailed(recorded)
  warnOfUnknown(migrations, recorded, log)
  const checksums = new Map(recorded.filter((row) => row.rolled_back_at === null).map((row) => [row.migration_name, row.checksum]))
  const applied: string[] = []
  for (const migration of migrations) {
    const checksum = checksums.get(migration.name)
    if (checksum === undefined) {
      await apply(connection, migration)
      log.info({ migration: migration.name }, 'database migrated')
      applied.push(migration.name)
    } else if (!checksumsOf(migration.script).includes(checksum)) {
      throw new StartError('MigrationChanged', `The migration ${migration.name} was applied to this database with another content: put its file back as it was, and write what is new as a migration of its own.`)
    }
  }
  return applied
}

/** The migrations of a folder, in the order in which they are applied. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({ name, script: readFileSync(join(folder, name, 'migration.sql'), 'utf8') }))
}

async function readHistory(connection: MigrationConnection): Promise<Recorded[]> {
  const [table] = await connection.query<{ present: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present`, [])
  if (table?.present !== true) await connection.script(createHistory)
  return connection.query<Recorded>('SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations', [])
}

function refuseFailed(recorded: readonly Recorded[]): void {
  const failed = recorded.find((row) => row.finished_at === null && row.rolled_back_at === null)
  if (failed === undefined) return
  throw new StartError('MigrationFailed', `An earlier attempt at the migration ${failed.migration_name} failed half-way: mend the database, then tell so by \`npx prisma migrate resolve --applied\` or \`--rolled-back ${failed.migration_name}\`.`)
}

/** A newer version has been here: its changes are additions, so the older one may run beside it during an upgrade. */
function warnOfUnknown(migrations: readonly Migration[], recorded: readonly Recorded[], log: EngineLog): void {
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = recorded.map((row) => row.migration_name).filter((name) => !known.has(name))
  if (unknown.length > 0) log.warn({ migrations: unknown }, 'the database was migrated by a newer version of this program')
}

async function apply(connection: MigrationConnection, { name, script }: Migration): Promise<void> {
  try {
    await connection.script('BEGIN')
    await connection.script(script)
    await connection.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), clock_timestamp(), 1)',
      [randomUUID(), sha256(script), name],
    )
    await connection.script('COMMIT')
  } catch (error) {
    await connection.script('ROLLBACK').catch(() => undefined) // the connection is lost, and with it the transaction
    throw new StartError('MigrationFailed', `The migration ${name} failed and was undone: ${(error as Error).message}.`, { cause: error })
  }
}

/** Of the content as it is and with either kind of line ends, since a checkout may change those. */
export function checksumsOf(script: string): string[] {
  const unix = script.replaceAll('\r\n', '\n')
  return [script, unix, unix.replaceAll('\n', '\r\n')].map(sha256)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
