import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import { recordUserEvent, type RecordUserEventDeps } from '#src/domain/activity/record-user-event.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { limitAttempt, type LimitAttemptDeps } from '#src/domain/attempts/limit-attempt.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { deliverCode, type DeliverCodeDeps } from '#src/domain/messages/deliver-code.ts'
import { type CodeDelivery, deliveryTo } from '#src/domain/messages/mask-destination.ts'
import type { Wire } from '#src/domain/sign-in/sign-in-attempt.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { findUser, type FindUserDeps, hidesUserExistence, unknownSubject } from '#src/domain/users/find-user.ts'
import { pretendDelivery } from '#src/domain/users/pretend-delivery.ts'
import { readSignUpProof } from './sign-up-proof.ts'
import { confirmsByLink, verificationContact } from './verification-contact.ts'

export type ResendConfirmationCodeDeps = RecordUserEventDeps & DeliverCodeDeps & LimitAttemptDeps & FindUserDeps & {
  keyedHash: Pick<KeyedHash, 'code' | 'name' | 'sign' | 'verify'>
}

export type ResendConfirmationCodeInput = {
  pool: UserPool
  client: AppClient
  wire: Wire
  username: string
  /** Hosted pages: the proof of the browser that signed up names the account. */
  proof?: string | undefined
  clientMetadata?: ClientMetadata | undefined
}

/**
 * Sends a new code or link for an unconfirmed account, at most five an hour; the older one dies (Cognito: ResendConfirmationCode).
 * Where existence is hidden, unknown users get an answer of the same form, and confirmed ones too on hosted pages.
 * LimitExceeded, UserNotFound, InvalidParameter (confirmed already, nothing to send to), CodeDeliveryFailure, trigger refusals.
 */
export const resendConfirmationCode = async (deps: ResendConfirmationCodeDeps, input: ResendConfirmationCodeInput): Promise<CodeDelivery> => {
  const { pool, client, wire } = input
  const provenId = input.proof === undefined ? null : readSignUpProof(deps.keyedHash, client, input.proof)
  const user = provenId === null ? await findUser(deps, pool, input.username) : await deps.users.findUserById(pool.id, provenId)
  const hides = hidesUserExistence(client, wire)
  if (!user && !hides) throw new DomainError('UserNotFound', 'Username/client id combination not found.', { reason: 'user-not-found' })
  await limitAttempt(deps, 'resend-confirmation', user?.id ?? provenId ?? unknownSubject(deps.keyedHash, pool, input.username))
  if (!user) return pretendDelivery(deps.keyedHash, pool, input.username)
  const contact = verificationContact(pool, user.attributes)
  if (user.status !== 'UNCONFIRMED') {
    if (wire !== 'hosted') throw new DomainError('InvalidParameter', 'User is already confirmed.', { reason: 'already-confirmed' })
    return contact ? deliveryTo(contact.attribute, contact.value) : pretendDelivery(deps.keyedHash, pool, input.username)
  }
  if (!contact) throw new DomainError('InvalidParameter', 'Cannot resend codes. Auto verification not turned on.', { reason: 'no-contact' })
  const delivery = await deliverCode(deps, {
    context: { pool, client, clientMetadata: input.clientMetadata }, user, contact,
    codePurpose: 'sign-up', messagePurpose: 'resend', source: 'CustomMessage_ResendCode', byLink: confirmsByLink(pool),
  })
  recordUserEvent(deps, { user, type: 'ResendCode', clientId: client.id })
  return delivery
}
