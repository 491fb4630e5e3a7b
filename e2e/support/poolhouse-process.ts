import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '#test/free-port.ts'

/** A real Poolhouse on a data folder of its own, that tests may stop, kill and start again. */
export class PoolhouseProcess {
  readonly port: number
  readonly url: string
  readonly dataDir: string
  readonly #environment: Record<string, string>
  #child: ChildProcess | null = null
  #output = ''

  constructor(port: number, dataDir: string, environment: Record<string, string>) {
    this.port = port
    this.url = `http://localhost:${port}`
    this.dataDir = dataDir
    this.#environment = { ...environment }
  }

  /** Starts one on an empty data folder, on a free port unless one is given. */
  static async launch(environment: Record<string, string> = {}, port?: number): Promise<PoolhouseProcess> {
    const dataDir = await mkdtemp(join(tmpdir(), 'poolhouse-e2e-'))
    const poolhouse = new PoolhouseProcess(port ?? (await freePort()), dataDir, environment)
    await poolhouse.start()
    return poolhouse
  }

  /** Everything printed so far, over all starts. */
  get output(): string {
    return this.#output
  }

  /** Starts it, with these settings from now on. */
  async start(environment: Record<string, string> = {}): Promise<void> {
    Object.assign(this.#environment, environment)
    const child = spawn(process.execPath, ['src/server/main.ts'], {
      env: { ...process.env, NODE_ENV: 'production', PORT: String(this.port), DATA_DIR: this.dataDir, PUBLIC_URL: this.url, ...this.#environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { this.#output += chunk.toString() })
    await this.#untilReady(child)
  }

  async #untilReady(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + 240_000
    while (Date.now() < deadline) {
      if (child.exitCode !== null) throw new Error(`Poolhouse ended with ${child.exitCode}:\n${this.#output}`)
      const ready = await fetch(`${this.url}/readyz`).then((answer) => answer.ok, () => false)
      if (ready) return
      await delay(50)
    }
    child.kill('SIGKILL')
    throw new Error(`Poolhouse was not ready in four minutes:\n${this.#output}`)
  }

  /** Ends it; resolves to the exit code (null when killed). */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.#child
    if (child === null || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    const ended = once(child, 'exit')
    child.kill(signal)
    const [code] = (await ended) as [number | null]
    return code
  }

  async dispose(): Promise<void> {
    await this.stop()
    await rm(this.dataDir, { recursive: true, force: true })
  }
}
