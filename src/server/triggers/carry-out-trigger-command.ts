import { hours } from '#src/contracts/duration.ts'
import type { Random } from '#src/crypto/random.ts'
import type { FunctionCaller } from '#src/delivery/triggers/create-trigger-runner.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { FunctionStore, RegisteredFunction, WebhookFunction, WebhookSecret } from '#src/domain/functions/registered-function.ts'
import type { TriggerInvocationStore } from '#src/domain/triggers/trigger-invocation.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import { refuse } from '#src/server/commands/command-refused.ts'
import { functionLine, invocationLine, invocationPage, missingLine } from './describe-invocation.ts'
import { replayInvocation } from './replay-invocation.ts'
import type { TriggerCommand } from './trigger-command.ts'

export type TriggerCommandDeps = {
  functions: FunctionStore
  invocations: Omit<TriggerInvocationStore, 'add' | 'lost'>
  userPools: Pick<UserPoolStore, 'findPool'>
  caller: FunctionCaller
  /** Why an address may not be asked, or null. */
  refuseUrl(url: string): Promise<string | null>
  /** Why a file cannot be called, or null. */
  refuseFile(file: string): Promise<string | null>
  clock: Clock
  random: Random
}

/** Does what the command says and returns what to print. Refusals: CommandRefused. */
export async function carryOutTriggerCommand(deps: TriggerCommandDeps, command: TriggerCommand): Promise<string> {
  const { functions, invocations } = deps
  switch (command.kind) {
    case 'list': return listFunctions(functions)
    case 'set-lambda':
    case 'set-webhook':
    case 'set-module': return setFunction(deps, command)
    case 'remove': return (await functions.removeFunction(command.name)) ? `${command.name} is not called any more.\n` : refuse(`There is no function ${command.name}.`)
    case 'rotate-secret': return rotateSecret(deps, command)
    case 'log': {
      await invocations.flush()
      const found = await invocations.listInvocations(command, command.limit)
      return found.length === 0 ? 'No calls.\n' : found.toReversed().map(invocationLine).join('')
    }
    case 'since': {
      await invocations.flush()
      const found = await invocations.invocationsSince(command, new Date(command.since), 500)
      return JSON.stringify(found.map((invocation) => [invocation.id, invocationLine(invocation)]))
    }
    case 'show': {
      await invocations.flush()
      const found = await invocations.findInvocation(command.id)
      return found === null ? refuse(`There is no call ${command.id}.`) : invocationPage(found)
    }
    case 'replay': return replayInvocation(deps, command)
  }
}

async function listFunctions(functions: FunctionStore): Promise<string> {
  const [registered, missing] = [await functions.listFunctions(), await functions.listMissingFunctions()]
  return `${registered.length === 0 ? 'No functions.\n' : registered.map(functionLine).join('')}${missing.map(missingLine).join('')}`
}

const NAME = /^(?:arn:[\w+=/,.@-]+:lambda:[\w-]*:\d{12}:function:[\w-]{1,140}(?::[\w$.-]{1,128})?|https?:\/\/\S{1,2000})$/

async function setFunction(deps: TriggerCommandDeps, command: TriggerCommand & { kind: `set-${string}` }): Promise<string> {
  const { functions, clock } = deps
  if (!NAME.test(command.name)) return refuse('A function has the name that LambdaConfig gives it: arn:aws:lambda:<region>:<account>:function:<name>')
  const known = await functions.findFunction(command.name)
  const now = clock.now()
  const common = { name: command.name, createdAt: known?.createdAt ?? now, modifiedAt: now }
  switch (command.kind) {
    case 'set-module': {
      const wrong = await deps.refuseFile(command.file)
      if (wrong !== null) return refuse(wrong)
      const { file, handler, memoryMb, environment } = command
      return saved(functions, { ...common, kind: 'module', settings: { file, handler, memoryMb }, secrets: { environment } })
    }
    case 'set-lambda': {
      const wrong = command.endpoint === null ? null : await deps.refuseUrl(command.endpoint)
      if (wrong !== null) return refuse(wrong)
      return saved(functions, { ...common, kind: 'lambda', settings: { endpoint: command.endpoint, region: command.region }, secrets: command.secrets })
    }
    case 'set-webhook': {
      const wrong = await deps.refuseUrl(command.url)
      if (wrong !== null) return refuse(wrong)
      const kept = known?.kind === 'webhook' ? known.secrets : null
      const current = kept?.current ?? makeSecret(deps)
      const line = await saved(functions, { ...common, kind: 'webhook', settings: { url: command.url }, secrets: kept ?? { current, previous: null, previousUntil: null } })
      return kept === null ? `${line}${secretLine(current)}` : line
    }
  }
}

async function saved(functions: FunctionStore, registered: RegisteredFunction): Promise<string> {
  await functions.putFunction(registered)
  return functionLine(registered)
}

const makeSecret = ({ random, clock }: Pick<TriggerCommandDeps, 'random' | 'clock'>): WebhookSecret => ({ value: `whsec_${random.bytes(32).toString('base64')}`, createdAt: clock.now().toISOString() })

const secretLine = ({ value }: WebhookSecret): string => `The secret that its requests are signed with, shown this once: ${value}\n`

async function rotateSecret(deps: TriggerCommandDeps, { name, overlapHours }: { name: string; overlapHours: number }): Promise<string> {
  const known = await deps.functions.findFunction(name)
  if (known?.kind !== 'webhook') return refuse(`There is no webhook ${name}.`)
  const current = makeSecret(deps)
  const now = deps.clock.now()
  const until = overlapHours === 0 ? null : new Date(now.getTime() + hours(overlapHours)).toISOString()
  const secrets: WebhookFunction['secrets'] = { current, previous: until === null ? null : known.secrets.current, previousUntil: until }
  await deps.functions.putFunction({ ...known, secrets, modifiedAt: now })
  return `${secretLine(current)}${until === null ? 'The one before is of no use from now on.\n' : `Requests are signed with both until ${until}.\n`}`
}
