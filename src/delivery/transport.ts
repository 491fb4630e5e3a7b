import type { ClaimedMessage } from './outbox-store.ts'

/** Hands a message to the outside world. Throws when it was not taken; `isPermanent` tells whether trying again is useless. */
export type Transport = {
  deliver(message: ClaimedMessage): Promise<void>
  /** Cuts deliveries under way short. */
  close(): Promise<void>
}

/** A refusal for good: this message will never be taken. */
export class PermanentDeliveryError extends Error {
  override readonly name = 'PermanentDeliveryError'
}

/** Whether a delivery failed for good (by name: mail libraries call many errors permanent that an operator can mend). */
export const isPermanent = (thrown: unknown): boolean => thrown instanceof Error && thrown.name === 'PermanentDeliveryError'
