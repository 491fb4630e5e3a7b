import { buildMessage, type BuildMessageDeps } from '#src/domain/messages/build-message.ts'
import type { MessageSender } from '#src/domain/messages/message-sender.ts'
import type { TriggerContext } from '#src/domain/triggers/trigger-context.ts'
import type { User } from './user.ts'

export type InviteUserDeps = BuildMessageDeps & { messageSender: MessageSender }

/** Sends the temporary password, if there is one, by each wanted medium the user has a contact for (Cognito: InviteMessageTemplate). Trigger refusals. */
export const inviteUser = async (
  deps: InviteUserDeps, context: TriggerContext, input: { user: User; password: string | null; mediums: readonly ('EMAIL' | 'SMS')[] },
): Promise<void> => {
  const { user, password } = input
  for (const medium of new Set(input.mediums)) {
    const attribute = medium === 'EMAIL' ? 'email' : 'phone_number'
    const value = user.attributes[attribute]
    if (!value) continue
    const message = await buildMessage(deps, {
      context, user, purpose: 'invitation', source: 'CustomMessage_AdminCreateUser', contact: { attribute, value }, code: password,
    })
    await deps.messageSender.send(message)
  }
}
