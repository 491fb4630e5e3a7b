import type { z } from 'zod'
import { DomainError } from '#src/domain/domain-error.ts'

/** A trigger's response in its documented form; InvalidLambdaResponse for anything else. */
export const parseTriggerResponse = <S extends z.ZodType>(schema: S, response: unknown): z.output<S> => {
  const parsed = schema.safeParse(response)
  if (parsed.success) return parsed.data
  throw new DomainError('InvalidLambdaResponse', 'Unrecognizable lambda output', { reason: 'trigger-response', cause: parsed.error })
}
