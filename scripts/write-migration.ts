// Writes prisma/migrations/<time>_<name>/migration.sql: what leads from the migrations so far to prisma/schema.prisma.
// Needs no network and no database server: node scripts/write-migration.ts add-something
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import type * as SchemaEngineModule from '@prisma/schema-engine-wasm'
import { PrismaPGlite } from 'pglite-prisma-adapter'

const prismaFolder = join(import.meta.dirname, '../prisma')
const migrationsFolder = join(prismaFolder, 'migrations')
const lockFile = join(migrationsFolder, 'migration_lock.toml')
const lockText = '# Written once, kept in version control: the dialect of the migrations.\nprovider = "postgresql"\n'

/** An empty database in memory for each connection; unlike the adapter's own, it says when a script has failed. */
async function connectToEmptyDatabase(): Promise<SqlDriverAdapter> {
  const engine = await PGlite.create()
  const adapter = (await new PrismaPGlite(engine).connect()) as SqlDriverAdapter
  adapter.executeScript = async (script) => void (await engine.exec(script))
  adapter.dispose = () => engine.close()
  return adapter
}

async function loadSchemaEngine(): Promise<typeof SchemaEngineModule> {
  const require = createRequire(import.meta.url)
  const bindings = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as typeof SchemaEngineModule & { __wbg_set_wasm(exports: WebAssembly.Exports): void }
  const wasm = readFileSync(join(require.resolve('@prisma/schema-engine-wasm'), '../schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports })
  bindings.__wbg_set_wasm(instance.exports)
  ;(instance.exports['__wbindgen_start'] as () => void)()
  return bindings
}

function migrationsSoFar() {
  return readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((path) => ({
      path,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: readFileSync(join(migrationsFolder, path, 'migration.sql'), 'utf8') } },
    }))
}

async function difference(): Promise<string> {
  const schema = { path: join(prismaFolder, 'schema.prisma'), content: readFileSync(join(prismaFolder, 'schema.prisma'), 'utf8') }
  const { SchemaEngine } = await loadSchemaEngine()
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: 'pglite',
    connect: connectToEmptyDatabase,
    connectToShadowDb: connectToEmptyDatabase,
  })
  const engine = await SchemaEngine.new({ datamodels: [[schema.path, schema.content]] }, () => undefined, factory)
  const { stdout } = await engine.diff({
    from: {
      tag: 'migrations',
      baseDir: migrationsFolder,
      lockfile: { path: 'migration_lock.toml', content: lockText },
      shadowDbInitScript: '',
      migrationDirectories: migrationsSoFar(),
    },
    to: { tag: 'schemaDatamodel', files: [schema] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  return stdout ?? ''
}

const name = process.argv[2]
if (name === undefined || !/^[a-z0-9][a-z0-9_-]*$/.test(name)) {
  console.error('Say what the migration does: node scripts/write-migration.ts <name-in-lower-case>')
  process.exit(1)
}

const script = await difference()
if (script === '' || script.includes('This is an empty migration')) {
  console.log('The migrations already lead to prisma/schema.prisma: nothing to write.')
} else {
  const time = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const folder = join(migrationsFolder, `${time}_${name.replaceAll('-', '_')}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'migration.sql'), script)
  writeFileSync(lockFile, lockText)
  console.log(`Written: ${join(folder, 'migration.sql')}. Read it, and see that the version before it can still run on it.`)
}
