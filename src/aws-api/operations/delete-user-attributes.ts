import { z } from 'zod'
import { authenticateUser, withAccessToken } from '#src/aws-api/authenticate-user.ts'
import { attributeName } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { deleteUserAttributes } from '#src/domain/attributes/delete-user-attributes.ts'

export const DeleteUserAttributes = defineOperation({
  name: 'DeleteUserAttributes',
  authorization: 'access-token',
  category: 'UserUpdate',
  request: withAccessToken.extend({ UserAttributeNames: z.array(attributeName) }),
  async run(deps, { AccessToken, UserAttributeNames }) {
    const { pool, client, user } = await authenticateUser(deps, AccessToken)
    await deleteUserAttributes(deps, { pool, client, user, names: UserAttributeNames })
    return {}
  },
})
