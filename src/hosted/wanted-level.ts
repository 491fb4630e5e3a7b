import { isDomainError } from '#src/domain/domain-error.ts'
import { type AcrLevel, namedLevels } from '#src/domain/sign-in/acr.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import type { Next } from './hosted-form.ts'

/** The levels that the application asks for, its first choice first; none where it asks for nothing. */
export const wantedLevels = ({ pool, interaction }: Pick<FlowContext, 'pool' | 'interaction'>): AcrLevel[] => namedLevels(pool, interaction.params['acr_values'])

/** The same operations, with every sign-in that begins on a page going to the level that its application asks for. */
export const atWantedLevel = (deps: HostedDeps, context: FlowContext): HostedDeps => {
  const levels = wantedLevels(context)
  if (levels.length === 0) return deps
  const { operations } = deps
  return { ...deps, operations: { ...operations, startSignIn: (input) => operations.startSignIn({ ...input, wanted: { levels, credit: null } }) } }
}

/** Back to the application when the refusal is that its user can reach no level it asks for; null for every other one. */
export const leaveBelowLevel = async (deps: HostedDeps, { req, res, request, interaction }: FlowContext, error: unknown): Promise<Next | null> => {
  if (!isDomainError(error) || error.details.reason !== 'level-unreachable') return null
  const finished = await deps.bridge.refuseLevel(req, res, request, interaction.uid)
  return finished.kind === 'resume' ? { kind: 'redirect', location: finished.url } : null
}
