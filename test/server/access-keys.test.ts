import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { loadConfig } from '#src/config/config.ts'
import { administerAccessKeys, readAccessKeyCommand } from '#src/server/administer-access-keys.ts'
import { createRuntime } from '#src/server/create-runtime.ts'
import { openLogs } from '#src/server/log.ts'

const silent = (config: ReturnType<typeof loadConfig>) => openLogs(config, { write: () => undefined }).log

async function folder(t: TestContext): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'poolhouse-keys-'))
  t.after(() => rm(dataDir, { recursive: true, force: true }))
  return dataDir
}

/** Starts and stops on a folder; what the start would have shown. */
async function startOnce(dataDir: string, variables: Record<string, string> = {}) {
  const config = loadConfig({ SEED: 'none', DATA_DIR: dataDir, LOG_LEVEL: 'fatal', ...variables })
  const runtime = await createRuntime(config, silent(config))
  await runtime.close()
  return runtime.createdAccessKey
}

test('the first start makes a key pair and shows it, no other start does', async (t) => {
  const dataDir = await folder(t)
  const made = await startOnce(dataDir)
  assert.match(made?.id ?? '', /^\w{20}$/)
  assert.ok((made?.secret.length ?? 0) >= 40)
  assert.equal(await startOnce(dataDir), null)
})

test('a configured pair is stored and not shown; another secret for its id, or its revocation, prevents the start', async (t) => {
  const dataDir = await folder(t)
  const pair = { ACCESS_KEY_ID: 'PHAKEXAMPLE000000001', SECRET_ACCESS_KEY: 'a-secret-of-the-configuration' }
  assert.equal(await startOnce(dataDir, pair), null)
  assert.equal(await startOnce(dataDir, pair), null)
  await assert.rejects(startOnce(dataDir, { ...pair, SECRET_ACCESS_KEY: 'another-secret-of-the-same-id' }), /stored with another secret/)
  await carryOut(dataDir, ['revoke', pair.ACCESS_KEY_ID])
  await assert.rejects(startOnce(dataDir, pair), /was revoked/)
})

const carryOut = (dataDir: string, words: string[]): Promise<string> => {
  const config = loadConfig({ SEED: 'none', DATA_DIR: dataDir, LOG_LEVEL: 'fatal' })
  const command = readAccessKeyCommand(words)
  if (command === null) throw new Error('No command.')
  return administerAccessKeys(config, silent(config), command)
}

test('keys are made, listed without their secrets, and revoked by command', async (t) => {
  const dataDir = await folder(t)
  await startOnce(dataDir)
  const made = await carryOut(dataDir, ['create', 'for', 'Terraform'])
  const [, id = '', secret = ''] = /AWS_ACCESS_KEY_ID=(\w+)\nAWS_SECRET_ACCESS_KEY=(\S+)\n/.exec(made) ?? []
  const listed = await carryOut(dataDir, ['list'])
  assert.match(listed, new RegExp(`^${id} .*never used  live  for Terraform$`, 'm'))
  assert.ok(!listed.includes(secret))
  await carryOut(dataDir, ['revoke', id])
  assert.match(await carryOut(dataDir, ['list']), new RegExp(`^${id} .*revoked `, 'm'))
  await assert.rejects(carryOut(dataDir, ['revoke', 'PHAKNOSUCHKEY0000000']), /does not exist/)
})

test('a running server on its embedded database makes, lists and revokes keys too, and its log has no secret', async (t) => {
  const dataDir = await folder(t)
  const config = loadConfig({ SEED: 'none', DATA_DIR: dataDir })
  const lines: string[] = []
  const runtime = await createRuntime(config, openLogs(config, { write: (line) => void lines.push(line) }).log)
  t.after(() => runtime.close())
  const [, id = '', secret = ''] = /AWS_ACCESS_KEY_ID=(\w+)\nAWS_SECRET_ACCESS_KEY=(\S+)\n/.exec(await carryOut(dataDir, ['create', 'Terraform'])) ?? assert.fail()
  assert.match(await carryOut(dataDir, ['list']), new RegExp(`^${id} .*live  Terraform$`, 'm'))
  assert.equal(await carryOut(dataDir, ['revoke', id]), `${id} signs no request any more.\n`)
  await assert.rejects(carryOut(dataDir, ['revoke', 'PHAKNOSUCHKEY0000000']), { code: 'CommandRefused', message: /does not exist/ })
  assert.ok(lines.some((line) => line.includes('access-keys create')))
  assert.ok(!lines.join('').includes(secret))
})

test('a command line that asks for nothing known is no command', () => {
  for (const words of [[], ['list', 'x'], ['revoke'], ['delete', 'x']]) assert.equal(readAccessKeyCommand(words), null)
})
