import type { Random } from '#src/crypto/random.ts'
import type { Clock } from '#src/domain/clock.ts'
import { NAME_PATTERN, text } from '#src/domain/constraint.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { completeUserPoolSettings } from './complete-user-pool-settings.ts'
import { completeUserPoolId, newUserPoolId, pinnedIdOf, regionOf } from './user-pool-id.ts'
import { type UserPoolSettingsInput, userPoolSettingsSchema } from './user-pool-settings.ts'
import type { UserPoolStore } from './user-pool-store.ts'
import type { UserPool } from './user-pool.ts'

/** A pool's name; a leading `_custom_id_:` fixes the id. */
export const userPoolName = text({ min: 1, max: 128, pattern: `(_custom_id_:)?${NAME_PATTERN}` })

/** CreateUserPool as it travels; also checks it in the wording of the wire. */
export const createUserPoolRequest = userPoolSettingsSchema.extend({ PoolName: userPoolName })
export type CreateUserPoolRequest = UserPoolSettingsInput & { PoolName: string }

/** `id` fixes the id from inside the program, as the tag `_custom_id_` does from outside. */
export type CreateUserPoolInput = { region: string; request: CreateUserPoolRequest; id?: string }

export type CreateUserPoolDeps = {
  userPools: Pick<UserPoolStore, 'findPool' | 'hasPools' | 'createPool'>
  /** Sees to it that the pool has a key to sign with. */
  createFirstSigningKey(pool: UserPool): Promise<unknown>
  /** Where pools may be made on request. */
  regions: 'any' | readonly string[]
  clock: Clock
  random: Random
}

/** Cognito's limit once raised. */
const MAXIMUM_POOLS = 10_000

/**
 * Makes a pool with complete settings and its first signing key. InvalidParameter for settings that contradict each other,
 * a region that is not served, or a fixed id that is taken; LimitExceeded (Cognito: CreateUserPool).
 */
export const createUserPool = async (deps: CreateUserPoolDeps, input: CreateUserPoolInput): Promise<UserPool> => {
  const { PoolName, ...given } = input.request
  const { PoolName: name } = parseRequest(createUserPoolRequest.pick({ PoolName: true }), { PoolName })
  const settings = completeUserPoolSettings(given)
  const pinned = input.id ?? pinnedIdOf(name, settings.UserPoolTags)
  const id = pinned === null ? newUserPoolId(deps.random, input.region) : completeUserPoolId(input.region, pinned)
  if (input.id === undefined) assertServed(deps, regionOf(id))
  if (await deps.userPools.findPool(id)) throw new DomainError('InvalidParameter', `User pool ${id} already exists.`)
  if (await deps.userPools.hasPools(MAXIMUM_POOLS)) throw new DomainError('LimitExceeded', 'Maximum number of user pools exceeded.')
  const now = deps.clock.now()
  const pool: UserPool = { id, region: regionOf(id), name, settings, version: 1, estimatedUsers: 0, createdAt: now, updatedAt: now }
  await deps.userPools.createPool(pool)
  await deps.createFirstSigningKey(pool)
  return pool
}

const assertServed = ({ regions }: Pick<CreateUserPoolDeps, 'regions'>, region: string): void => {
  if (regions === 'any' || regions.includes(region)) return
  throw new DomainError('InvalidParameter', `User pools of region ${region} are not served here, only of ${regions.join(', ')}.`, { reason: 'region-not-served' })
}
