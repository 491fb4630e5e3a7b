// Writes prisma/migrations/<time>_<name>/migration.sql: what leads from the migrations so far to prisma/schema.prisma.
// Needs no network and no database server: node scripts/write-migration.ts add-something
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lockText, migrationsFolder, writeDifference } from './schema-engine.ts'

const name = process.argv[2]
if (name === undefined || !/^[a-z0-9][a-z0-9_-]*$/.test(name)) {
  console.error('Say what the migration does: node scripts/write-migration.ts <name-in-lower-case>')
  process.exit(1)
}

const script = await writeDifference()
if (script === '') {
  console.log('The migrations already lead to prisma/schema.prisma: nothing to write.')
} else {
  const time = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const folder = join(migrationsFolder, `${time}_${name.replaceAll('-', '_')}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'migration.sql'), script)
  writeFileSync(join(migrationsFolder, 'migration_lock.toml'), lockText)
  console.log(`Written: ${join(folder, 'migration.sql')}. Read it, and see that the version before it can still run on it.`)
}
