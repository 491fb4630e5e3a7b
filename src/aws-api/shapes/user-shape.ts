import type { WireObject } from '#src/aws-api/operation.ts'
import { timestamp } from '#src/aws-api/timestamp.ts'
import { activeFactors, preferredFactor } from '#src/domain/mfa/active-factors.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { Attributes, User } from '#src/domain/users/user.ts'

/** Attributes as the list of pairs that travels (Cognito: AttributeType); `sub` first. */
export const attributePairs = (id: string, attributes: Attributes): { Name: string; Value: string }[] => {
  const pairs = [{ Name: 'sub', Value: id }]
  for (const name in attributes) pairs.push({ Name: name, Value: attributes[name] ?? '' })
  return pairs
}

/** UserType: a user in lists, and as AdminCreateUser answers. */
export const userShape = (user: User): WireObject => ({
  Username: user.username,
  Attributes: attributePairs(user.id, user.attributes),
  UserCreateDate: timestamp(user.createdAt),
  UserLastModifiedDate: timestamp(user.updatedAt),
  Enabled: user.enabled,
  UserStatus: user.status,
})

/** How a user signs in a second time, in the members of GetUser and AdminGetUser; absent when there is nothing to tell. */
export const mfaMembers = (pool: UserPool, user: User): WireObject => {
  const factors = activeFactors(pool, user)
  const preferred = preferredFactor(pool, user)
  return {
    ...(factors.length === 0 ? {} : { UserMFASettingList: factors }),
    ...(preferred === null ? {} : { PreferredMfaSetting: preferred }),
    ...(factors.includes('SMS_MFA') ? { MFAOptions: [{ DeliveryMedium: 'SMS', AttributeName: 'phone_number' }] } : {}),
  }
}
