import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { LimitAttemptDeps } from '#src/domain/attempts/limit-attempt.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import type { ChangeAttributesDeps } from './change-attributes.ts'
import { updateUserAttributes } from './update-user-attributes.ts'

/** A user removes attributes (Cognito: DeleteUserAttributes). NotAuthorized for unwritable ones, InvalidParameter for required ones. */
export const deleteUserAttributes = async (
  deps: ChangeAttributesDeps & LimitAttemptDeps, input: { pool: UserPool; client: AppClient; user: User; names: readonly string[] },
): Promise<void> => {
  const { pool, client, user, names } = input
  await updateUserAttributes(deps, { pool, client, user, attributes: Object.fromEntries(names.map((name) => [name, ''])) })
}
