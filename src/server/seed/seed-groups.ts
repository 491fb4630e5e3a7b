import { createGroup, type CreateGroupDeps } from '#src/domain/groups/create-group.ts'
import { updateGroup, type UpdateGroupDeps } from '#src/domain/groups/update-group.ts'
import type { SeedPool } from './seed-schema.ts'
import type { SeedReport } from './seed-report.ts'

export type SeedGroupsDeps = CreateGroupDeps & UpdateGroupDeps

/** Makes the group, or changes what the seed declares of it. */
export const seedGroup = async (
  deps: SeedGroupsDeps, poolId: string, seed: NonNullable<SeedPool['Groups']>[number], report: SeedReport,
): Promise<void> => {
  const current = await deps.groups.findGroup(poolId, seed.GroupName)
  if (current === null) {
    await createGroup(deps, { UserPoolId: poolId, ...seed })
    report.created.push(`group ${seed.GroupName}`)
    return
  }
  const isSame = (seed.Description ?? current.description) === current.description
    && (seed.RoleArn ?? current.roleArn) === current.roleArn
    && (seed.Precedence ?? current.precedence) === current.precedence
  if (isSame) return
  await updateGroup(deps, { UserPoolId: poolId, ...seed })
  report.changed.push(`group ${seed.GroupName}`)
}
