import { z } from 'zod'
import { ANY_WORD_PATTERN, arn, integer, text } from '#src/domain/constraint.ts'

export const groupName = text({ min: 1, max: 128, pattern: ANY_WORD_PATTERN })

/** CreateGroup and UpdateGroup without the pool. */
export const groupRequest = z.object({
  GroupName: groupName,
  Description: text({ max: 2048 }).exactOptional(),
  RoleArn: arn.exactOptional(),
  Precedence: integer(0, 2_147_483_647).exactOptional(),
})
export type GroupRequest = z.input<typeof groupRequest> & { UserPoolId: string }
