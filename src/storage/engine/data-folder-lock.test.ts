import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { lockDataFolder } from './data-folder-lock.ts'

function folderOf(t: TestContext): { dataDir: string; file: string } {
  const dataDir = mkdtempSync(join(tmpdir(), 'poolhouse-lock-'))
  t.after(() => rmSync(dataDir, { recursive: true }))
  return { dataDir, file: join(dataDir, 'database.lock') }
}

/** The lock that this process would write, changed. */
async function lockLeftBy(t: TestContext, change: object): Promise<{ dataDir: string; file: string }> {
  const paths = folderOf(t)
  const lock = await lockDataFolder(paths.dataDir)
  const holder = JSON.parse(readFileSync(paths.file, 'utf8')) as object
  lock.release()
  writeFileSync(paths.file, JSON.stringify({ ...holder, ...change }))
  return paths
}

test('of many that ask at once exactly one gets the folder, also where a stale lock lies', async (t) => {
  for (const { dataDir } of [folderOf(t), await lockLeftBy(t, { pid: 0x3fffff })]) {
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => lockDataFolder(dataDir)))
    const taken = answers.filter((answer) => answer.status === 'fulfilled')
    const codes = answers.map((answer) => (answer.status === 'rejected' ? (answer.reason as { code: string }).code : 'taken'))
    assert.equal(taken.length, 1, codes.join())
    assert.deepEqual(new Set(codes), new Set(['taken', 'DataFolderInUse']))
    taken[0]?.value.release()
  }
})

test('a lock of a process that is gone is taken over, even if its id was given again', async (t) => {
  for (const change of [{ pid: 0x3fffff }, { started: 'another time' }, { pid: 1, started: '' }]) {
    const { dataDir, file } = await lockLeftBy(t, change)
    const lock = await lockDataFolder(dataDir)
    assert.equal((JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid, process.pid)
    lock.release()
    assert.equal(existsSync(file), false)
  }
})

test('an empty lock, left by a kill between its making and its writing, is taken over', async (t) => {
  const { dataDir, file } = folderOf(t)
  writeFileSync(file, '')
  ;(await lockDataFolder(dataDir)).release()
})

test('a lock of another machine or container is believed while it is kept fresh, and not longer', async (t) => {
  const { dataDir, file } = await lockLeftBy(t, { place: 'elsewhere pid:[1]' })
  const heart = setInterval(() => utimesSync(file, new Date(), new Date()), 100)
  await assert.rejects(lockDataFolder(dataDir, 500), ({ code, message }: Error & { code: string }) => code === 'DataFolderInUse' && message.includes('another machine or container (elsewhere)'))
  clearInterval(heart)
  ;(await lockDataFolder(dataDir, 500)).release()
})

test('a lock that was lost to another is not removed by its former holder', async (t) => {
  const { dataDir, file } = folderOf(t)
  const lock = await lockDataFolder(dataDir)
  writeFileSync(file, '{"pid":1}')
  lock.release()
  assert.equal(readFileSync(file, 'utf8'), '{"pid":1}')
})
