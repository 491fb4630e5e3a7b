import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { limitAttempt, type LimitAttemptDeps } from '#src/domain/attempts/limit-attempt.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { deliverCode, type DeliverCodeDeps } from '#src/domain/messages/deliver-code.ts'
import type { CodeDelivery } from '#src/domain/messages/mask-destination.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { requireContactAttribute } from './require-contact-attribute.ts'

export type GetUserAttributeVerificationCodeInput = {
  pool: UserPool
  client: AppClient
  user: User
  attribute: string
  clientMetadata?: ClientMetadata | undefined
}

/**
 * Sends a code that proves a contact, the waiting value before the live one; at most five an hour (Cognito:
 * GetUserAttributeVerificationCode). LimitExceeded, InvalidParameter (no such contact), CodeDeliveryFailure, trigger refusals.
 */
export const getUserAttributeVerificationCode = async (
  deps: DeliverCodeDeps & LimitAttemptDeps, input: GetUserAttributeVerificationCodeInput,
): Promise<CodeDelivery> => {
  const { pool, client, user, clientMetadata } = input
  const attribute = requireContactAttribute(input.attribute)
  const value = user.pendingAttributes[attribute] ?? user.attributes[attribute]
  if (!value) throw new DomainError('InvalidParameter', `User has no attribute ${attribute} to verify.`, { reason: 'no-contact', field: attribute })
  await limitAttempt(deps, 'attribute-code', user.id)
  return deliverCode(deps, {
    context: { pool, client, clientMetadata }, user, contact: { attribute, value },
    codePurpose: `attribute:${attribute}`, messagePurpose: 'verify-attribute', source: 'CustomMessage_VerifyUserAttribute',
  })
}
