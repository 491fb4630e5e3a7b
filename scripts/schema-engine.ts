// Prisma's schema engine as WebAssembly: it compares and judges migrations without the binary that its command line downloads.
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import type * as SchemaEngineModule from '@prisma/schema-engine-wasm'
import { PrismaPGlite } from 'pglite-prisma-adapter'

const prismaFolder = join(import.meta.dirname, '../prisma')
export const migrationsFolder = join(prismaFolder, 'migrations')
export const lockText = '# Written once, kept in version control: the dialect of the migrations.\nprovider = "postgresql"\n'

/** The engine on the database that `connect` opens. */
export async function openSchemaEngine(connect: () => Promise<SqlDriverAdapter>): Promise<SchemaEngineModule.SchemaEngine> {
  const { SchemaEngine } = await (loading ??= loadSchemaEngine())
  const schema = readSchema()
  const factory = bindMigrationAwareSqlAdapterFactory({ provider: 'postgres', adapterName: 'pglite', connect, connectToShadowDb: connectToEmptyDatabase })
  return SchemaEngine.new({ datamodels: [[schema.path, schema.content]] }, () => undefined, factory)
}

/** prisma/schema.prisma in the form that the engine takes. */
function readSchema(): SchemaEngineModule.SchemaContainer {
  const path = join(prismaFolder, 'schema.prisma')
  return { path, content: readFileSync(path, 'utf8') }
}

/** The migrations of a folder in the form that the engine takes. */
export function readMigrationList(folder = migrationsFolder): SchemaEngineModule.MigrationList {
  const migrationDirectories = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((path) => ({ path, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: readFileSync(join(folder, path, 'migration.sql'), 'utf8') } } }))
  return { baseDir: folder, lockfile: { path: 'migration_lock.toml', content: lockText }, shadowDbInitScript: '', migrationDirectories }
}

let loading: Promise<typeof SchemaEngineModule> | undefined

async function loadSchemaEngine(): Promise<typeof SchemaEngineModule> {
  const require = createRequire(import.meta.url)
  const bindings = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as typeof SchemaEngineModule & { __wbg_set_wasm(exports: WebAssembly.Exports): void }
  const wasm = readFileSync(join(require.resolve('@prisma/schema-engine-wasm'), '../schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports })
  bindings.__wbg_set_wasm(instance.exports)
  ;(instance.exports['__wbindgen_start'] as () => void)()
  return bindings
}

/** An empty database in memory for each connection; unlike the adapter's own, it says when a script has failed. */
async function connectToEmptyDatabase(): Promise<SqlDriverAdapter> {
  const engine = await PGlite.create()
  const adapter = (await new PrismaPGlite(engine).connect()) as SqlDriverAdapter
  adapter.executeScript = async (script) => void (await engine.exec(script))
  adapter.dispose = () => engine.close()
  return adapter
}

/** The SQL that leads from the migrations to the schema, tried on a database in memory; empty when they already do. */
export async function writeDifference(): Promise<string> {
  const engine = await openSchemaEngine(connectToEmptyDatabase)
  const { stdout } = await engine.diff({
    from: { tag: 'migrations', ...readMigrationList() },
    to: { tag: 'schemaDatamodel', files: [readSchema()] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  return stdout === null || stdout.includes('This is an empty migration') ? '' : stdout
}
