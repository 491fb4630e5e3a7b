import { adminAddUserToGroup, type AdminAddUserToGroupDeps } from '#src/domain/groups/admin-add-user-to-group.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { adminCreateUser, type AdminCreateUserDeps } from '#src/domain/users/admin-create-user.ts'
import { adminSetUserPassword, type AdminSetUserPasswordDeps } from '#src/domain/users/admin-set-user-password.ts'
import { findUser } from '#src/domain/users/find-user.ts'
import type { User } from '#src/domain/users/user.ts'
import type { SeedReport } from './seed-report.ts'
import type { SeedUser } from './seed-schema.ts'

export type SeedUsersDeps = AdminCreateUserDeps & AdminSetUserPasswordDeps & AdminAddUserToGroupDeps

/** Makes the user unless there is one; password and attributes are the user's own from then on. Sees to the groups either way. */
export const seedUser = async (deps: SeedUsersDeps, poolId: string, seed: SeedUser, report: SeedReport): Promise<void> => {
  const pool = await requireUserPool(deps, poolId)
  const existing = await findUser(deps, pool, seed.Username)
  if (existing === null) report.created.push(`user ${seed.Username}`)
  const user = existing ?? (await createUser(deps, pool, seed))
  if ((seed.UserStatus ?? 'CONFIRMED') === 'CONFIRMED' && isUnfinished(user)) {
    await adminSetUserPassword(deps, { pool, username: seed.Username, password: seed.Password, permanent: true })
  }
  const memberships = (await deps.groups.groupsOfUser(user.id)).map(({ name }) => name)
  for (const GroupName of seed.Groups ?? []) {
    if (memberships.includes(GroupName)) continue
    await adminAddUserToGroup(deps, { UserPoolId: poolId, GroupName, Username: seed.Username })
    if (existing !== null) report.changed.push(`groups of user ${seed.Username}`)
  }
}

const createUser = (deps: SeedUsersDeps, pool: UserPool, seed: SeedUser): Promise<User> =>
  adminCreateUser(deps, {
    pool, username: seed.Username, attributes: seed.UserAttributes ?? {}, messageAction: 'SUPPRESS',
    // A confirmed user's password is set in the next step: it must not be in the history by then.
    ...(seed.UserStatus === 'FORCE_CHANGE_PASSWORD' ? { temporaryPassword: seed.Password } : {}),
  })

/** Just made, now or by a run that was cut short: nobody has touched the account since. */
const isUnfinished = (user: User): boolean => user.status === 'FORCE_CHANGE_PASSWORD' && user.version === 1
