import { pino, type Logger } from 'pino'
import type { Config } from '#src/config/config.ts'
import { formatReadableLine } from './readable-log-line.ts'

export type Log = Logger

/** Members that never reach a log, wherever they stand in what is logged (three levels deep). */
const SECRET_MEMBERS = [
  'password', 'newPassword', 'code', 'token', 'accessToken', 'idToken', 'refreshToken', 'secret', 'clientSecret', 'secretHash',
  'session', 'cookie', 'authorization', 'masterKey', 'key', 'body', 'text', 'html', 'link', 'query', 'url', 'headers',
]

const redact = { paths: SECRET_MEMBERS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' }

type LogOutput = { write(line: string): void; flushSync?(): void }

export type Logs = {
  readonly log: Log
  /** For the line of each request alone: its members are fixed and harmless, so nothing searches them for secrets. */
  readonly requests: Log
  /** Writes what is still held back. */
  flush(): void
}

/**
 * The program's log: JSON lines in production, short readable lines in development. Lines are written in the background
 * and dropped when the reader blocks for longer than 8 MB of them, so a stuck log never stops a request. In production
 * several leave together, a tenth of a second late at most: a write for each costs more than making the line.
 */
export function openLogs(config: Pick<Config, 'mode' | 'logLevel'>, output?: LogOutput): Logs {
  const together = config.mode === 'production' ? { minLength: 16_000, periodicFlush: 100 } : {}
  const sink: LogOutput = output ?? pino.destination({ dest: 1, sync: false, maxLength: 8 * 1024 * 1024, ...together })
  const stream = config.mode === 'production' ? sink : { write: (line: string) => sink.write(formatReadableLine(line)) }
  const options = { level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  return {
    log: pino({ ...options, redact, serializers: { err: (thrown: unknown) => describeError(thrown) } }, stream),
    requests: pino(options, stream),
    flush: () => sink.flushSync?.(),
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
    ...(thrown.stack === undefined ? {} : { stack: withoutCredentials(thrown.stack) }),
    ...(thrown.cause === undefined || depth > 4 ? {} : { cause: describeError(thrown.cause, depth + 1) }),
  }
}

// Drivers put connection strings into their messages; queries of URLs carry codes.
const withoutCredentials = (text: string): string =>
  text.replace(/\/\/[^\s/@]*:[^\s/@]*@/g, '//[redacted]@').replace(/(https?:\/\/[^\s?]+)\?\S+/g, '$1?[redacted]')
