import type { Clock } from '#src/domain/clock.ts'
import type { SafeFetch } from '#src/delivery/safe-fetch.ts'
import type { FunctionRunners } from './function-runner.ts'

export type FunctionRunnersDeps = {
  config: { mode: 'development' | 'production'; dataDir: string; outboundAllow: readonly string[] }
  safeFetch: SafeFetch
  clock: Clock
  log: { warn(facts: object, message: string): void }
}

/** The runners of all kinds of functions that this server can call, ended together. */
export function createFunctionRunners(_deps: FunctionRunnersDeps): { runners: FunctionRunners; close(): Promise<void> } {
  const runners: FunctionRunners = {}
  return {
    runners,
    async close() {
      await Promise.all([runners.lambda?.close(), runners.webhook?.close(), runners.module?.close()])
    },
  }
}
