import type { ClaimedMessage } from './outbox-store.ts'

/** Hands a message to the outside world. Throws when it was not taken; `isPermanent` tells whether trying again is useless. */
export type Transport = {
  deliver(message: ClaimedMessage): Promise<void>
  /** Cuts deliveries under way short. */
  close(): Promise<void>
}

/** A refusal for good: this message will never be taken. The reason is for the log and names no secret. */
export class PermanentDeliveryError extends Error {
  override readonly name = 'PermanentDeliveryError'
  readonly permanent = true
}

/** Whether a delivery failed for good (by shape, not by class). */
export const isPermanent = (thrown: unknown): boolean => (thrown as { permanent?: unknown } | null)?.permanent === true
