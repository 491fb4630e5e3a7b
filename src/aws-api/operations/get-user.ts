import { describeAuthenticated, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { attributePairs, mfaMembers } from '#src/aws-api/shapes/user-shape.ts'
import { readableAttributes } from '#src/domain/app-clients/read-app-client.ts'

export const GetUser = defineOperation({
  name: 'GetUser',
  authorization: 'access-token',
  category: 'UserRead',
  request: withAccessToken,
  async run(deps, { AccessToken }) {
    const { pool, client, user } = await describeAuthenticated(deps, AccessToken)
    const readable = readableAttributes(pool, client)
    return {
      Username: user.username,
      UserAttributes: attributePairs(user.id, user.attributes).filter(({ Name }) => readable.has(Name)),
      ...mfaMembers(pool, user),
    }
  },
})
