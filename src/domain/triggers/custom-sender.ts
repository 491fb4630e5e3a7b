import type { User } from '#src/domain/users/user.ts'
import type { CustomMessageSource } from './custom-message.ts'
import { eventUserAttributes, type TriggerContext, type TriggerDeps } from './trigger-context.ts'
import type { TriggerCall } from './trigger-runner.ts'

export type SenderTrigger = 'CustomEmailSender' | 'CustomSMSSender'

/** A message that a function of the pool sends: its call, but for the code, which is encrypted for it at the last moment. */
export type SenderCall = {
  call: TriggerCall
  /** KMSKeyID: whose holder alone reads the code. */
  keyId: string | null
}

const REQUEST_TYPES: Readonly<Record<SenderTrigger, string>> = {
  CustomEmailSender: 'customEmailSenderRequestV1', CustomSMSSender: 'customSMSSenderRequestV1',
}

/**
 * The call by which the pool's own function sends a message, or null where the pool has none for the medium (Cognito: custom sender
 * Lambda triggers). Nobody waits for it, and nothing of its answer is read. `code` in the request is left to `withCode`.
 */
export const senderCall = (
  deps: TriggerDeps, context: TriggerContext, input: { source: CustomMessageSource; user: User; attribute: 'email' | 'phone_number' },
): SenderCall | null => {
  const trigger: SenderTrigger = input.attribute === 'email' ? 'CustomEmailSender' : 'CustomSMSSender'
  if (!deps.triggers.has(context.pool, trigger)) return null
  return {
    keyId: context.pool.settings.LambdaConfig.KMSKeyID ?? null,
    call: {
      trigger,
      source: input.source.replace('CustomMessage', trigger),
      poolId: context.pool.id,
      clientId: context.client?.id ?? null,
      userName: input.user.username,
      request: {
        type: REQUEST_TYPES[trigger], code: null, userAttributes: eventUserAttributes(input.user), clientMetadata: context.clientMetadata ?? {},
      },
      response: {},
    },
  }
}

/** The call with its code, encrypted for the function and in base64. */
export const withCode = ({ call }: SenderCall, code: string | null): TriggerCall => ({ ...call, request: { ...call.request, code } })
