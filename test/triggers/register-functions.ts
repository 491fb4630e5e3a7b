import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { RegisteredFunction } from '#src/domain/functions/registered-function.ts'
import type { TestRuntime } from '#test/create-test-runtime.ts'
import { type AnyHandler, type Behaviour, serveFunctions } from './serve-functions.ts'

export const RUNNERS = ['module', 'webhook', 'lambda'] as const
export type RunnerKind = (typeof RUNNERS)[number]

export const arnOf = (name: string): string => `arn:aws:lambda:us-east-1:000000000000:function:${name}`

const HANDLERS = join(import.meta.dirname, 'handlers')
const SECRET = `whsec_${Buffer.from('a secret of a web hook, thirty-two').toString('base64')}`

export type RegisteredFunctions = {
  /** The events that the functions were called with so far, in order. */
  events(): Promise<Record<string, unknown>[]>
  /** Names of functions that were called without a signature. */
  unsigned: readonly string[]
}

/**
 * Registers the handlers of `handlers/`, each by the name of its file, to be run by one kind of runner. `environment` is what the
 * handlers find in `process.env`.
 */
export async function registerHandlers(t: TestContext, { stores, config }: Pick<TestRuntime, 'stores' | 'config'>, kind: RunnerKind, environment: Record<string, string> = {}): Promise<RegisteredFunctions> {
  const names = (await readdir(HANDLERS)).map((file) => file.replace(/\.ts$/, ''))
  const put = (name: string, how: How) => stores.registeredFunctions.putFunction(registration(name, how))
  if (kind === 'module') {
    const recorded = await copyHandlers(config.dataDir, names)
    for (const name of names) await put(name, { kind, file: `${name}.recorded.ts`, environment: { ...environment, EVENTS: recorded } })
    const events = async () => (await readFile(recorded, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>)
    return { events, unsigned: [] }
  }
  Object.assign(process.env, environment)
  t.mock.method(console, 'log', () => undefined)
  t.after(() => Object.keys(environment).forEach((name) => delete process.env[name]))
  const handlerOf = async (name: string) => ((await import(pathToFileURL(join(HANDLERS, `${name}.ts`)).href)) as { handler: AnyHandler }).handler
  const server = await serveFunctions(t, { secret: SECRET, handlerOf })
  for (const name of names) await put(name, kind === 'webhook' ? { kind, url: server.webhookUrl(name) } : { kind, endpoint: server.lambdaEndpoint })
  return { events: () => Promise.resolve(server.received), unsigned: server.unsigned }
}

/** Registers one function that is served with a behaviour of its own; `events` are its calls. */
export async function registerBehaviour(t: TestContext, { stores }: Pick<TestRuntime, 'stores'>, kind: 'webhook' | 'lambda', name: string, behaviour: Behaviour): Promise<RegisteredFunctions> {
  const server = await serveFunctions(t, { secret: SECRET, handlerOf: () => Promise.reject(new Error('Only a behaviour is served.')), behaviourOf: () => behaviour })
  await stores.registeredFunctions.putFunction(registration(name, kind === 'webhook' ? { kind, url: server.webhookUrl(name) } : { kind, endpoint: server.lambdaEndpoint }))
  return { events: () => Promise.resolve(server.received), unsigned: server.unsigned }
}

/** Registers one function whose file has this text, which finds a file to note its calls in at `process.env.EVENTS`. */
export async function registerText({ stores, config }: Pick<TestRuntime, 'stores' | 'config'>, name: string, text: string): Promise<{ calls(): Promise<number> }> {
  const folder = join(config.dataDir, 'functions')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${name}.js`), text)
  const noted = join(config.dataDir, `${name}.calls`)
  await stores.registeredFunctions.putFunction(registration(name, { kind: 'module', file: `${name}.js`, environment: { EVENTS: noted } }))
  return { calls: async () => (await readFile(noted, 'utf8').catch(() => '')).length }
}

type How = { kind: 'module'; file: string; environment: Record<string, string> } | { kind: 'webhook'; url: string } | { kind: 'lambda'; endpoint: string }

function registration(name: string, how: How): RegisteredFunction {
  const common = { name: arnOf(name), createdAt: new Date(), modifiedAt: new Date() }
  switch (how.kind) {
    case 'module': return { ...common, kind: 'module', settings: { file: how.file, handler: 'handler', memoryMb: 256 }, secrets: { environment: how.environment } }
    case 'webhook': return { ...common, kind: 'webhook', settings: { url: how.url }, secrets: { current: { value: SECRET, createdAt: new Date().toISOString() }, previous: null, previousUntil: null } }
    case 'lambda': return { ...common, kind: 'lambda', settings: { endpoint: how.endpoint, region: null }, secrets: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: null } }
  }
}

/** The files unchanged, with packages beside them as npm puts them, and one more file each that notes the events and calls the handler. */
async function copyHandlers(dataDir: string, names: readonly string[]): Promise<string> {
  const folder = join(dataDir, 'functions')
  await cp(HANDLERS, folder, { recursive: true })
  await symlink(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'))
  for (const name of names) {
    await writeFile(join(folder, `${name}.recorded.ts`), `import { appendFileSync } from 'node:fs'
import { handler as original } from './${name}.ts'
export const handler = (event, context, callback) => {
  appendFileSync(process.env.EVENTS, JSON.stringify(event) + '\\n')
  return original(event, context, callback)
}
`)
  }
  return join(dataDir, 'events.jsonl')
}
