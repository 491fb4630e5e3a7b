import type { ModuleFunction } from '#src/domain/functions/registered-function.ts'
import { findModuleFile } from './find-module-file.ts'
import type { FunctionRunner } from './function-runner.ts'
import { createModulePool, type ModulePool } from './module-pool.ts'
import { startModuleThread } from './module-thread.ts'

export type ModuleRunnerDeps = {
  /** Absolute path of the folder with the files. */
  readonly functionsFolder: string
  /** Whether changed files are loaded anew by the next call; else when the function is registered again. */
  readonly watch: boolean
}

const MOST_THREADS_OF_ONE = 8
const MOST_THREADS = 16

/**
 * Calls functions that are files of this installation, in threads of their own with limits of memory and time: a thread that goes
 * beyond one is ended, and nothing else is.
 */
export function createModuleRunner({ functionsFolder, watch }: ModuleRunnerDeps): FunctionRunner<ModuleFunction> {
  const pools = new Map<string, { modifiedAt: number; pool: ModulePool }>()
  const running = { threads: 0 }
  const poolOf = (registered: ModuleFunction): ModulePool => {
    const modifiedAt = registered.modifiedAt.getTime()
    const known = pools.get(registered.name)
    if (known?.modifiedAt === modifiedAt) return known.pool
    known?.pool.retire()
    const start = () => startThread(functionsFolder, registered, running)
    const pool = createModulePool({ start, watch, most: MOST_THREADS_OF_ONE, mayGrow: () => running.threads < MOST_THREADS })
    pools.set(registered.name, { modifiedAt, pool })
    return pool
  }
  return {
    async run(registered, event, { signal, timeoutMs, invocationId, output }) {
      const pool = poolOf(registered)
      const askedAt = performance.now()
      try {
        const thread = await pool.take(signal)
        if (thread === null) return { kind: 'unanswered', cause: 'No thread of the function became free in time.', again: false }
        const left = timeoutMs - (performance.now() - askedAt)
        const answer = await thread.call({ event: JSON.stringify(event), requestId: invocationId, timeoutMs: left, signal, output })
        pool.giveBack(thread)
        return answer
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'NoSuchModule') throw error
        return { kind: 'unanswered', cause: (error as Error).message, again: false }
      }
    },
    async close() {
      await Promise.all([...pools.values()].map(({ pool }) => pool.close()))
      pools.clear()
    },
  }
}

async function startThread(functionsFolder: string, { name, settings, secrets }: ModuleFunction, running: { threads: number }) {
  const found = await findModuleFile(functionsFolder, settings.file)
  if ('problem' in found) throw Object.assign(new Error(found.problem), { code: 'NoSuchModule' })
  running.threads++
  return startModuleThread({ ...found, handler: settings.handler, memoryMb: settings.memoryMb, functionName: name }, secrets.environment, () => { running.threads-- })
}
