import type { RequestOrigin, RequestOrigins } from '#src/domain/activity/request-origin.ts'
import type { User } from '#src/domain/users/user.ts'
import type { CustomMessageSource } from './custom-message.ts'
import { eventUserAttributes, type TriggerContext, type TriggerDeps } from './trigger-context.ts'
import type { AskedBy, TriggerCall } from './trigger-runner.ts'

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

export type SenderDeps = TriggerDeps & { requestOrigins: Pick<RequestOrigins, 'current'> }

/**
 * The call by which the pool's own function sends a message, or null where the pool has none for the medium (Cognito: custom sender
 * Lambda triggers). Nobody waits for it, and nothing of its answer is read. `code` in the request is left to `withCode`.
 */
export const senderCall = (
  deps: SenderDeps, context: TriggerContext, input: { source: CustomMessageSource; user: User; attribute: 'email' | 'phone_number' },
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
      asked: askedBy(deps.requestOrigins.current()),
    },
  }
}

/** A name of an SDK that is longer is none. */
const LONGEST_NAME = 256

const askedBy = (origin: RequestOrigin | null): AskedBy | undefined => {
  if (origin === null) return undefined
  const { sdkUserAgent, requestId } = origin
  return { ...(sdkUserAgent === undefined ? {} : { sdkUserAgent: sdkUserAgent.slice(0, LONGEST_NAME) }), ...(requestId === undefined ? {} : { requestId }) }
}

/** What the outbox keeps of a message that a function words itself. */
export const messageForFunction = (handedTo: SenderCall): { subject: null; text: string; html: null; handedTo: SenderCall } =>
  ({ subject: null, text: `Sent by the pool's function: ${handedTo.call.source}.`, html: null, handedTo })

/** The call with its code, encrypted for the function and in base64. */
export const withCode = ({ call }: SenderCall, code: string | null): TriggerCall => ({ ...call, request: { ...call.request, code } })
