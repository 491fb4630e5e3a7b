import { DomainError } from '#src/domain/domain-error.ts'
import type { TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'

/**
 * No function can be called yet. A pool that names one in its LambdaConfig is refused what the function should have decided,
 * rather than let through without it (UnexpectedLambda).
 */
export const refusingTriggerRunner: TriggerRunner = {
  has: ({ settings: { LambdaConfig } }, trigger) =>
    LambdaConfig[trigger] !== undefined || (trigger === 'PreTokenGeneration' && LambdaConfig.PreTokenGenerationConfig !== undefined),
  run: ({ trigger }) => Promise.reject(new DomainError('UnexpectedLambda', `${trigger} is configured, but no function can be called by this server.`, { reason: 'trigger-unavailable' })),
}
