import { isDeepStrictEqual } from 'node:util'
import { uuidV7 } from '#src/crypto/uuid-v7.ts'
import { targetOf } from '#src/delivery/triggers/build-event.ts'
import type { TriggerEvent } from '#src/delivery/triggers/function-runner.ts'
import { redact, redactText, redactTexts } from '#src/delivery/triggers/redact.ts'
import type { TriggerInvocation } from '#src/domain/triggers/trigger-invocation.ts'
import { refuse } from '#src/server/commands/command-refused.ts'
import type { TriggerCommandDeps } from './carry-out-trigger-command.ts'
import { json } from './describe-invocation.ts'

const REDACTED = '[redacted]'

/**
 * Calls the function that the pool has for the trigger now with the event of a call in the log, and shows what it answers beside what
 * was answered then. Nothing is applied and nothing written down. What was redacted is given by `values`, by its path in the event.
 */
export async function replayInvocation(deps: Pick<TriggerCommandDeps, 'invocations' | 'userPools' | 'caller' | 'clock' | 'random'>, { id, values }: { id: string; values: Record<string, string> }): Promise<string> {
  await deps.invocations.flush()
  const then = (await deps.invocations.findInvocation(id)) ?? refuse(`There is no call ${id}.`)
  if ('leftOut' in then.event) return refuse('The event was too large to be kept: it cannot be replayed.')
  const event = structuredClone(then.event) as TriggerEvent
  putBack(event, values)
  const pool = await deps.userPools.findPool(then.poolId)
  const functionName = (pool === null ? null : targetOf(pool.settings.LambdaConfig, then.trigger))?.functionName ?? then.functionName
  const now = await deps.caller.call({ trigger: then.trigger, functionName, event, invocationId: uuidV7(deps.random, deps.clock.now()) })
  const got = redact(now.response)
  const secrets = [...Object.values(values), ...got.secrets, ...redact(event).secrets]
  const response = redactTexts(got.value, secrets)
  return [
    `${functionName}  ${now.outcome}  ${now.durationMs} ms  ${now.attempts} attempts`,
    ...(now.error === null ? [] : [redactText(now.error, secrets)]),
    `\nresponse\n${json(response)}`,
    sameAs(then, { outcome: now.outcome, response }),
    ...(now.output === '' ? [] : [`\noutput\n${redactText(now.output, secrets)}`]),
    '',
  ].join('\n')
}

const sameAs = (then: TriggerInvocation, now: Pick<TriggerInvocation, 'outcome' | 'response'>): string =>
  isDeepStrictEqual([then.outcome, then.response], [now.outcome, now.response])
    ? '\nThe same as then.'
    : `\nthen: ${then.outcome}${then.error === null ? '' : `, ${then.error}`}\n${json(then.response)}`

/** Puts the given texts where some were redacted; CommandRefused when one is missing, or belongs nowhere. */
function putBack(event: object, values: Readonly<Record<string, string>>): void {
  const places = redactedIn(event, [])
  const paths = places.map((names) => names.join('.'))
  const strange = Object.keys(values).find((path) => !paths.includes(path))
  if (strange !== undefined) return refuse(`Nothing was redacted at ${strange}.`)
  const missing = paths.filter((path) => !Object.hasOwn(values, path))
  if (missing.length > 0) return refuse(`The log keeps no secrets. Give what was redacted: ${missing.map((path) => `--value ${path}=…`).join(' ')}`)
  for (const names of places) {
    const holder = names.slice(0, -1).reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], event)
    ;(holder as Record<string, unknown>)[names.at(-1) ?? ''] = values[names.join('.')]
  }
}

function redactedIn(value: unknown, path: readonly string[]): (readonly string[])[] {
  if (value === REDACTED) return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => redactedIn(member, [...path, name]))
}
