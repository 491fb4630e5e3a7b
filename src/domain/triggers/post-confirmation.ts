import type { User } from '#src/domain/users/user.ts'
import { eventUserAttributes, type TriggerContext, type TriggerDeps } from './trigger-context.ts'

/** Tells the pool's function that an account or a new password is confirmed (Cognito: post confirmation Lambda trigger). */
export const runPostConfirmation = async (
  deps: TriggerDeps, context: TriggerContext,
  input: { source: 'PostConfirmation_ConfirmSignUp' | 'PostConfirmation_ConfirmForgotPassword'; user: User },
): Promise<void> => {
  if (!deps.triggers.has(context.pool, 'PostConfirmation')) return
  await deps.triggers.run({
    trigger: 'PostConfirmation',
    source: input.source,
    poolId: context.pool.id,
    clientId: context.client?.id ?? null,
    userName: input.user.username,
    request: { userAttributes: eventUserAttributes(input.user), clientMetadata: context.clientMetadata ?? {} },
    response: {},
  })
}
