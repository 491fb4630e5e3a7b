import type { WireObject } from '#src/aws-api/operation.ts'
import { timestamp } from '#src/aws-api/timestamp.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { activeFactors, preferredFactor } from '#src/domain/mfa/active-factors.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { ListedUser } from '#src/domain/users/user-store.ts'
import type { Attributes, User } from '#src/domain/users/user.ts'

/** Attributes as the list of pairs that travels (Cognito: AttributeType); `sub` first. */
export const attributePairs = (id: string, attributes: Attributes): { Name: string; Value: string }[] => {
  const pairs = [{ Name: 'sub', Value: id }]
  for (const name in attributes) pairs.push({ Name: name, Value: attributes[name] ?? '' })
  return pairs
}

/** UserType: a user in lists, and as AdminCreateUser answers. */
export const userShape = (user: ListedUser): WireObject => describedBy(user, attributePairs(user.id, user.attributes))

/** The same with some attributes only. InvalidParameter for a user who has no value for one (Cognito: ListUsers, AttributesToGet). */
export const userShapeWith = (names: readonly string[]) => (user: ListedUser): WireObject => describedBy(user, names.map((name) => {
  const value = name === 'sub' ? user.id : Object.hasOwn(user.attributes, name) ? user.attributes[name] : undefined
  if (value === undefined) throw new DomainError('InvalidParameter', 'One or more requested attributes do not exist.', { field: 'attributesToGet' })
  return { Name: name, Value: value }
}))

const describedBy = (user: ListedUser, attributes: ReturnType<typeof attributePairs>): WireObject => ({
  Username: user.username,
  Attributes: attributes,
  UserCreateDate: timestamp(user.createdAt),
  UserLastModifiedDate: timestamp(user.updatedAt),
  Enabled: user.enabled,
  UserStatus: user.status,
})

/** How a user signs in a second time, in the members of GetUser and AdminGetUser; absent when there is nothing to tell. */
export const mfaMembers = (pool: UserPool, user: Pick<User, 'mfa'>): WireObject => {
  const factors = activeFactors(pool, user)
  const preferred = preferredFactor(pool, user)
  return {
    ...(factors.length === 0 ? {} : { UserMFASettingList: factors }),
    ...(preferred === null ? {} : { PreferredMfaSetting: preferred }),
    ...(factors.includes('SMS_MFA') ? { MFAOptions: [{ DeliveryMedium: 'SMS', AttributeName: 'phone_number' }] } : {}),
  }
}
