import type { Config } from '#src/config/config.ts'
import { systemRandom } from '#src/crypto/random.ts'
import type { SafeFetch } from '#src/delivery/safe-fetch.ts'
import { createFunctionRunners } from '#src/delivery/triggers/create-function-runners.ts'
import { createFunctionCaller, createTriggerRunner, type FunctionCaller } from '#src/delivery/triggers/create-trigger-runner.ts'
import { createTriggerMetrics, type TriggerMetrics } from '#src/delivery/triggers/trigger-metrics.ts'
import type { RequestOrigins } from '#src/domain/activity/request-origin.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'
import type { Stores } from '#src/storage/create-stores.ts'
import type { Log } from './log.ts'

export type OpenTriggersInput = {
  config: Pick<Config, 'triggerLogDays' | 'mode' | 'dataDir' | 'outboundAllow'>
  stores: Pick<Stores, 'userPools' | 'registeredFunctions' | 'triggerInvocations'>
  safeFetch: SafeFetch
  requestOrigins: Pick<RequestOrigins, 'current'>
  clock: Clock
  log: Pick<Log, 'warn'>
}

/** What calls the functions of pools, and counts the calls. */
export function openTriggers({ config, stores, safeFetch, requestOrigins, clock, log }: OpenTriggersInput): { triggers: TriggerRunner; caller: FunctionCaller; metrics: TriggerMetrics; close(): Promise<void> } {
  const { runners, close } = createFunctionRunners({ config, safeFetch, clock, log })
  const metrics = createTriggerMetrics({ lost: () => stores.triggerInvocations.lost() })
  const triggers = createTriggerRunner({
    userPools: stores.userPools, functions: stores.registeredFunctions, runners, metrics, requestOrigins, clock, random: systemRandom, log,
    invocations: config.triggerLogDays === 0 ? null : stores.triggerInvocations,
  })
  return { triggers, caller: createFunctionCaller({ functions: stores.registeredFunctions, runners }), metrics, close }
}
