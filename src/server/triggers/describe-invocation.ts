import type { MissingFunction, RegisteredFunction } from '#src/domain/functions/registered-function.ts'
import type { TriggerInvocation } from '#src/domain/triggers/trigger-invocation.ts'

/** A function in one line, without its secrets. */
export const functionLine = (registered: RegisteredFunction): string =>
  line([registered.name, registered.kind, whereIs(registered), `since ${registered.modifiedAt.toISOString().slice(0, 16).replace('T', ' ')}`])

function whereIs({ kind, settings, secrets }: RegisteredFunction): string {
  switch (kind) {
    case 'lambda': return `${settings.endpoint ?? 'AWS'}${settings.region === null ? '' : ` in ${settings.region}`}${secrets === null ? ', no credentials' : `, as ${secrets.accessKeyId}`}`
    case 'webhook': return `${settings.url}${secrets.previousUntil === null ? '' : `, two secrets until ${secrets.previousUntil}`}`
    case 'module': return `functions/${settings.file} ${settings.handler}, ${settings.memoryMb} MiB${Object.keys(secrets.environment).length === 0 ? '' : `, with ${Object.keys(secrets.environment).join(' ')}`}`
  }
}

export const missingLine = ({ name, poolId, trigger }: MissingFunction): string => line([name, 'MISSING', `named by ${poolId} as ${trigger}: its calls are refused`])

/** A call in one line, as `log` and `tail` show it. */
export const invocationLine = ({ id, at, poolId, source, event, functionName, outcome, durationMs, attempts, error }: TriggerInvocation): string =>
  line([at.toISOString(), source, poolId, String(event.userName ?? '-'), `${outcome} ${durationMs} ms${attempts > 1 ? ` ${attempts} attempts` : ''}`, functionName, id, ...(error === null ? [] : [error])])

/** Everything that was written down of a call. */
export const invocationPage = (invocation: TriggerInvocation): string => {
  const { event, response, output, requestId, clientId } = invocation
  return `${invocationLine(invocation)}client ${clientId ?? '-'}  request ${requestId ?? '-'}\n\nevent\n${json(event)}\n\nresponse\n${json(response)}\n${output === null ? '' : `\noutput\n${unterminal(output)}`}`
}

export const json = (value: unknown): string => unterminal(JSON.stringify(value, null, 2))

const line = (words: readonly string[]): string => `${unterminal(words.join('  ')).replaceAll('\n', ' ')}\n`

/** A function's words, and those of people who sign up, do not command the operator's terminal. */
const unterminal = (text: string): string => text.replaceAll(/[^\P{C}\n\t]/gu, '\ufffd')
