import { pino, type Logger } from 'pino'
import type { Config } from '#src/config/config.ts'
import { gatherLines } from './gather-lines.ts'
import { formatReadableLine } from './readable-log-line.ts'
import { withSourceLines } from './source-lines.ts'

export type Log = Logger

/** Members that never reach a log, wherever they stand in what is logged (three levels deep). */
const SECRET_MEMBERS = [
  'password', 'newPassword', 'code', 'token', 'accessToken', 'idToken', 'refreshToken', 'secret', 'clientSecret', 'secretHash',
  'session', 'cookie', 'authorization', 'masterKey', 'key', 'body', 'text', 'html', 'link', 'query', 'url', 'headers',
]

const redact = { paths: SECRET_MEMBERS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' }

export type LogOutput = { write(line: string): void; flushSync?(): void }

/** The line of each request: `members` are JSON text of fixed, harmless members, so nothing searches them for secrets. */
export type RequestLines = {
  isLevelEnabled(level: RequestLevel): boolean
  write(level: RequestLevel, members: string): void
}
type RequestLevel = 'debug' | 'info' | 'error'

export type Logs = {
  readonly log: Log
  readonly requests: RequestLines
  /** Writes what is still held back. */
  flush(): void
}

/**
 * The program's log: JSON lines in production, short readable lines in development. Lines are written in the background
 * and dropped when the reader blocks for longer than 8 MB of them, so a stuck log never stops a request. In production
 * several leave together, a tenth of a second late at most: a write for each costs more than making the line.
 */
export function openLogs(config: Pick<Config, 'mode' | 'logLevel'>, output?: LogOutput): Logs {
  const sink = output ?? openStandardOutput(config.mode === 'production')
  const stream = config.mode === 'production' ? sink : { write: (line: string) => sink.write(formatReadableLine(line)) }
  const log = pino({
    level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact, serializers: { err: (thrown: unknown) => describeError(thrown) },
  }, stream)
  const timeOf = createTimeTexts()
  return {
    log,
    requests: {
      isLevelEnabled: (level) => log.isLevelEnabled(level),
      write: (level, members) => stream.write(`{"level":${LEVELS[level]},"time":"${timeOf(Date.now())}",${members}}\n`),
    },
    flush: () => sink.flushSync?.(),
  }
}

const LEVELS: Readonly<Record<RequestLevel, number>> = { debug: 20, info: 30, error: 50 }

function openStandardOutput(together: boolean): LogOutput {
  const destination = pino.destination({ dest: 1, sync: false, maxLength: 8 * 1024 * 1024 })
  if (!together) return destination
  const gathered = gatherLines(destination)
  process.prependListener('exit', gathered.release) // pino writes it out in its own listener, behind this one
  return gathered
}

/** Times as text; those of one millisecond are made once. */
function createTimeTexts(): (time: number) => string {
  let last = { time: NaN, text: '' }
  return (time) => {
    if (time !== last.time) last = { time, text: new Date(time).toISOString() }
    return last.text
  }
}

type Described = { name: string; reason?: string; message: string; stack?: string; cause?: Described }

/** What a log may say of something thrown: name, code (as `reason`), message, stack and causes; never its other members. */
export function describeError(thrown: unknown, depth = 0): Described {
  if (!(thrown instanceof Error)) return { name: 'NotAnError', message: typeof thrown }
  const code = (thrown as { code?: unknown }).code
  return {
    name: thrown.name,
    ...(typeof code === 'string' ? { reason: code } : {}),
    message: withoutCredentials(thrown.message),
    ...(thrown.stack === undefined ? {} : { stack: withoutCredentials(withSourceLines(thrown.stack)) }),
    ...(thrown.cause === undefined || depth > 4 ? {} : { cause: describeError(thrown.cause, depth + 1) }),
  }
}

// Drivers put connection strings into their messages; queries of URLs carry codes.
const withoutCredentials = (text: string): string =>
  text.replace(/\/\/[^\s/@]*:[^\s/@]*@/g, '//[redacted]@').replace(/(https?:\/\/[^\s?]+)\?\S+/g, '$1?[redacted]')
