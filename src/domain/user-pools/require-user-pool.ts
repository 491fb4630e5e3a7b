import { DomainError } from '#src/domain/domain-error.ts'
import { poolId } from '#src/domain/constraint.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import type { UserPoolStore } from './user-pool-store.ts'
import type { UserPool } from './user-pool.ts'
import { z } from 'zod'

export type FindPoolDeps = { userPools: Pick<UserPoolStore, 'findPool'> }

const named = z.object({ UserPoolId: poolId })

/** The pool, or ResourceNotFound in Cognito's words; InvalidParameter when the id has not the form of one. */
export const requireUserPool = async (deps: FindPoolDeps, userPoolId: string): Promise<UserPool> => {
  const { UserPoolId } = parseRequest(named, { UserPoolId: userPoolId })
  const pool = await deps.userPools.findPool(UserPoolId)
  if (pool === null) throw new DomainError('ResourceNotFound', `User pool ${UserPoolId} does not exist.`)
  return pool
}
