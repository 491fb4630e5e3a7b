import { statSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { functionNameParts } from './lambda-context.ts'
import type { Answer } from './function-runner.ts'
import { type ModuleCall, steadyNow, type WorkerMessage, type WorkerStart } from './module-message.ts'
import { readAnswer } from './read-answer.ts'

export type ThreadCall = { readonly event: string; readonly requestId: string; readonly timeoutMs: number; readonly signal: AbortSignal; output(line: string): void }

/** A thread that has a function's file loaded. */
export type ModuleThread = {
  /** One call at a time. Ends the thread when `signal` is aborted or the function uses more memory than it may. */
  call(call: ThreadCall): Promise<Answer>
  /** Whether it can be called again. */
  isAlive(): boolean
  /** Whether a file that it has loaded is another one by now. */
  isOutdated(): boolean
  end(): Promise<void>
}

/** Beside this file, in the sources and in what is built of them. */
const PROGRAM = new URL(import.meta.url.endsWith('.ts') ? './module-worker.ts' : './module-worker.js', import.meta.url)
const MIB = 1024 * 1024
/** What lies outside the heap (buffers) has no limit of its own: it is looked at this often, in milliseconds. */
const LOOK_EVERY = 50
const TOO_LATE: Answer = { kind: 'unanswered', cause: 'The function did not answer in time and was ended.', again: true }

/** Starts a thread. It sees the variables it is given and none of the server's; `ended` is told when it is no more. */
export function startModuleThread(start: WorkerStart, environment: Readonly<Record<string, string>>, ended: () => void): ModuleThread {
  const worker = new Worker(PROGRAM, {
    name: `function ${functionNameParts(start.functionName).short}`, workerData: start, env: { ...lambdaVariables(start), ...environment }, argv: [], execArgv: ['--disable-warning=ExperimentalWarning'],
    stdin: false, stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: start.memoryMb, maxYoungGenerationSizeMb: 16 },
  })
  let current: { settle(answer: Answer): void; output(line: string): void } | null = null
  let alive = true
  let stamps: readonly [path: string, stamp: string][] = []
  const end = async (answer: Answer): Promise<void> => {
    alive = false
    current?.settle(answer)
    await worker.terminate()
  }
  const tooMuch: Answer = { kind: 'unanswered', cause: `The function used more than its ${start.memoryMb} MiB of memory and was ended.`, again: false }
  const hear = (message: WorkerMessage): void => {
    if ('files' in message) stamps = message.files.map((path) => [path, stampOf(path)])
    switch (message.kind) {
      case 'ready': return
      case 'line': return current?.output(message.text)
      case 'broken': return void end({ kind: 'unanswered', cause: `The file cannot be loaded: ${message.cause}`, again: false })
      case 'answer': return current?.settle(readAnswer(message.text))
      case 'threw':
      case 'unreadable': return current?.settle(message)
    }
  }
  worker.unref()
  worker.on('message', hear)
  worker.on('messageerror', (error) => void end({ kind: 'unreadable', cause: error.message }))
  worker.on('error', (error) => void end((error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch : { kind: 'unanswered', cause: `The function ended by an error outside its call: ${String((error as Error | null)?.message)}`, again: false }))
  worker.on('exit', () => {
    ended()
    void end({ kind: 'unanswered', cause: 'The function ended its process.', again: false })
  })
  const look = async (): Promise<void> => {
    const heap = await worker.getHeapStatistics().catch(() => null)
    if (heap !== null && heap.external_memory > start.memoryMb * MIB) await end(tooMuch)
  }
  return {
    call: ({ signal, output, event, requestId, timeoutMs }) => new Promise<Answer>((resolve) => {
      const abort = () => void end(TOO_LATE)
      const looking = setInterval(() => void look(), LOOK_EVERY)
      const settle = (answer: Answer) => {
        current = null
        clearInterval(looking)
        signal.removeEventListener('abort', abort)
        worker.unref()
        resolve(answer)
      }
      current = { settle, output }
      worker.ref()
      if (signal.aborted || !alive) return void end(TOO_LATE)
      signal.addEventListener('abort', abort, { once: true })
      worker.postMessage({ event, requestId, deadline: steadyNow() + timeoutMs } satisfies ModuleCall)
    }),
    isAlive: () => alive,
    isOutdated: () => stamps.some(([path, stamp]) => stampOf(path) !== stamp),
    async end() {
      await end({ kind: 'unanswered', cause: 'The server is being stopped.', again: false })
    },
  }
}

function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats === undefined ? 'none' : `${stats.mtimeMs} ${stats.size}`
}

/** Variables that handlers find on Lambda. */
function lambdaVariables({ functionName, folder, handler, memoryMb }: WorkerStart): Record<string, string> {
  const { short, version, region } = functionNameParts(functionName)
  return {
    AWS_LAMBDA_FUNCTION_NAME: short, AWS_LAMBDA_FUNCTION_VERSION: version, AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_REGION: region, AWS_DEFAULT_REGION: region, LAMBDA_TASK_ROOT: folder, _HANDLER: handler, TZ: ':UTC',
  }
}
