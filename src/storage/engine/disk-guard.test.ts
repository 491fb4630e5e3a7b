import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PGlite } from '@electric-sql/pglite'
import { openFreshEmbedded } from '#test/storage/engines.ts'
import { guardDiskSpace } from './disk-guard.ts'
import { CountedEngine, createEmbeddedSql } from './embedded-sql.ts'
import { explainFileFailure } from './file-failure.ts'
import { statement } from './sql.ts'

const megabyte = 1024 * 1024
const insert = statement('guard_insert', `INSERT INTO installation (key, value) VALUES ($1, '')`)
const read = statement<{ key: string }>('guard_read', 'SELECT key FROM installation')

test('while the disk is nearly full the database reads and refuses to write; with room it writes again', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const { sql, prisma } = await openFreshEmbedded(t)
  let free = 100 * megabyte
  const logged: string[] = []
  const log = { info: (_: object, message: string) => void logged.push(message), warn: (_: object, message: string) => void logged.push(message) }
  let told: Promise<void> | undefined
  const stop = guardDiskSpace({ exec: (text) => (told = prisma.$executeRawUnsafe(text).then(() => undefined)) }, { folder: '/', log, freeBytes: () => free })
  const look = () => {
    t.mock.timers.tick(1000)
    return told
  }

  await look()
  await sql.run(insert, ['before'])
  free = 20 * megabyte
  await look()
  await assert.rejects(sql.run(insert, ['full']), { code: 'DatabaseUnavailable', sqlState: '25006' })
  await assert.rejects(prisma.installation.create({ data: { key: 'full', value: '' } }))
  assert.deepEqual(await sql.query(read, []), [{ key: 'before' }])
  free = 40 * megabyte
  await look()
  await assert.rejects(sql.run(insert, ['still too little']))
  free = 50 * megabyte
  await look()
  await sql.run(insert, ['after'])
  assert.equal(logged.length, 2)
  stop()
})

test('an engine that has stopped for good refuses, instead of running in circles', async (t) => {
  const engine = new CountedEngine({})
  await engine.waitReady
  const sql = createEmbeddedSql(engine)
  const one = statement('one', 'SELECT 1 AS one')
  await sql.query(one, [])
  const send = t.mock.method(PGlite.prototype, 'execProtocolStream', () => Promise.reject(Object.assign(new Error('could not write the log'), { severity: 'PANIC', code: '53100' })))
  await assert.rejects(sql.query(one, []), { code: 'DatabaseFull' })
  send.mock.restore()
  await assert.rejects(sql.query(one, []), { code: 'DatabaseUnavailable' })
  await assert.rejects(engine.query('SELECT 1'), { code: 'DatabaseUnavailable' })
  await engine.close()
})

test('failures of the file system at start are told apart', async () => {
  const failing = (facts: object) => explainFileFailure('/', () => Promise.reject(Object.assign(new Error('EROFS: read-only file system, mkdir'), facts)))
  await assert.rejects(failing({ code: 'ENOSPC' }), ({ code, message }: Error & { code: string }) => code === 'DiskFull' && !message.includes('\n'))
  await assert.rejects(failing({ code: 'EROFS' }), { code: 'DataFolderUnwritable', message: /cannot be written \(EROFS: read-only file system\)/ })
  await assert.rejects(failing({ message: 'could not extend file: No space left on device' }), { code: 'DiskFull' })
  await assert.rejects(failing({ code: 'EOTHER' }), { code: 'EOTHER' })
})
