import { loadConfig, type Config } from '#src/config/config.ts'
import { processVariables } from '#src/config/env.ts'
import { seconds } from '#src/contracts/duration.ts'
import { openLogs, type Log, type Logs } from './log.ts'
import type { Runtime } from './runtime.ts'
import { withSourceLines } from './source-lines.ts'
import { formatStartBanner } from './start-banner.ts'
import { startServer, type LoadPages } from './start-server.ts'

/** What the program is made of. */
export type ProgramParts = {
  readonly createRuntime: (config: Config, log: Log) => Promise<Runtime>
  readonly pageLoader: (runtime: Runtime) => LoadPages
}

/** A stop takes no longer than this, whatever hangs. */
const LONGEST_STOP = seconds(9)

/**
 * Runs the program until it is told to stop. What prevents a start ends in one sentence on stderr and exit code 1.
 */
export async function runProgram(parts: ProgramParts): Promise<void> {
  try {
    await start(parts)
  } catch (error) {
    process.exitCode = 1
    process.stderr.write(`${sentenceOf(error)}\n`)
  }
}

async function start({ createRuntime, pageLoader }: ProgramParts): Promise<void> {
  const config = loadConfig(processVariables())
  const logs = openLogs(config)
  const runtime = await createRuntime(config, logs.log)
  const running = await startServer(runtime, logs, pageLoader(runtime)).catch(async (error: unknown) => {
    await runtime.close()
    throw error
  })
  surviveStrayErrors(logs)
  stopOnSignal(running.stop, logs)
  logs.log.info({ mode: config.mode, publicUrl: config.publicUrl, host: config.listen.host, port: config.listen.port, ...(config.httpsPort === null ? {} : { httpsPort: config.httpsPort }) }, 'listening')
  running.pagesReady.catch((err: unknown) => logs.log.fatal({ err }, 'pages cannot be rendered: run `npm run build`'))
  await greet(runtime).catch((err: unknown) => logs.log.error({ err }, 'the start page cannot be shown'))
}

async function greet(runtime: Runtime): Promise<void> {
  if (runtime.development !== null) process.stdout.write(formatStartBanner(await runtime.development.door.viewStart(), runtime.createdAccessKey))
  else if (runtime.createdAccessKey !== null) {
    const { id, secret } = runtime.createdAccessKey
    process.stdout.write(`Access key of the operator, shown this once: ${id} ${secret}\n`)
  }
}

/**
 * State lives in the database and in single requests, so an error that nobody caught concerns one request at most: it is
 * logged with its causes and everybody else is served on.
 */
function surviveStrayErrors({ log }: Logs): void {
  process.on('unhandledRejection', (err) => log.error({ err }, 'a promise was rejected and nobody listened'))
  process.on('uncaughtException', (err) => log.error({ err }, 'an error was thrown and nobody caught it'))
}

function stopOnSignal(stop: () => Promise<void>, logs: Logs): void {
  let stopping = false
  const onSignal = (signal: string) => {
    if (stopping) return
    stopping = true
    logs.log.info({ signal }, 'stopping')
    // What still runs then has been told to end and did not: the exit code says so.
    setTimeout(() => process.exit(1), LONGEST_STOP).unref()
    stop().then(
      () => logs.log.info('stopped'),
      (err: unknown) => {
        process.exitCode = 1
        logs.log.error({ err }, 'the stop was not clean')
      },
    ).finally(() => {
      logs.flush()
      // Everything is closed; a library's forgotten timer must not keep the process.
      setTimeout(() => process.exit(), 250).unref()
    })
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => onSignal(signal))
}

/** A reason not to start is written for the operator; anything else is a bug and shows its stack. */
function sentenceOf(error: unknown): string {
  if (error instanceof Error && error.name === 'StartError') return `Poolhouse cannot start. ${error.message}`
  return error instanceof Error ? withSourceLines(error.stack ?? error.message) : String(error)
}
