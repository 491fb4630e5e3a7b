// Writes the typed database client from prisma/schema.prisma, without any network. Does nothing when it is up to date.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const schemaFile = join(root, 'prisma/schema.prisma')
const output = join(root, 'src/storage/generated')
const stampFile = join(output, '.schema-sha256')

function findPrisma(): { cli: string; version: string } | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve('prisma/package.json')
    const { version, bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string; bin: { prisma: string } }
    return { cli: join(manifest, '..', bin.prisma), version }
  } catch {
    return undefined // not installed: an installation without development dependencies
  }
}

function generate(cli: string): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'generate', '--schema', schemaFile], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      // `generate` does not run the schema engine, but would download it if this named no existing file.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  })
  if (status !== 0) throw new Error(`prisma generate failed:\n${stdout}${stderr}`)
}

const prisma = findPrisma()
const schema = readFileSync(schemaFile)
const written = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : ''
const stamp = createHash('sha256').update(schema).update(prisma?.version ?? written.split(' ')[1] ?? '').digest('hex')

if (written.split(' ')[0] === stamp) {
  console.log('Database client is up to date.')
} else if (prisma === undefined) {
  console.error('The database client must be generated, and the development dependency "prisma" is not installed: run `npm ci` once without --omit=dev, then `npm prune --omit=dev`.')
  process.exitCode = 1
} else {
  rmSync(stampFile, { force: true })
  generate(prisma.cli)
  writeFileSync(stampFile, `${stamp} ${prisma.version}`)
  console.log('Database client generated.')
}
