import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { startChild } from '#test/storage/child.ts'
import { createEmbeddedFolder } from '#test/storage/embedded-template.ts'
import { openDatabase } from './database.ts'
import { statement } from './sql.ts'

const keys = statement<{ key: string }>('keys', 'SELECT key FROM installation')

function emptyFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'poolhouse-engine-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function migratedFolder(t: TestContext): Promise<string> {
  const folder = await createEmbeddedFolder()
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('a process killed while it creates the database leaves nothing that blocks the next start', async (t) => {
  const dataDir = join(emptyFolder(t), 'data')
  for (const moment of [150, 500, 900, 1300, 1800]) {
    const child = startChild('write-until-killed.ts', dataDir, 'early')
    await Promise.race([pause(moment + Math.random() * 300), child.line(/./)])
    await child.kill()
  }
  const { sql, close } = await openDatabase({ dataDir })
  await sql.query(keys, [])
  await close()
  assert.deepEqual(readdirSync(dataDir), ['database'])
})

test('every acknowledged row is there after the process was killed among its writes', async (t) => {
  const dataDir = await migratedFolder(t)
  const acknowledged: string[] = []
  for (const round of ['a', 'b', 'c']) {
    const child = startChild('write-until-killed.ts', dataDir, round)
    await child.line(new RegExp(`^${round}${Math.floor(20 + Math.random() * 200)}$`))
    await child.kill()
    acknowledged.push(...child.lines.filter((line) => /^[abc]\d+$/.test(line)))
  }
  const { sql, close } = await openDatabase({ dataDir })
  const present = new Set((await sql.query(keys, [])).map(({ key }) => key))
  await close()
  assert.deepEqual(acknowledged.filter((key) => !present.has(key)), [])
  assert.ok(acknowledged.length > 60)
})

test('a second process is refused in one sentence, and the first goes on', async (t) => {
  const dataDir = await migratedFolder(t)
  const first = startChild('write-until-killed.ts', dataDir, 'first')
  await first.line(/^open$/)
  await assert.rejects(openDatabase({ dataDir }), ({ code, message }: { code: string; message: string }) => {
    assert.equal(code, 'DataFolderInUse')
    assert.match(message, new RegExp(`^The data folder ${dataDir} is in use by process ${first.pid}: [^.\n]+\\.$`))
    return true
  })
  const soFar = first.lines.length
  await first.line(new RegExp(`^first${soFar + 5}$`))
  await first.kill()
})

test('one process does not open a folder twice, and may open it again after closing', async (t) => {
  const dataDir = await migratedFolder(t)
  const database = await openDatabase({ dataDir })
  await assert.rejects(openDatabase({ dataDir }), { code: 'DataFolderInUse' })
  await database.close()
  await database.close()
  await (await openDatabase({ dataDir })).close()
  assert.equal(existsSync(join(dataDir, 'database.lock')), false)
})

test('statements after closing are refused as unavailable', async (t) => {
  const { sql, prisma, close, ping } = await openDatabase({ dataDir: await migratedFolder(t) })
  await ping()
  await close()
  await assert.rejects(ping(), { code: 'DatabaseUnavailable' })
  await assert.rejects(sql.query(keys, []), { code: 'DatabaseUnavailable' })
  await assert.rejects(sql.transaction((inner) => inner.query(keys, [])), { code: 'DatabaseUnavailable' })
  await assert.rejects(prisma.installation.findFirst())
})

test('a data folder that is a file, or whose files cannot be made, is told from a full disk', async (t) => {
  const folder = emptyFolder(t)
  writeFileSync(join(folder, 'file'), '')
  await assert.rejects(openDatabase({ dataDir: join(folder, 'file') }), { code: 'DataFolderUnwritable' })
  if (process.getuid?.() === 0) return // root may write anywhere
  mkdirSync(join(folder, 'locked'))
  chmodSync(join(folder, 'locked'), 0o500)
  await assert.rejects(openDatabase({ dataDir: join(folder, 'locked') }), { code: 'DataFolderUnwritable' })
})

test('a folder whose files are damaged is refused with a sentence, and given up', async (t) => {
  const dataDir = await migratedFolder(t)
  rmSync(join(dataDir, 'database/global/pg_control'))
  await assert.rejects(openDatabase({ dataDir }), { code: 'DatabaseUnreachable' })
  assert.deepEqual(readdirSync(dataDir), ['database'])
})
