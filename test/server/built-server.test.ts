import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it, type TestContext } from 'node:test'
import { freePort } from '#test/free-port.ts'

const root = join(import.meta.dirname, '../..')
/** Within the project, so that libraries outside the bundle are found. */
const folder = `.cache/built-server-${process.pid}`

/** The built program on a database of its own; `preload` is a module text that runs before it. */
async function startBuilt(t: TestContext, preload = ''): Promise<{ port: number; exit: Promise<number | null>; errors(): string }> {
  const data = mkdtempSync(join(tmpdir(), 'poolhouse-built-'))
  const port = await freePort()
  const child = spawn(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(preload)}`, join(root, folder, 'poolhouse.js')], {
    env: { NODE_ENV: 'production', PORT: String(port), MODE: 'development', DATA_DIR: data }, stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exit = once(child, 'close').then(([code]) => code as number | null)
  t.after(async () => {
    child.kill('SIGKILL')
    await exit
    rmSync(data, { recursive: true })
  })
  let errors = ''
  child.stderr.on('data', (chunk) => { errors += String(chunk) })
  return { port, exit, errors: () => errors }
}

async function firstAnswer(url: string, program: { exit: Promise<number | null>; errors(): string }): Promise<Response> {
  let ended = false
  void program.exit.then(() => { ended = true })
  for (;;) {
    const answer = await fetch(url, { redirect: 'manual' }).catch(() => null)
    if (answer !== null) return answer
    if (ended) throw new Error(program.errors())
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('the built server', () => {
  before(() => execFileSync(process.execPath, ['scripts/build-server.ts', 'src/server/main.ts', folder], { cwd: root, stdio: 'pipe' }))
  after(() => rmSync(join(root, folder), { recursive: true }))

  it('seeds, issues tokens and leads to the sign-in page as from its sources', async (t) => {
    const program = await startBuilt(t)
    const base = `http://localhost:${program.port}/us-east-1_demo00001`
    const discovery = await firstAnswer(`${base}/.well-known/openid-configuration`, program)
    assert.equal(((await discovery.json()) as { issuer: string }).issuer, base)
    const client = { id: 'demoweb', redirect: `http://localhost:${program.port}/demo/api/auth/callback/poolhouse` }
    const query = { client_id: client.id, response_type: 'code', redirect_uri: client.redirect, scope: 'openid', state: 'x' }
    const led = await fetch(`${base}/oauth2/authorize?${new URLSearchParams(query)}`, { redirect: 'manual' })
    assert.match(led.headers.get('location') ?? '', /\/login\?uid=/)
    // A parameter of its own leads through the library, whose models must have kept their names.
    const slow = await fetch(`${base}/oauth2/authorize?${new URLSearchParams({ ...query, claims: '{"id_token":{"email":null}}', prompt: 'login' })}`, { redirect: 'manual' })
    assert.match(slow.headers.get('location') ?? '', /\/login\?uid=/)
  })

  it('names the sources in the stack of an error', async (t) => {
    const program = await startBuilt(t, "import { Server } from 'node:http'; Server.prototype.listen = () => { throw new Error('no listening today') }")
    assert.equal(await program.exit, 1)
    assert.match(program.errors(), /no listening today[^]*src\/server\/create-http-server\.ts:\d+/)
    assert.match(program.errors(), /src\/server\/start-server\.ts:\d+/)
  })
})
