import type { TriggerCall, TriggerName, TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'

type Functions = Partial<Record<TriggerName, (call: TriggerCall) => Record<string, unknown>>>

/** Functions of a test, for every pool, and what they were called with so far. */
export type TestTriggers = TriggerRunner & { functions: Functions; calls: TriggerCall[] }

export function createTestTriggers(functions: Functions = {}): TestTriggers {
  const calls: TriggerCall[] = []
  return {
    functions, calls,
    has: (_pool, trigger) => functions[trigger] !== undefined,
    run: (call) => {
      calls.push(call)
      return Promise.resolve().then(() => functions[call.trigger]?.(call) ?? {})
    },
  }
}
