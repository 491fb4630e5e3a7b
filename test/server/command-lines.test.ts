import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { loadConfig } from '#src/config/config.ts'
import { createUserPool } from '#src/domain/user-pools/create-user-pool.ts'
import { createRuntime } from '#src/server/create-runtime.ts'
import { openLogs } from '#src/server/log.ts'
import { createEmbeddedFolder } from '#test/storage/embedded-template.ts'

const root = join(import.meta.dirname, '../..')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
const NAMES = ['access-keys', 'branding', 'domains', 'keys:rotate', 'messages', 'triggers'] as const

type Said = { code: number; out: string; wrong: string }

/** What `npm run <name> -- <words>` says. */
function run(name: (typeof NAMES)[number], words: readonly string[], dataDir: string): Promise<Said> {
  const [, file = assert.fail()] = /^node (\S+)$/.exec(scripts[name] ?? '') ?? []
  const env = { ...process.env, SEED: 'none', DATA_DIR: dataDir, LOG_LEVEL: 'fatal' }
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...words], { cwd: root, env }, (error, out, wrong) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, wrong }))
  })
}

async function start(t: TestContext) {
  const dataDir = await createEmbeddedFolder()
  const config = loadConfig({ SEED: 'none', DATA_DIR: dataDir, LOG_LEVEL: 'fatal' })
  const runtime = await createRuntime(config, openLogs(config, { write: () => undefined }).log)
  t.after(async () => {
    await runtime.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const pool = await createUserPool(runtime.domain, { region: 'us-east-1', request: { PoolName: 'people' } })
  return { dataDir, pool, runtime }
}

test('each command line answers while the server runs on its embedded database, and says how it is used', async (t) => {
  const { dataDir, pool, runtime } = await start(t)
  const asked = {
    'access-keys': [['list'], /live/], branding: [['versions', pool.id], /no version of its own/], domains: [['list'], /^No custom domains\.\nNo certificates\.\n$/],
    'keys:rotate': [[pool.id], /^Key \S+ is published now/], messages: [['preview', pool.id, 'signUp', '--text'], /\n\n/], triggers: [['list'], /^No functions\.\n$/],
  } as const satisfies Record<(typeof NAMES)[number], readonly [readonly string[], RegExp]>
  for (const name of NAMES) {
    const [words, expected] = asked[name]
    const { code, out, wrong } = await run(name, words, dataDir)
    assert.deepEqual([code, wrong], [0, ''], name)
    assert.match(out, expected)
  }
  assert.equal((await runtime.domain.signingKeys.published(pool)).size, 2)
  for (const name of NAMES) {
    const { code, out, wrong } = await run(name, name === 'keys:rotate' ? [] : ['dance'], dataDir)
    assert.deepEqual([code, out], [1, ''], name)
    assert.ok(wrong.includes(`npm run ${name} -- `), wrong)
  }
  const refused = await run('branding', ['versions', 'us-east-1_Nothing'], dataDir)
  assert.deepEqual(refused, { code: 1, out: '', wrong: 'User pool us-east-1_Nothing does not exist.\n' })
})
