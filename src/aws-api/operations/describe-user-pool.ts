import { namedPool } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { userPoolShape } from '#src/aws-api/shapes/user-pool-shape.ts'
import { describeUserPool } from '#src/domain/user-pools/describe-user-pool.ts'

export const DescribeUserPool = defineOperation({
  name: 'DescribeUserPool',
  authorization: 'iam',
  category: 'UserPoolRead',
  request: namedPool,
  async run(deps, request) {
    const { pool, domains } = await describeUserPool(deps, request)
    return { UserPool: userPoolShape(pool, domains, deps.accountId) }
  },
})
