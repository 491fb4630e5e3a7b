import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { Worker } from 'node:worker_threads'
import { loadMasterKeys, masterKeyPath } from './master-key.ts'

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'poolhouse-key-'))
  t.after(() => rmSync(path, { recursive: true }))
  return path
}

const from = (dataDir: string) => loadMasterKeys({ masterKey: null, previousMasterKeys: [], dataDir })
const code = (expected: string) => (error: { code?: string }) => error.code === expected

describe('the generated master key', () => {
  it('is made once, for its owner only, and found again', (t) => {
    const dataDir = join(folder(t), 'data')
    const first = from(dataDir)
    assert.equal(first.current.key.length, 32)
    assert.deepEqual(from(dataDir), first)
    assert.equal(statSync(masterKeyPath(dataDir)).mode & 0o777, 0o600)
    assert.equal(readFileSync(masterKeyPath(dataDir), 'utf8').trim(), first.current.key.toString('base64'))
  })

  it('is the same for all that start together', async (t) => {
    const dataDir = folder(t)
    const program = `import(${JSON.stringify(import.meta.resolve('./master-key.ts'))}).then(({ loadMasterKeys }) => require('node:worker_threads').parentPort.postMessage(loadMasterKeys({ masterKey: null, previousMasterKeys: [], dataDir: ${JSON.stringify(dataDir)} }).current.id))`
    const ids = await Promise.all(Array.from({ length: 8 }, () => new Promise((resolve, reject) => {
      const worker = new Worker(program, { eval: true })
      worker.once('message', resolve)
      worker.once('error', reject)
    })))
    assert.equal(new Set(ids).size, 1)
  })

  it('is not made over a damaged one', (t) => {
    const dataDir = folder(t)
    writeFileSync(masterKeyPath(dataDir), 'half a ke')
    assert.throws(() => from(dataDir), code('ConfigurationInvalid'))
    assert.equal(readFileSync(masterKeyPath(dataDir), 'utf8'), 'half a ke')
  })

  it('says that the data folder is none, or cannot be written', (t) => {
    const dataDir = folder(t)
    writeFileSync(join(dataDir, 'file'), '')
    assert.throws(() => from(join(dataDir, 'file', 'data')), code('DataFolderUnwritable'))
    if (process.getuid?.() === 0) return // root writes everywhere
    chmodSync(dataDir, 0o500)
    assert.throws(() => from(dataDir), code('DataFolderUnwritable'))
    chmodSync(dataDir, 0o700)
  })
})

it('a given master key needs no folder, and previous ones keep their names', () => {
  const keys = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)] as const
  const loaded = loadMasterKeys({ masterKey: keys[0], previousMasterKeys: [keys[1]], dataDir: '/nowhere' })
  assert.equal(loaded.current.key, keys[0])
  assert.deepEqual(loaded.previous.map(({ key }) => key), [keys[1]])
  assert.notEqual(loaded.current.id, loaded.previous[0]?.id)
})
