import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { test, type TestContext } from 'node:test'
import { loadConfig } from '#src/config/config.ts'
import { createUserPool } from '#src/domain/user-pools/create-user-pool.ts'
import { createRuntime } from '#src/server/create-runtime.ts'
import { openLogs } from '#src/server/log.ts'
import { administerMessages } from '#src/server/messages/administer-messages.ts'
import { readMessagesCommand } from '#src/server/messages/read-messages-command.ts'
import { createEmbeddedFolder } from '#test/storage/embedded-template.ts'

/** An installation with a pool; `run` carries a command out, and `start` starts everything but the listening server. */
async function open(t: TestContext) {
  const dataDir = await createEmbeddedFolder()
  t.after(() => rmSync(dataDir, { recursive: true, force: true }))
  const config = loadConfig({ SEED: 'none', DATA_DIR: dataDir, LOG_LEVEL: 'fatal' })
  const log = openLogs(config, { write: () => undefined }).log
  const start = () => createRuntime(config, log)
  const runtime = await start()
  const pool = await createUserPool(runtime.domain, { region: 'us-east-1', request: { PoolName: 'people' } })
  const run = (...words: string[]) => administerMessages(config, log, readMessagesCommand(words) ?? assert.fail(words.join(' ')))
  return { runtime, start, poolId: pool.id, run }
}

const subjectTo = async ({ development }: Awaited<ReturnType<typeof createRuntime>>, to: string): Promise<string | null> => {
  const { inbox } = development ?? assert.fail()
  return (await inbox.latest({ to }, { waitMs: 60_000, signal: AbortSignal.timeout(60_000) }))?.subject ?? null
}

test('a running server on its embedded database shows messages, and sends tests at once', async (t) => {
  const { runtime, poolId, run } = await open(t)
  t.after(() => runtime.close())
  assert.match(await run('preview', poolId, 'signUp', '--language', 'de'), /^<!doctype html>[^]+lang="de"/i)
  assert.match(await run('preview', poolId, 'signUp', '--text'), /^\S.*\n\n/)
  assert.match(await run('test', poolId, 'signUp', 'operator@example.com'), /^The test to operator@example\.com is stored/)
  assert.match(await subjectTo(runtime, 'operator@example.com') ?? '', /test/i)
  await assert.rejects(run('test', poolId, 'signUp', 'nobody'), { code: 'CommandRefused', message: /mail address, or to a number/ })
  await assert.rejects(run('preview', 'us-east-1_Nothing', 'signUp'), { code: 'CommandRefused', message: /does not exist/ })
})

test('without a running server messages are shown too, and a test goes out at the next start', async (t) => {
  const { runtime, start, poolId, run } = await open(t)
  await runtime.close()
  assert.match(await run('preview', poolId, 'signUp', '--sms'), /\d{6}/)
  await run('test', poolId, 'signUp', 'operator@example.com')
  await assert.rejects(run('preview', 'us-east-1_Nothing', 'signUp'), { code: 'ResourceNotFound' })
  const again = await start()
  t.after(() => again.close())
  assert.match(await subjectTo(again, 'operator@example.com') ?? '', /test/i)
})
