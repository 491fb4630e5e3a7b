import type { Random } from '#src/crypto/random.ts'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { channelOf, type MessageChannel } from '#src/domain/messages/message-channel.ts'
import type { MessageSender } from '#src/domain/messages/message-sender.ts'
import type { OutboxStore } from './outbox-store.ts'

export type OutboxSenderDeps = {
  readonly clock: Clock
  readonly random: Pick<Random, 'uuid'>
  readonly outbox: Pick<OutboxStore, 'addMessage'>
  /** Told after a message was stored. */
  readonly stored: (channel: MessageChannel) => void
}

/** The sender that the domain uses: done as soon as the message is stored, so no mail server can hold anybody up. */
export function createOutboxSender(deps: OutboxSenderDeps): MessageSender {
  return {
    async send(message) {
      try {
        await deps.outbox.addMessage(deps.random.uuid(), message, deps.clock.now())
      } catch (cause) {
        throw new DomainError('CodeDeliveryFailure', 'The message could not be stored for delivery.', { cause })
      }
      deps.stored(channelOf(message))
    },
  }
}
