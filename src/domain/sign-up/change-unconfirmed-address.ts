import { hours } from '#src/contracts/duration.ts'
import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { writableAttributes } from '#src/domain/app-clients/read-app-client.ts'
import { limitAttempt, type LimitAttemptDeps } from '#src/domain/attempts/limit-attempt.ts'
import { DomainError, isDomainError } from '#src/domain/domain-error.ts'
import { deliverCode, type DeliverCodeDeps } from '#src/domain/messages/deliver-code.ts'
import { type CodeDelivery, deliveryTo } from '#src/domain/messages/mask-destination.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { changeUser, type ChangeUserDeps } from '#src/domain/users/change-user.ts'
import type { FindUserDeps } from '#src/domain/users/find-user.ts'
import type { User } from '#src/domain/users/user.ts'
import { checkAttributes } from '#src/domain/users/validate-attributes.ts'
import { readSignUpProof } from './sign-up-proof.ts'
import { confirmsByLink, verificationContact } from './verification-contact.ts'

export type ChangeUnconfirmedAddressDeps = DeliverCodeDeps & LimitAttemptDeps & ChangeUserDeps & FindUserDeps & {
  keyedHash: Pick<KeyedHash, 'code' | 'verify'>
}

export type ChangeUnconfirmedAddressInput = {
  pool: UserPool
  client: AppClient
  /** What signUp gave to the browser that made the account. */
  proof: string
  /** The username as the page has it. */
  username: string
  attribute: 'email' | 'phone_number'
  value: string
  clientMetadata?: ClientMetadata | undefined
}

/** `username`: what to confirm and sign in with from now on. */
export type ChangeUnconfirmedAddressOutcome = { username: string; delivery: CodeDelivery | null }

const PROOF_LIFETIME = hours(24)

/**
 * "Wrong address?": replaces a contact of an account that is not confirmed yet and sends a new code; codes for the old address die.
 * Needs the proof of the browser that signed up, within a day; at most five times an hour together with resends. An address that
 * is taken looks like one that is free. NotAuthorized (no proof, too late, confirmed meanwhile), InvalidParameter, LimitExceeded.
 */
export const changeUnconfirmedAddress = async (
  deps: ChangeUnconfirmedAddressDeps, input: ChangeUnconfirmedAddressInput,
): Promise<ChangeUnconfirmedAddressOutcome> => {
  const { pool, client, attribute } = input
  const userId = readSignUpProof(deps.keyedHash, client, input.proof)
  if (userId === null) throw noProof()
  await limitAttempt(deps, 'resend-confirmation', userId)
  const writable = new Set([...writableAttributes(pool, client), ...pool.settings.UsernameAttributes])
  const { [attribute]: value = '' } = checkAttributes(pool, { given: { [attribute]: input.value }, writer: { kind: 'user', writable }, moment: 'create' })
  if (value === '') throw new DomainError('InvalidParameter', `${attribute}: The attribute is required`, { reason: 'attributes', field: attribute })
  const username = pool.settings.UsernameAttributes.includes(attribute) ? value : input.username
  const user = await deps.users.findUserById(pool.id, userId)
  // The proof of a sign-up that was pretended names nobody: it goes on like a real one.
  const changed = user && await replaceContact(deps, input, user, value)
  if (!changed) return { username, delivery: deliveryTo(attribute, value) }
  const contact = verificationContact(pool, changed.attributes)
  const delivery = contact && await deliverCode(deps, {
    context: { pool, client, clientMetadata: input.clientMetadata }, user: changed, contact,
    codePurpose: 'sign-up', messagePurpose: 'resend', source: 'CustomMessage_ResendCode', byLink: confirmsByLink(pool),
  })
  return { username, delivery }
}

/** The changed user, or null when the value names another account. */
const replaceContact = async (deps: ChangeUnconfirmedAddressDeps, { pool, attribute }: ChangeUnconfirmedAddressInput, user: User, value: string): Promise<User | null> => {
  const now = deps.clock.now().getTime()
  try {
    return await changeUser(deps, pool, user, (current) => {
      if (current.status !== 'UNCONFIRMED' || now - current.createdAt.getTime() > PROOF_LIFETIME) throw noProof()
      return { ...current, attributes: { ...current.attributes, [attribute]: value, [`${attribute}_verified`]: 'false' } }
    })
  } catch (error) {
    if (isDomainError(error) && error.code === 'AliasExists') return null
    throw error
  }
}

const noProof = (): DomainError => new DomainError('NotAuthorized', 'The address of this account cannot be changed here.', { reason: 'no-sign-up-proof' })
