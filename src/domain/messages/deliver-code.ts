import { issueCode, type IssueCodeDeps } from '#src/domain/codes/issue-code.ts'
import type { CodePurpose } from '#src/domain/codes/verification-code-store.ts'
import type { CustomMessageSource } from '#src/domain/triggers/custom-message.ts'
import type { TriggerContext } from '#src/domain/triggers/trigger-context.ts'
import type { User } from '#src/domain/users/user.ts'
import { buildMessage, type BuildMessageDeps } from './build-message.ts'
import { type CodeDelivery, deliveryTo } from './mask-destination.ts'
import type { BuiltInPurpose, MessageSender } from './message-sender.ts'

export type DeliverCodeDeps = IssueCodeDeps & BuildMessageDeps & { messageSender: MessageSender }

export type DeliverCodeInput = {
  context: TriggerContext
  user: User
  codePurpose: CodePurpose
  messagePurpose: BuiltInPurpose
  source: CustomMessageSource
  contact: { attribute: 'email' | 'phone_number'; value: string }
  byLink?: boolean
}

/**
 * Makes a new code, which ends the older one of the same purpose, and hands the message over durably.
 * Returns the masked destination. CodeDeliveryFailure; refusals of the custom message trigger, which leave the older code alive.
 */
export const deliverCode = async (deps: DeliverCodeDeps, input: DeliverCodeInput): Promise<CodeDelivery> => {
  const { user, contact, context } = input
  const byLink = input.byLink === true && contact.attribute === 'email'
  const { code, save } = issueCode(deps, user, input.codePurpose, contact, byLink ? 'link' : 'digits')
  // Words first: where a function of the pool refuses, nobody is sent the new code, and the one that they have goes on.
  const message = await buildMessage(deps, { context, user, purpose: input.messagePurpose, source: input.source, contact, code, byLink })
  await save()
  await deps.messageSender.send(message)
  return deliveryTo(contact.attribute, contact.value)
}
