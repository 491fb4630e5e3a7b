import { z } from 'zod'
import { DomainError } from '#src/domain/domain-error.ts'
import { defineOperation, type Operation } from './operation.ts'

/**
 * An operation of the API that does nothing here yet: every well-formed call is refused by an error of the operation's model
 * (OperationNotEnabled, or InvalidParameter where that stands not among them), so that no caller takes silence for success.
 */
export const notYet = (
  facts: Pick<Operation, 'name' | 'authorization' | 'category'>, why: string, refusal: 'OperationNotEnabled' | 'InvalidParameter' = 'OperationNotEnabled',
): Operation => ({
  ...defineOperation({
    ...facts,
    request: z.object({}),
    run: () => Promise.reject(new DomainError(refusal, `${facts.name} is not available on this server: ${why}`, { reason: 'not-yet' })),
  }),
  notYet: why,
})
