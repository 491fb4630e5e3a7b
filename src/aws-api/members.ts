import { z } from 'zod'
import { ANY_WORD_PATTERN, clientId, integer, poolId, text } from '#src/domain/constraint.ts'
import type { Attributes } from '#src/domain/users/user.ts'
import { groupName } from '#src/domain/groups/group-request.ts'
import { resourceServerIdentifier } from '#src/domain/resource-servers/resource-server-request.ts'

/** Members that many requests share, with the limits of the Cognito model. */
export const stringMap = z.record(text({ max: 131_072 }), text({ max: 131_072 }))
export const clientMetadata = stringMap.exactOptional()
export const username = text({ min: 1, max: 128, pattern: ANY_WORD_PATTERN })
export const password = text({ max: 256, pattern: '[\\S]+' })
export const secretHash = text({ min: 1, max: 128, pattern: '[\\w+=/]+' }).exactOptional()
export const session = text({ min: 20, max: 2048 })

/** A request about one thing of a pool, or the pool itself. */
export const namedPool = z.object({ UserPoolId: poolId })
export const namedGroup = z.object({ UserPoolId: poolId, GroupName: groupName })
export const namedResourceServer = z.object({ UserPoolId: poolId, Identifier: resourceServerIdentifier })

/** An operator's request about one user. */
export const namedUser = z.object({ UserPoolId: poolId, Username: username })

export const attributeName = text({ min: 1, max: 32, pattern: ANY_WORD_PATTERN })
/** Attributes as pairs (Cognito: AttributeType). */
export const attributeList = z.array(z.object({ Name: attributeName, Value: text({ max: 2048 }).exactOptional() }))

/** The same as a record of name and value; without a value it is empty, and so removes (Cognito: UpdateUserAttributes). */
export const attributeRecord = attributeList.transform((list): Attributes => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value ?? ''])))

/** What applications tell of themselves and their users beside the request; read for its form alone. */
export const analyticsMetadata = z.object({ AnalyticsEndpointId: text({ max: 131_072 }).exactOptional() }).exactOptional()
export const userContextData = z.object({ IpAddress: text({ max: 131_072 }).exactOptional(), EncodedData: text({ max: 131_072 }).exactOptional() }).exactOptional()

/** A request that names a user by an app client, with what applications add to it (Cognito: SignUp and what may follow it). */
export const userOfClient = z.object({
  ClientId: clientId,
  SecretHash: secretHash,
  Username: username,
  AnalyticsMetadata: analyticsMetadata,
  UserContextData: userContextData,
  ClientMetadata: clientMetadata,
})

/** MFAOptionType: the old way to name media for codes. */
export const mfaOptions = z.array(z.object({ DeliveryMedium: z.enum(['SMS', 'EMAIL']).exactOptional(), AttributeName: attributeName.exactOptional() }))

export const confirmationCode = text({ min: 1, max: 2048, pattern: '[\\S]+' })
/** A password where there may be none: an empty one is none (Cognito: passwordless sign-in). */
export const passwordOrNone = text({ max: 256 })
  .refine((given) => given === '' || /^\S+$/u.test(given), 'Member must satisfy regular expression pattern: [\\S]+')
  .transform((given) => given || undefined).exactOptional()

/** A token that a list gave; what it says is checked when it is opened. */
export const pageToken = text({ min: 1, max: 131_072, pattern: '[\\S]+' }).exactOptional()
/** The members of lists by `Limit` and `NextToken`; 0 means as many as there may be. */
export const pageOfLimit = { Limit: integer(0, 60).exactOptional(), NextToken: pageToken }
