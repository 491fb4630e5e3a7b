import { join } from 'node:path'
import type { Clock } from '#src/domain/clock.ts'
import type { SafeFetch } from '#src/delivery/safe-fetch.ts'
import type { FunctionRunners } from './function-runner.ts'
import { createLambdaRunner } from './run-lambda.ts'
import { createModuleRunner } from './run-module.ts'
import { createWebhookRunner } from './run-webhook.ts'

export type FunctionRunnersDeps = {
  config: { mode: 'development' | 'production'; dataDir: string; outboundAllow: readonly string[] }
  safeFetch: SafeFetch
  clock: Clock
  log: { warn(facts: object, message: string): void }
}

/** The runners of all kinds of functions that this server can call, ended together. */
export function createFunctionRunners({ config, safeFetch, clock }: FunctionRunnersDeps): { runners: FunctionRunners; close(): Promise<void> } {
  const lambda = createLambdaRunner({ safeFetch })
  const webhook = createWebhookRunner({ safeFetch, clock })
  const module = createModuleRunner({ functionsFolder: join(config.dataDir, 'functions'), watch: config.mode === 'development' })
  return {
    runners: { lambda, webhook, module },
    async close() {
      await Promise.all([lambda.close(), webhook.close(), module.close()])
    },
  }
}
