import { z } from 'zod'
import { ANY_WORD_PATTERN, integer, poolId, text } from '#src/domain/constraint.ts'

/** Members that many requests share, with the limits of the Cognito model. */
export const stringMap = z.record(text({ max: 131_072 }), text({ max: 131_072 }))
export const clientMetadata = stringMap.exactOptional()
export const username = text({ min: 1, max: 128, pattern: ANY_WORD_PATTERN })
export const password = text({ max: 256, pattern: '[\\S]+' })
export const secretHash = text({ min: 1, max: 128, pattern: '[\\w+=/]+' }).exactOptional()
export const session = text({ min: 20, max: 2048 })

/** An operator's request about one user. */
export const namedUser = z.object({ UserPoolId: poolId, Username: username })

/** Attributes as pairs (Cognito: AttributeType). */
export const attributeList = z.array(z.object({ Name: text({ min: 1, max: 32, pattern: ANY_WORD_PATTERN }), Value: text({ max: 2048 }).exactOptional() }))

/** A token that a list gave; what it says is checked when it is opened. */
export const pageToken = text({ min: 1, max: 131_072, pattern: '[\\S]+' }).exactOptional()
/** The members of lists by `Limit` and `NextToken`; 0 means as many as there may be. */
export const pageOfLimit = { Limit: integer(0, 60).exactOptional(), NextToken: pageToken }
