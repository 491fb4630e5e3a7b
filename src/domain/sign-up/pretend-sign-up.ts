import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { Random } from '#src/crypto/random.ts'
import { type LimitAttemptDeps, withinLimit } from '#src/domain/attempts/limit-attempt.ts'
import { buildMessage, type BuildMessageDeps } from '#src/domain/messages/build-message.ts'
import { deliveryTo } from '#src/domain/messages/mask-destination.ts'
import type { MessageSender } from '#src/domain/messages/message-sender.ts'
import type { ClientContext } from '#src/domain/triggers/trigger-context.ts'
import { contactKind } from '#src/domain/users/canonical-name.ts'
import { findUser, type FindUserDeps } from '#src/domain/users/find-user.ts'
import type { Attributes } from '#src/domain/users/user.ts'
import { makeSignUpProof } from './sign-up-proof.ts'
import type { SignUpOutcome } from './sign-up.ts'
import { verificationContact } from './verification-contact.ts'

export type PretendSignUpDeps = BuildMessageDeps & LimitAttemptDeps & FindUserDeps & {
  messageSender: MessageSender
  random: Pick<Random, 'uuid'>
  keyedHash: Pick<KeyedHash, 'sign'>
}

/**
 * The outcome of a sign-up that worked, for an address or number that has an account already; its owner is told by a message, at
 * most twice an hour. So nobody learns from the page who has an account (OWASP Authentication Cheat Sheet, account creation).
 */
export const pretendSignUp = async (
  deps: PretendSignUpDeps, context: ClientContext, input: { typed: string; attributes: Attributes; confirmed: boolean },
): Promise<SignUpOutcome> => {
  await tellOwner(deps, context, input.typed)
  const contact = input.confirmed ? null : verificationContact(context.pool, input.attributes)
  const userId = deps.random.uuid()
  return {
    userId,
    username: input.typed,
    confirmed: input.confirmed,
    delivery: contact && deliveryTo(contact.attribute, contact.value),
    proof: makeSignUpProof(deps.keyedHash, context.client, userId),
  }
}

const tellOwner = async (deps: PretendSignUpDeps, context: ClientContext, typed: string): Promise<void> => {
  const attribute = contactKind(typed)
  const owner = await findUser(deps, context.pool, typed)
  const value = attribute && owner?.attributes[attribute]
  if (!attribute || !owner || !value || !(await withinLimit(deps, 'sign-up-notice', owner.id))) return
  const message = await buildMessage(deps, { context, user: owner, purpose: 'security-notice', source: null, contact: { attribute, value }, code: null })
  await deps.messageSender.send(message)
}
