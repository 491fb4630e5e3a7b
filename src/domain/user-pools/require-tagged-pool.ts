import { ARN_PATTERN, text } from '#src/domain/constraint.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { type FindPoolDeps, requireUserPool } from './require-user-pool.ts'
import type { UserPool } from './user-pool.ts'
import { z } from 'zod'

const named = z.object({ ResourceArn: text({ min: 20, max: 2048, pattern: ARN_PATTERN }) })

/** The pool that a resource ARN names. InvalidParameter for another kind of ARN, ResourceNotFound. */
export const requireTaggedPool = async (deps: FindPoolDeps, resourceArn: string): Promise<UserPool> => {
  const { ResourceArn } = parseRequest(named, { ResourceArn: resourceArn })
  const userPoolId = /^arn:aws[\w-]*:cognito-idp:[\w-]*:[0-9]*:userpool\/([\w-]+)$/.exec(ResourceArn)?.[1]
  if (userPoolId === undefined) throw new DomainError('InvalidParameter', `Invalid resource ARN: ${ResourceArn}`, { field: 'ResourceArn' })
  return requireUserPool(deps, userPoolId)
}
