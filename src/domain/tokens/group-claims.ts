import type { Group } from '#src/domain/groups/group.ts'

/** What groups contribute to tokens, and what a pre-token-generation trigger may replace. */
export type GroupClaims = { groups: string[]; roles: string[]; preferredRole: string | null }

/**
 * Names and roles in token order. The preferred role is that of the lowest precedence; none when groups of that
 * precedence name different roles (Cognito: user pool groups).
 */
export function groupClaimsOf(groups: readonly Group[]): GroupClaims {
  const withRole = groups.filter((group): group is Group & { roleArn: string } => group.roleArn !== null)
  const ranked = withRole.filter(({ precedence }) => precedence !== null)
  const lowest = Math.min(...ranked.map(({ precedence }) => precedence ?? Infinity))
  const best = new Set(ranked.filter(({ precedence }) => precedence === lowest).map(({ roleArn }) => roleArn))
  const [preferredRole = null] = best
  return {
    groups: groups.map(({ name }) => name),
    roles: [...new Set(withRole.map(({ roleArn }) => roleArn))],
    preferredRole: best.size === 1 ? preferredRole : null,
  }
}
