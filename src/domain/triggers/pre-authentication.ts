import type { User } from '#src/domain/users/user.ts'
import { eventUserAttributes, type TriggerContext, type TriggerDeps } from './trigger-context.ts'

/**
 * Asks the pool's function before anything is compared; a refusal stops the sign-in (Cognito: pre authentication Lambda trigger).
 * The caller's metadata arrives as `validationData`. For an unknown user it runs only where existence is hidden.
 */
export const runPreAuthentication = async (
  deps: TriggerDeps, context: TriggerContext, input: { user: User | null; userName: string },
): Promise<void> => {
  if (!deps.triggers.has(context.pool, 'PreAuthentication')) return
  await deps.triggers.run({
    trigger: 'PreAuthentication',
    source: 'PreAuthentication_Authentication',
    poolId: context.pool.id,
    clientId: context.client?.id ?? null,
    userName: input.user?.username ?? input.userName,
    request: {
      userAttributes: input.user ? eventUserAttributes(input.user) : {},
      validationData: context.clientMetadata ?? {},
      ...(input.user ? {} : { userNotFound: true }),
    },
    response: {},
  })
}
