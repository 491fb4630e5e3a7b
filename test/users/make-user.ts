import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { adminCreateUser } from '#src/domain/users/admin-create-user.ts'
import { adminSetUserPassword } from '#src/domain/users/admin-set-user-password.ts'
import { requireUser } from '#src/domain/users/find-user.ts'
import type { Attributes, User } from '#src/domain/users/user.ts'
import { PASSWORD, type UserDeps } from './open-user-deps.ts'

/** A confirmed user with PASSWORD and a verified address. */
export const makeUser = async (deps: UserDeps, pool: UserPool, username: string, attributes: Attributes = {}): Promise<User> => {
  const email = { email: `${username.split('@')[0] ?? ''}@example.com`, email_verified: 'true' }
  const { id } = await adminCreateUser(deps, { pool, username, attributes: { ...email, ...attributes }, messageAction: 'SUPPRESS' })
  await adminSetUserPassword(deps, { pool, username: id, password: PASSWORD, permanent: true })
  return requireUser(deps, pool, id)
}
