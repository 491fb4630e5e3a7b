import { type ChildProcess, fork } from 'node:child_process'
import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Answer } from './function-runner.ts'
import { functionNameParts } from './lambda-context.ts'
import { type ModuleCall, type ModuleMessage, type ModuleStart, steadyNow } from './module-message.ts'
import { readAnswer } from './read-answer.ts'

export type ProcessCall = { readonly event: string; readonly requestId: string; readonly timeoutMs: number; readonly signal: AbortSignal; output(line: string): void }

/** A process that has a function's file loaded. */
export type ModuleProcess = {
  /** One call at a time. Ends the process when `signal` is aborted or the function uses more memory than it may. */
  call(call: ProcessCall): Promise<Answer>
  /** Whether it can be called again. */
  isAlive(): boolean
  /** Whether a file that it has loaded is another one by now. */
  isOutdated(): boolean
  /** Resolves when it is gone. */
  end(): Promise<void>
}

/** Beside this file, in the sources and in what is built of them. */
const PROGRAM = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './module-program.ts' : './module-program.js', import.meta.url))
/** Node.js itself, MiB, on top of the heap that a function may use. */
const OF_NODE = 108
const PAGE = 4096
/** Memory beside the heap (buffers) has no limit of its own: where the system tells it, it is looked at this often, in milliseconds. */
const LOOK_EVERY = 100
const TOO_LATE: Answer = { kind: 'unanswered', cause: 'The function did not answer in time and was ended.', again: true }

/** Starts a process. It sees the variables it is given and none of the server's; `ended` is told when it is no more. */
export function startModuleProcess(start: ModuleStart, environment: Readonly<Record<string, string>>, ended: () => void): ModuleProcess {
  const child = startNode(start, environment)
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let current: { settle(answer: Answer): void; output(line: string): void } | null = null
  let alive = true
  let stamps: readonly [path: string, stamp: string][] = []
  const end = (answer: Answer): void => {
    alive = false
    current?.settle(answer)
    child.kill('SIGKILL')
  }
  const tooMuch: Answer = { kind: 'unanswered', cause: `The function used more than its ${start.memoryMb} MiB of memory and was ended.`, again: false }
  const hear = (message: ModuleMessage): void => {
    if ('files' in message) stamps = message.files.map((path) => [path, stampOf(path)])
    switch (message.kind) {
      case 'ready': return
      case 'line': return current?.output(message.text)
      case 'broken': return end({ kind: 'unanswered', cause: `The file cannot be loaded: ${message.cause}`, again: false })
      case 'answer': return current?.settle(readAnswer(message.text))
      case 'threw':
      case 'unreadable': return current?.settle(message)
    }
  }
  child.on('message', hear)
  child.on('error', (error) => end({ kind: 'unanswered', cause: `The process of the function failed: ${error.message}`, again: false }))
  // V8 aborts when the heap is full.
  child.on('close', (_code, signal) => end(signal === 'SIGABRT' ? tooMuch : { kind: 'unanswered', cause: 'The function ended its process.', again: false }))
  child.once('close', ended)
  const look = async (): Promise<void> => {
    const mebibytes = await residentMebibytes(child)
    if (current !== null && mebibytes > start.memoryMb + OF_NODE) end(tooMuch)
  }
  return {
    call: ({ signal, output, event, requestId, timeoutMs }) => new Promise<Answer>((resolve) => {
      const abort = () => end(TOO_LATE)
      const looking = setInterval(() => void look(), LOOK_EVERY)
      const settle = (answer: Answer) => {
        current = null
        clearInterval(looking)
        signal.removeEventListener('abort', abort)
        resolve(answer)
      }
      current = { settle, output }
      if (signal.aborted) return abort()
      if (!alive) return settle({ kind: 'unanswered', cause: 'The function ended its process.', again: false })
      signal.addEventListener('abort', abort, { once: true })
      // What cannot be sent to a process that is ending is answered by its end.
      child.send({ event, requestId, deadline: steadyNow() + timeoutMs } satisfies ModuleCall, () => {})
    }),
    isAlive: () => alive,
    isOutdated: () => stamps.some(([path, stamp]) => stampOf(path) !== stamp),
    end() {
      end({ kind: 'unanswered', cause: 'The server is being stopped.', again: false })
      return gone
    },
  }
}

/** A server that is killed leaves them without a lifeline, and they end by themselves; one that exits takes them along. */
const running = new Set<ChildProcess>()
const killAll = (): void => running.forEach((child) => child.kill('SIGKILL'))

function startNode(start: ModuleStart, environment: Readonly<Record<string, string>>): ChildProcess {
  const child = fork(PROGRAM, [JSON.stringify(start)], {
    cwd: start.folder, env: { ...lambdaVariables(start), ...environment } as NodeJS.ProcessEnv,
    // The last is the lifeline.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc', 'pipe'],
    execArgv: ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${start.memoryMb}`, '--max-semi-space-size=8'],
  })
  if (running.size === 0) process.once('exit', killAll)
  running.add(child)
  child.once('close', () => {
    running.delete(child)
    if (running.size === 0) process.off('exit', killAll)
  })
  return child
}

/** 0 where the system has no such file. */
async function residentMebibytes({ pid }: ChildProcess): Promise<number> {
  const pages = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')
  return (Number(pages.split(' ')[1] ?? 0) * PAGE) / 1024 / 1024
}

function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats === undefined ? 'none' : `${stats.mtimeMs} ${stats.size}`
}

/** Variables that handlers find on Lambda. */
function lambdaVariables({ functionName, folder, handler, memoryMb }: ModuleStart): Record<string, string> {
  const { short, version, region } = functionNameParts(functionName)
  return {
    AWS_LAMBDA_FUNCTION_NAME: short, AWS_LAMBDA_FUNCTION_VERSION: version, AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_REGION: region, AWS_DEFAULT_REGION: region, LAMBDA_TASK_ROOT: folder, _HANDLER: handler, TZ: ':UTC',
  }
}
