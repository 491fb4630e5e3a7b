import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, it, type TestContext } from 'node:test'
import { freePort } from '#test/free-port.ts'

const PROGRAM = fileURLToPath(import.meta.resolve('#test/server/tiny-program.ts'))

type Program = { port: number; exit: Promise<number | null>; output: () => string; errors: () => string; kill: (signal: NodeJS.Signals) => boolean; listening: () => Promise<void> }

async function startProgram(t: TestContext, env: Record<string, string> = {}): Promise<Program> {
  const port = Number(env['PORT'] ?? (await freePort()))
  const child = spawn(process.execPath, [PROGRAM], { env: { NODE_ENV: 'production', PORT: String(port), ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  t.after(() => child.kill('SIGKILL'))
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk) => { output += String(chunk) })
  child.stderr.on('data', (chunk) => { errors += String(chunk) })
  const exit = once(child, 'close').then(([code]) => code as number | null)
  return {
    port,
    exit,
    output: () => output,
    errors: () => errors,
    kill: (signal) => child.kill(signal),
    async listening() {
      while (!output.includes('listening')) {
        const next = await Promise.race([once(child.stdout, 'data'), exit])
        if (!Array.isArray(next)) throw new Error(`it ended instead: ${errors}`)
      }
    },
  }
}

const ask = (port: number, path: string) => fetch(`http://localhost:${port}/us-east-1_Tiny${path}`).then((answer) => answer.text())

describe('the program', () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`RE-02 ends on ${signal} with 0, after running requests and the database were ended`, async (t) => {
      const program = await startProgram(t)
      await program.listening()
      const running = ask(program.port, '/oauth2/slow')
      await ask(program.port, '/oauth2/token')
      program.kill(signal)
      assert.equal(await running, 'answered')
      assert.equal(await program.exit, 0)
      assert.match(program.output(), /stopping[^]*closed the database[^]*stopped/)
    })
  }

  it('ends although a request never ends', async (t) => {
    const program = await startProgram(t)
    await program.listening()
    const stuck = ask(program.port, '/oauth2/never').catch(() => 'cut off')
    await ask(program.port, '/oauth2/token')
    program.kill('SIGTERM')
    assert.equal(await program.exit, 0)
    assert.equal(await stuck, 'cut off')
  })

  it('RE-18 has logged every request when it has stopped', async (t) => {
    const port = await freePort()
    const program = await startProgram(t, {
      PORT: String(port), MODE: 'production', PUBLIC_URL: `http://localhost:${port}`, ALLOW_HTTP: 'true', ALLOW_NO_MAIL: 'true', MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    })
    await program.listening()
    await Promise.all(Array.from({ length: 100 }, (_, index) => ask(program.port, `/oauth2/token?n=${index}`)))
    program.kill('SIGTERM')
    assert.equal(await program.exit, 0)
    const lines = program.output().split('\n').filter((line) => line.includes('"msg":"request"')).map((line) => JSON.parse(line) as { requestId: string; status: number; path: string })
    assert.equal(new Set(lines.map(({ requestId }) => requestId)).size, 100)
    for (const { status, path } of lines) assert.deepEqual([status, path], [200, '/us-east-1_Tiny/oauth2/token'])
  })

  it('RE-16 outlives errors that nobody catches, and logs them', async (t) => {
    const program = await startProgram(t)
    await program.listening()
    await ask(program.port, '/oauth2/throw')
    await ask(program.port, '/oauth2/reject')
    while (!/nobody catches[^]*nobody listens/.test(program.output())) assert.equal(await ask(program.port, '/oauth2/token'), 'answered')
    program.kill('SIGTERM')
    assert.equal(await program.exit, 0)
  })
})

describe('a start that cannot be', () => {
  it('says in one sentence that the port is taken', async (t) => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    t.after(() => other.close())
    const port = String((other.address() as { port: number }).port)
    const program = await startProgram(t, { PORT: port })
    assert.equal(await program.exit, 1)
    assert.equal(program.errors(), `Poolhouse cannot start. Port ${port} on 127.0.0.1 is in use by another program: stop it, or set PORT to another one.\n`)
    assert.match(program.output(), /closed the database/)
  })

  it('names a wrong setting and its mend, and not its value', async (t) => {
    const program = await startProgram(t, { DATABASE_URL: 'mysql://root:hunter2@db/x' })
    assert.equal(await program.exit, 1)
    assert.equal(program.errors(), 'Poolhouse cannot start. DATABASE_URL must be a URL beginning with postgresql:// or postgres://. Correct or unset DATABASE_URL.\n')
  })

  it('names an address that is not this machine\'s', async (t) => {
    const program = await startProgram(t, { HOST: '192.0.2.1' })
    assert.equal(await program.exit, 1)
    assert.match(program.errors(), /^Poolhouse cannot start\. HOST is 192\.0\.2\.1, which is no address of this machine/)
  })
})
