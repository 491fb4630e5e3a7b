type Line = { time?: string; level?: number; msg?: string; requestId?: string; err?: ErrorLine; [member: string]: unknown }
type ErrorLine = { message?: string; stack?: string; cause?: ErrorLine }

const LEVELS: Readonly<Record<number, string>> = { 10: 'trace', 20: 'debug', 30: 'info ', 40: 'warn ', 50: 'error', 60: 'fatal' }

/** One JSON log line as a person reads it in a terminal: time, level, words, facts; the stack of an error below. */
export function formatReadableLine(json: string): string {
  const { time = '', level = 30, msg = '', err, requestId, ...facts } = JSON.parse(json) as Line
  const parts = [time.slice(11, 23), LEVELS[level] ?? String(level), msg]
  for (const [name, value] of Object.entries(facts)) parts.push(`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  if (requestId !== undefined && level >= 40) parts.push(`requestId=${requestId}`)
  return `${parts.join(' ')}\n${err === undefined ? '' : formatStack(err)}`
}

function formatStack(error: ErrorLine): string {
  const own = `    ${(error.stack ?? error.message ?? '').replaceAll('\n', '\n    ')}\n`
  return error.cause === undefined ? own : `${own}    caused by\n${formatStack(error.cause)}`
}
