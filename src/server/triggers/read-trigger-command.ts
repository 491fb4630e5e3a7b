import { parseEnv } from 'node:util'
import { parseWords } from '#src/server/commands/parse-words.ts'
import type { TriggerCommandLine } from './trigger-command.ts'

/** What a command line may look at; files are read here, since a running server may see others. */
export type Surroundings = { variables: Readonly<Record<string, string | undefined>>; readFile(path: string): string }

const options = {
  module: { type: 'string' }, handler: { type: 'string' }, memory: { type: 'string' }, 'env-file': { type: 'string' }, webhook: { type: 'string' }, lambda: { type: 'boolean' },
  endpoint: { type: 'string' }, region: { type: 'string' }, credentials: { type: 'boolean' }, overlap: { type: 'string' }, pool: { type: 'string' }, trigger: { type: 'string' },
  limit: { type: 'string' }, value: { type: 'string', multiple: true },
} as const
type Options = NonNullable<ReturnType<typeof parseWords<typeof options>>>['values']
type OptionName = keyof typeof options

/** Which options each verb takes; another one is a mistake, and not ignored. */
const TAKES: Record<string, readonly OptionName[]> = {
  list: [], remove: [], show: [], 'rotate-secret': ['overlap'], log: ['pool', 'trigger', 'limit'], tail: ['pool', 'trigger'], replay: ['value'],
  set: ['module', 'handler', 'memory', 'env-file', 'webhook', 'lambda', 'endpoint', 'region', 'credentials'],
}

/** What a command line asks for, or null. Throws when a file that it names cannot be read. */
export function readTriggerCommand(args: readonly string[], surroundings: Surroundings): TriggerCommandLine | null {
  const read = parseWords(args, options)
  if (read === null) return null
  const { values, positionals: [verb = '', name, ...more] } = read
  const takes = Object.hasOwn(TAKES, verb) ? TAKES[verb] : undefined
  if (takes === undefined || more.length > 0 || Object.keys(values).some((option) => !takes.includes(option as OptionName))) return null
  const filter = { ...(values.pool === undefined ? {} : { poolId: values.pool }), ...(values.trigger === undefined ? {} : { trigger: values.trigger }) }
  if (name === undefined) return unnamed(verb, values, filter)
  switch (verb) {
    case 'set': return readSet(name, values, surroundings)
    case 'remove': return { kind: 'remove', name }
    case 'rotate-secret': return withNumber(values.overlap, 24, [0, 720], (overlapHours) => ({ kind: 'rotate-secret', name, overlapHours }))
    case 'show': return { kind: 'show', id: name }
    case 'replay': return readReplay(name, values.value ?? [])
    default: return null
  }
}

function unnamed(verb: string, values: Options, filter: { poolId?: string; trigger?: string }): TriggerCommandLine | null {
  switch (verb) {
    case 'list': return { kind: 'list' }
    case 'tail': return { kind: 'tail', ...filter }
    case 'log': return withNumber(values.limit, 50, [1, 1000], (limit) => ({ kind: 'log', ...filter, limit }))
    default: return null
  }
}

function readSet(name: string, values: Options, { variables, readFile }: Surroundings): TriggerCommandLine | null {
  const { module, handler, memory, webhook, lambda, endpoint, region, credentials } = values
  const only = (...allowed: OptionName[]) => Object.keys(values).every((option) => allowed.includes(option as OptionName))
  if (module !== undefined && only('module', 'handler', 'memory', 'env-file')) {
    const file = values['env-file']
    const environment = file === undefined ? {} : Object.fromEntries(Object.entries(parseEnv(readFile(file))).map(([key, value]) => [key, value ?? '']))
    return withNumber(memory, 128, [32, 4096], (memoryMb) => ({ kind: 'set-module', name, file: module, handler: handler ?? 'handler', memoryMb, environment }))
  }
  if (webhook !== undefined && only('webhook')) return { kind: 'set-webhook', name, url: webhook }
  if (lambda !== true || !only('lambda', 'endpoint', 'region', 'credentials')) return null
  return { kind: 'set-lambda', name, endpoint: endpoint ?? null, region: region ?? null, secrets: credentials === true ? credentialsIn(variables) : null }
}

function credentialsIn({ AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken }: Surroundings['variables']) {
  if (!accessKeyId || !secretAccessKey) throw new Error('--credentials takes AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of this command\'s environment, and they are not there.')
  return { accessKeyId, secretAccessKey, sessionToken: sessionToken || null }
}

function readReplay(id: string, given: readonly string[]): TriggerCommandLine | null {
  const pairs = given.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)] as const)
  return pairs.some(([path]) => path === '') || given.some((text) => !text.includes('=')) ? null : { kind: 'replay', id, values: Object.fromEntries(pairs) }
}

function withNumber<Result>(text: string | undefined, otherwise: number, [least, most]: readonly [number, number], make: (value: number) => Result): Result | null {
  if (text !== undefined && !/^\d{1,6}$/.test(text)) return null
  const value = text === undefined ? otherwise : Number(text)
  return value < least || value > most ? null : make(value)
}
