import type { User } from '#src/domain/users/user.ts'
import { eventUserAttributes, type TriggerContext, type TriggerDeps } from './trigger-context.ts'

/** Tells the pool's function that a user has proved who they are; it may still refuse (Cognito: post authentication Lambda trigger). */
export const runPostAuthentication = async (
  deps: TriggerDeps, context: TriggerContext, input: { user: User; newDeviceUsed: boolean },
): Promise<void> => {
  if (!deps.triggers.has(context.pool, 'PostAuthentication')) return
  await deps.triggers.run({
    trigger: 'PostAuthentication',
    source: 'PostAuthentication_Authentication',
    poolId: context.pool.id,
    clientId: context.client?.id ?? null,
    userName: input.user.username,
    request: {
      userAttributes: eventUserAttributes(input.user), newDeviceUsed: input.newDeviceUsed, clientMetadata: context.clientMetadata ?? {},
    },
    response: {},
  })
}
