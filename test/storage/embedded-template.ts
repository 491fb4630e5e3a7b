import { createHash, randomUUID } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#src/storage/engine/database.ts'

const root = join(import.meta.dirname, '../..')
const migrations = join(root, 'prisma/migrations')
let template: Promise<string> | undefined

/** A new data folder with a migrated embedded database: a copy of one made once and kept while the migrations stay the same. */
export async function createEmbeddedFolder(): Promise<string> {
  const source = await (template ??= findTemplate())
  const folder = mkdtempSync(join(tmpdir(), 'poolhouse-data-'))
  cpSync(join(source, 'database'), join(folder, 'database'), { recursive: true })
  return folder
}

async function findTemplate(): Promise<string> {
  const cache = join(root, '.cache/embedded-templates')
  const folder = join(cache, fingerprint())
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  const draft = join(cache, `draft-${randomUUID()}`)
  await (await openDatabase({ dataDir: draft })).close()
  try {
    renameSync(draft, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
    rmSync(draft, { recursive: true }) // another test file has just made it
  }
  return folder
}

function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'node_modules/@electric-sql/pglite/package.json')))
  for (const entry of readdirSync(migrations, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) hash.update(readFileSync(join(entry.parentPath, entry.name)))
  }
  return hash.digest('hex').slice(0, 16)
}
