import type { TestContext } from 'node:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig } from '#src/config/config.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'
import { createRuntime } from '#src/server/create-runtime.ts'
import { openLogs } from '#src/server/log.ts'
import { startServer } from '#src/server/start-server.ts'
import { openFreshEmbedded, openFreshPostgresql } from '#test/storage/engines.ts'
import { loadViewPages } from '#test/view-pages.ts'
import { freePort } from '#test/free-port.ts'

/** The real time, moved on by tests, and by them alone once it is held: on a busy machine a second is over soon. */
export type TestClock = Clock & { advance(milliseconds: number): void; hold(): void }

export const createTestClock = (): TestClock => {
  let offset = 0
  let held: number | null = null
  return {
    now: () => new Date((held ?? Date.now()) + offset),
    advance: (milliseconds) => { offset += milliseconds },
    hold: () => { held ??= Date.now() },
  }
}

export type TestRuntimeOptions = {
  /** Environment variables over the tests' own: cheap password hashes, no seed. */
  variables?: Record<string, string>
  engine?: 'embedded' | 'postgresql'
  /** Functions of the pools; none unless given. */
  triggers?: TriggerRunner
}

/**
 * Everything but the pages' renderer as it runs for real, on an empty database of its own that ends with the test. `messages`
 * are what would have been sent. Instead of HTML, a page answers the view it would render, as JSON.
 */
export async function createTestRuntime(t: TestContext, options: TestRuntimeOptions = {}) {
  const clock = createTestClock()
  const port = await freePort()
  const dataDir = await mkdtemp(join(tmpdir(), 'poolhouse-test-'))
  const config = loadConfig({ SEED: 'none', PORT: String(port), DATA_DIR: dataDir, ARGON2_MEMORY_KIB: '8', ARGON2_ITERATIONS: '1', LOG_LEVEL: 'fatal', ...options.variables })
  const lines: string[] = []
  const logs = openLogs(config, { write: (line) => void lines.push(line) })
  // Hooks run in the order they are registered: the runtime stops before its database is emptied.
  let stop = (): Promise<void> => Promise.resolve()
  t.after(async () => {
    await stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  const database = await (options.engine === 'postgresql' ? openFreshPostgresql(t) : openFreshEmbedded(t))
  const runtime = await createRuntime(config, logs.log, {
    clock, database: { ...database, close: () => Promise.resolve() }, ...(options.triggers ? { triggers: options.triggers } : {}),
  })
  stop = runtime.close
  return {
    ...runtime,
    clock,
    url: config.publicUrl,
    logLines: lines,
    /** Listens on `url`. */
    async listen(): Promise<void> {
      const running = await startServer(runtime, logs, loadViewPages)
      stop = running.stop
    },
    /** The newest message that matches, once it is there. */
    async message(filter: { to?: string; username?: string; purpose?: string }) {
      const message = await runtime.development?.inbox.latest(filter, { waitMs: 60_000, signal: AbortSignal.timeout(120_000) })
      if (!message) throw new Error(`No message for ${JSON.stringify(filter)}.`)
      return message
    },
  }
}

export type TestRuntime = Awaited<ReturnType<typeof createTestRuntime>>
