import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import { recordUserEvent, type RecordUserEventDeps } from '#src/domain/activity/record-user-event.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { limitAttempt, type LimitAttemptDeps } from '#src/domain/attempts/limit-attempt.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { deliverCode, type DeliverCodeDeps } from '#src/domain/messages/deliver-code.ts'
import type { CodeDelivery } from '#src/domain/messages/mask-destination.ts'
import type { Wire } from '#src/domain/sign-in/sign-in-attempt.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import { autoVerified, recoveryChannels } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { findUser, hidesUserExistence, unknownSubject } from '#src/domain/users/find-user.ts'
import { migrateQuietly, type MigrateUserDeps } from '#src/domain/users/migrate-user.ts'
import { pretendDelivery } from '#src/domain/users/pretend-delivery.ts'
import { recoveryContact } from './recovery-contact.ts'
import { recoveryRefusal } from './recovery-refusal.ts'

export type ForgotPasswordDeps = RecordUserEventDeps & DeliverCodeDeps & LimitAttemptDeps & MigrateUserDeps & { keyedHash: Pick<KeyedHash, 'code' | 'name' | 'sign'> }

export type ForgotPasswordInput = {
  pool: UserPool
  client: AppClient
  wire: Wire
  username: string
  clientMetadata?: ClientMetadata | undefined
}

/**
 * Sends a reset code to the user's verified contact, at most five an hour; an older one dies (Cognito: ForgotPassword). Where
 * existence is hidden, whoever cannot be sent one gets an answer of the same form, with the same invented destination each time.
 * LimitExceeded, NotAuthorized, UserNotFound, InvalidParameter (no verified contact), CodeDeliveryFailure, trigger refusals.
 */
export const forgotPassword = async (deps: ForgotPasswordDeps, input: ForgotPasswordInput): Promise<CodeDelivery> => {
  const { pool, client, wire, username, clientMetadata } = input
  if (recoveryChannels(pool).length === 0) throw new DomainError('NotAuthorized', 'Contact administrator to reset password.', { reason: 'recovery-unavailable' })
  const found = await findUser(deps, pool, username)
  await limitAttempt(deps, 'forgot-password', found?.id ?? unknownSubject(deps.keyedHash, pool, username))
  const migrated = found ? null : await migrateQuietly(deps, wire, { context: { pool, client, clientMetadata }, typed: username, password: null })
  const user = found ?? migrated?.user ?? null
  const contact = user && recoveryContact(pool, user)
  const refusal = user ? recoveryRefusal(pool, user) : new DomainError('UserNotFound', 'Username/client id combination not found.', { reason: 'user-not-found' })
  if (user && contact && !refusal) {
    const delivery = await deliverCode(deps, {
      context: { pool, client, clientMetadata }, user, contact,
      codePurpose: 'forgot-password', messagePurpose: 'forgot-password', source: 'CustomMessage_ForgotPassword',
    })
    recordUserEvent(deps, { user, type: 'ForgotPassword', response: 'InProgress', clientId: client.id })
    return delivery
  }
  if (refusal && !hidesUserExistence(client, wire)) throw refusal
  return pretendDelivery(deps.keyedHash, pool, username, likelyChannels(pool))
}

/** What most users of the pool have: the channels that sign-up proves, else any. */
const likelyChannels = (pool: UserPool): readonly ('email' | 'phone_number')[] => {
  const proven = recoveryChannels(pool).filter((channel) => autoVerified(pool).includes(channel))
  return proven.length > 0 ? proven : recoveryChannels(pool)
}
