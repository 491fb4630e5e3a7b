import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { writableAttributes } from '#src/domain/app-clients/read-app-client.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { Attributes, User } from '#src/domain/users/user.ts'
import { changeAttributes, type ChangeAttributesDeps, type ChangeAttributesOutcome } from './change-attributes.ts'

export type UpdateUserAttributesInput = {
  pool: UserPool
  client: AppClient
  /** The user behind the access token. */
  user: User
  attributes: Attributes
  clientMetadata?: ClientMetadata | undefined
}

/** A user changes what their app client may write (Cognito: UpdateUserAttributes). Errors as changeAttributes. */
export const updateUserAttributes = (deps: ChangeAttributesDeps, input: UpdateUserAttributesInput): Promise<ChangeAttributesOutcome> => {
  const { pool, client, user, clientMetadata } = input
  return changeAttributes(deps, {
    context: { pool, client, clientMetadata }, user, given: input.attributes, writer: { kind: 'user', writable: writableAttributes(pool, client) },
  })
}
