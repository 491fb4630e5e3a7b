import type { ModuleFunction } from '#src/domain/functions/registered-function.ts'
import { findModuleFile } from './find-module-file.ts'
import type { FunctionRunner } from './function-runner.ts'
import { createModulePool, type ModulePool } from './module-pool.ts'
import { startModuleProcess } from './module-process.ts'

export type ModuleRunnerDeps = {
  /** Absolute path of the folder with the files. */
  readonly functionsFolder: string
  /** Whether changed files are loaded anew by the next call; else when the function is registered again. */
  readonly watch: boolean
}

const MOST_PROCESSES_OF_ONE = 8
const MOST_PROCESSES = 16

/**
 * Calls functions that are files of this installation, in processes of their own with limits of memory and time: one that
 * goes beyond is ended, and nothing else is. Threads would be lighter, but V8 ends the whole program when some allocations fail in one.
 */
export function createModuleRunner({ functionsFolder, watch }: ModuleRunnerDeps): FunctionRunner<ModuleFunction> {
  const pools = new Map<string, { modifiedAt: number; pool: ModulePool }>()
  const running = { processes: 0 }
  const poolOf = (registered: ModuleFunction): ModulePool => {
    const modifiedAt = registered.modifiedAt.getTime()
    const known = pools.get(registered.name)
    if (known?.modifiedAt === modifiedAt) return known.pool
    known?.pool.retire()
    const start = () => startProcess(functionsFolder, registered, running)
    const pool = createModulePool({ start, watch, most: MOST_PROCESSES_OF_ONE, mayGrow: () => running.processes < MOST_PROCESSES })
    pools.set(registered.name, { modifiedAt, pool })
    return pool
  }
  return {
    async run(registered, event, { signal, timeoutMs, invocationId, output }) {
      const pool = poolOf(registered)
      const askedAt = performance.now()
      try {
        const child = await pool.take(signal)
        if (child === null) return { kind: 'unanswered', cause: 'No process of the function became free in time.', again: false }
        const left = timeoutMs - (performance.now() - askedAt)
        const answer = await child.call({ event: JSON.stringify(event), requestId: invocationId, timeoutMs: left, signal, output })
        pool.giveBack(child)
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

async function startProcess(functionsFolder: string, { name, settings, secrets }: ModuleFunction, running: { processes: number }) {
  const found = await findModuleFile(functionsFolder, settings.file)
  if ('problem' in found) throw Object.assign(new Error(found.problem), { code: 'NoSuchModule' })
  running.processes++
  return startModuleProcess({ ...found, handler: settings.handler, memoryMb: settings.memoryMb, functionName: name }, secrets.environment, () => { running.processes-- })
}
