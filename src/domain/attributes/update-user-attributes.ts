import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { writableAttributes } from '#src/domain/app-clients/read-app-client.ts'
import { limitAttempt, type LimitAttemptDeps } from '#src/domain/attempts/limit-attempt.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { Attributes, User } from '#src/domain/users/user.ts'
import { changeAttributes, type ChangeAttributesDeps, type ChangeAttributesInput, type ChangeAttributesOutcome } from './change-attributes.ts'

export type UpdateUserAttributesInput = {
  pool: UserPool
  client: AppClient
  /** The user behind the access token. */
  user: User
  attributes: Attributes
  clientMetadata?: ClientMetadata | undefined
  keepProven?: ChangeAttributesInput['keepProven']
}

/**
 * A user changes what their app client may write (Cognito: UpdateUserAttributes). A new address or number counts with the codes asked
 * for, five an hour: each is sent one, and it may be anybody's. LimitExceeded, else as changeAttributes.
 */
export const updateUserAttributes = async (deps: ChangeAttributesDeps & LimitAttemptDeps, input: UpdateUserAttributesInput): Promise<ChangeAttributesOutcome> => {
  const { pool, client, user, attributes, clientMetadata, keepProven } = input
  if (CONTACTS.some((name) => attributes[name] && attributes[name] !== user.attributes[name])) await limitAttempt(deps, 'attribute-code', user.id)
  return changeAttributes(deps, {
    context: { pool, client, clientMetadata }, user, given: attributes, writer: { kind: 'user', writable: writableAttributes(pool, client) }, keepProven,
  })
}

const CONTACTS = ['email', 'phone_number'] as const
