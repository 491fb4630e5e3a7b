import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { loadConfig } from '#src/config/config.ts'
import { previewDesign } from '#src/domain/branding/designs/preview-design.ts'
import { administerBranding } from '#src/server/branding/administer-branding.ts'
import { readBrandingCommand } from '#src/server/branding/read-branding-command.ts'
import { createRuntime } from '#src/server/create-runtime.ts'
import { openLogs } from '#src/server/log.ts'
import { until } from '#test/reliability/until.ts'
import { createPostgresqlDatabase } from '#test/storage/shared-postgresql.ts'

const POOL = 'us-east-1_Branded1'
const document = (accent: string) => ({ format: 'poolhouse-branding-1', tokens: { accent }, css: '.stranger { color: red }' })

/** An installation in a folder, with one pool of a seed; `run` carries a command out while the server is stopped. */
async function open(t: TestContext, variables: Record<string, string> = {}, branding?: string) {
  const folder = await mkdtemp(join(tmpdir(), 'poolhouse-branding-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const file = async (name: string, content: unknown) => {
    await writeFile(join(folder, name), JSON.stringify(content))
    return join(folder, name)
  }
  const seed = await file('pools.json', { UserPools: [{ Id: POOL, PoolName: 'Shop', ...(branding === undefined ? {} : { Branding: branding }), Clients: [{ ClientId: 'shopweb', ClientName: 'web' }] }] })
  const config = loadConfig({ SEED: seed, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'fatal', ARGON2_MEMORY_KIB: '8', ARGON2_ITERATIONS: '1', ...variables })
  const log = openLogs(config, { write: () => undefined }).log
  const start = () => createRuntime(config, log)
  const run = (...words: string[]) => administerBranding(config, log, readBrandingCommand(words) ?? assert.fail(`No command: ${words.join(' ')}`))
  return { file, start, run }
}

const accentOf = async ({ domain }: Awaited<ReturnType<typeof createRuntime>>, clientId: string | null = null) =>
  /--id-accent:([^;}]*)/.exec((await domain.brands.brandOf({ poolId: POOL, clientId })).stylesheet?.css ?? '')?.[1]

test('looks are imported, looked at, published, taken back and exported by command, and running instances on PostgreSQL show it', async (t) => {
  const { url, drop } = await createPostgresqlDatabase()
  const { file, start, run } = await open(t, { DATABASE_URL: url })
  const runtime = await start()
  t.after(async () => {
    await runtime.close()
    await drop()
  })
  const imported = await run('import', POOL, await file('first.json', document('#aa0000')))
  assert.match(imported, /css, line 1, column 1: \.stranger: is no documented part/)
  assert.match(imported, /draft of pool us-east-1_Branded1 is kept/)
  assert.match(await run('versions', POOL), /^draft {2}of /)
  const link = await run('preview', POOL, '--days', '1')
  assert.match(link, /^http:\/\/localhost:\d+\/us-east-1_Branded1\/preview\?t=\S+\nWhoever has this link/)
  const preview = await previewDesign(runtime.domain, { poolId: POOL, token: new URL(link.split('\n')[0] ?? '').searchParams.get('t') ?? '' })
  assert.match(preview?.brand.stylesheet?.css ?? '', /--id-accent:#aa0000/)
  assert.match(await run('publish', POOL), /^Version 1 /)
  await run('import', POOL, await file('second.json', document('#00aa00')), '--publish')
  await untilShown(runtime, '#00aa00')
  assert.match(await run('versions', POOL), /^2 {2}published \S+ {2}shown\n1 {2}published \S+\n$/)
  await run('roll-back', POOL, '1')
  await untilShown(runtime, '#aa0000')
  assert.deepEqual((JSON.parse(await run('export', POOL)) as { tokens: unknown }).tokens, { accent: '#aa0000' })
  assert.deepEqual((JSON.parse(await run('export', POOL, '--number', '2')) as { tokens: unknown }).tokens, { accent: '#00aa00' })
  await run('import', POOL, await file('client.json', document('#0000aa')), '--client', 'shopweb', '--publish')
  await untilShown(runtime, '#0000aa', 'shopweb')
})

/** A second is promised; a machine that is busy with other tests gets more. */
const untilShown = (runtime: Awaited<ReturnType<typeof createRuntime>>, accent: string, clientId: string | null = null) =>
  until(`${accent} is shown`, async () => (await accentOf(runtime, clientId)) === accent)

test('a running server on its embedded database carries out the same commands, files and all', async (t) => {
  const { file, start, run } = await open(t)
  const runtime = await start()
  t.after(() => runtime.close())
  const look = await file('first.json', { ...document('#aa0000'), css: { file: 'look.css' } })
  await writeFile(join(dirname(look), 'look.css'), '.id-lead { color: #123456 }')
  assert.match(await run('import', POOL, look), /draft of pool us-east-1_Branded1 is kept/)
  assert.match(await run('preview', POOL), /^http:\/\/localhost:\d+\/us-east-1_Branded1\/preview\?t=/)
  assert.equal(await run('publish', POOL), `Version 1 of pool ${POOL} is what people see.\n`)
  assert.equal(await accentOf(runtime), '#aa0000')
  const exported = JSON.parse(await run('export', POOL)) as { tokens: unknown; css: string }
  assert.deepEqual(exported.tokens, { accent: '#aa0000' })
  assert.match(exported.css, /#123456/)
  assert.match(await run('versions', POOL), /^1 {2}published \S+ {2}shown\n$/)
  await run('roll-back', POOL, 'none')
  assert.notEqual(await accentOf(runtime), '#aa0000')
  await assert.rejects(run('import', POOL, await file('wrong.json', { format: 'other' })), { code: 'CommandRefused' })
  await assert.rejects(run('versions', 'us-east-1_Nothing'), { code: 'CommandRefused', message: /does not exist/ })
})

test('what does not exist is refused', async (t) => {
  const { start, run } = await open(t)
  await (await start()).close()
  await assert.rejects(run('versions', 'us-east-1_Nothing'), { code: 'ResourceNotFound' })
  await assert.rejects(run('versions', POOL, '--client', 'nobody'), { code: 'ResourceNotFound' })
  await assert.rejects(run('publish', POOL), { code: 'PreconditionNotMet' })
  await assert.rejects(run('roll-back', POOL, '1'), { code: 'ResourceNotFound' })
  await assert.rejects(run('export', POOL), { code: 'ResourceNotFound' })
})

test('a seed file publishes the look that it names, and does so again only when it has changed', async (t) => {
  const { file, start, run } = await open(t, {}, 'look.json')
  await assert.rejects(start(), /look\.json/)
  await file('look.json', document('#aa0000'))
  for (let n = 0; n < 2; n++) await (await start()).close()
  assert.match(await run('versions', POOL), /^1 {2}published \S+ {2}shown\n$/)
  await file('look.json', document('#00aa00'))
  const runtime = await start()
  assert.equal(await accentOf(runtime), '#00aa00')
  await runtime.close()
  await run('roll-back', POOL, '1')
  await (await start()).close()
  assert.match(await run('versions', POOL), /^2 {2}published \S+\n1 {2}published \S+ {2}shown\n$/)
})
