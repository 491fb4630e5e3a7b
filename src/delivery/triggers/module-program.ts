// The process that a function's file runs in, one call at a time. Started by module-process.ts; loads nothing but Node's own.
import { format } from 'node:util'
import { Worker } from 'node:worker_threads'
import { loadHandler } from './load-handler.ts'
import { createLambdaContext, type LambdaHandler } from './lambda-context.ts'
import { LIFELINE, type ModuleCall, type ModuleMessage, type ModuleStart } from './module-message.ts'

const LARGEST_ANSWER = 1024 * 1024
const LONGEST_MESSAGE = 4096
/** Characters of console output a call; more is dropped here, before it costs the server anything. */
const MOST_OUTPUT = 16_384

const [given] = process.argv.splice(2)
const { channel } = process
if (given !== undefined && channel !== undefined) serve(channel, JSON.parse(given) as ModuleStart)

type Channel = NonNullable<typeof process.channel>
type End = Extract<ModuleMessage, { kind: 'answer' | 'threw' | 'unreadable' }>

function serve(port: Channel, start: ModuleStart): void {
  endWithTheServer()
  const say = (message: ModuleMessage, said?: () => void) => (said === undefined ? process.send?.(message) : process.send?.(message, said))
  let end: ((how: End, said?: () => void) => void) | null = null
  let written = 0
  captureOutput((text) => {
    written += text.length
    if (end !== null && written <= MOST_OUTPUT) say({ kind: 'line', text })
  })
  // As on Lambda: a rejection nobody handles ends the process, and the call with it.
  const fail = (error: unknown) => {
    if (end === null) throw error
    end({ kind: 'threw', message: messageOf(error) }, () => process.exit(1))
  }
  const call = (handler: LambdaHandler, files: () => string[], { event, requestId, deadline }: ModuleCall) => {
    written = 0
    port.unref()
    end = (how, said) => {
      end = null
      port.ref()
      say(how, said)
    }
    const settle = (error: unknown, result: unknown) => end?.(error === null || error === undefined ? toAnswer(result, files()) : { kind: 'threw', message: messageOf(error) })
    runHandler(handler, JSON.parse(event), createLambdaContext({ ...start, requestId, deadline }, settle), settle)
  }
  // Nothing is left that could call back: on Lambda the answer is then null.
  process.on('beforeExit', () => end?.({ kind: 'answer', text: 'null', files: [] }))
  process.on('disconnect', () => process.exit())
  loadHandler(start).then(
    ({ handler, files }) => {
      process.on('uncaughtException', fail)
      process.on('message', (message: ModuleCall) => call(handler, files, message))
      say({ kind: 'ready', files: files() })
    },
    (error: unknown) => say({ kind: 'broken', cause: messageOf(error) }, () => process.exit(1)),
  )
}

/** Notes the end of the server even while the function turns in circles: a thread that sleeps until the lifeline is cut. */
function endWithTheServer(): void {
  // An error of the pipe is its end too: both close it.
  const watch = `new (require('node:net').Socket)({ fd: ${LIFELINE} }).on('error', () => {}).on('close', () => process.kill(process.pid, 'SIGKILL')).resume()`
  new Worker(watch, { eval: true, execArgv: [], env: {}, resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 } }).unref()
}

/** Async functions answer by their promise, others by the callback or the context (Lambda: Node.js handlers). */
function runHandler(handler: LambdaHandler, event: unknown, context: object, settle: (error: unknown, result: unknown) => void): void {
  try {
    const result: unknown = handler(event, context, settle)
    if (isThenable(result)) result.then((value) => settle(null, value), (error: unknown) => settle(error ?? new Error('Unhandled'), null))
    // What a function without a callback returns can only be its answer.
    else if (typeof result === 'object' && result !== null && handler.length < 3) settle(null, result)
  } catch (error) {
    settle(error ?? new Error('Unhandled'), null)
  }
}

const isThenable = (value: unknown): value is PromiseLike<unknown> => typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'

function toAnswer(result: unknown, files: string[]): End {
  try {
    const text = JSON.stringify(result ?? null) as string | undefined ?? 'null'
    return text.length > LARGEST_ANSWER ? { kind: 'unreadable', cause: 'The answer is larger than a megabyte.' } : { kind: 'answer', text, files }
  } catch {
    return { kind: 'unreadable', cause: 'The answer cannot be written as JSON.' }
  }
}

function messageOf(error: unknown): string {
  const message = error instanceof Error || (typeof error === 'object' && error !== null && 'message' in error) ? String(error.message) : format('%s', error)
  return message.slice(0, LONGEST_MESSAGE)
}

/** Whatever is written to the console or to standard output belongs to the call under way. */
function captureOutput(take: (text: string) => void): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = ((chunk: string | Uint8Array, encoding?: unknown, done?: unknown) => {
      take((typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()).replace(/\n$/, ''))
      const callback = typeof encoding === 'function' ? encoding : done
      if (typeof callback === 'function') queueMicrotask(() => callback())
      return true
    }) as typeof stream.write
  }
}
