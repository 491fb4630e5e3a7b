import type { MessageChannel } from '#src/domain/messages/message-channel.ts'
import type { Message } from '#src/domain/messages/message-sender.ts'

/** A message of the outbox with what is known of its delivery. */
export type StoredMessage = Message & {
  id: string
  status: 'pending' | 'sent' | 'failed'
  createdAt: Date
}

/** A message that this process alone may deliver until its lease ends. `tries` counts this one. */
export type ClaimedMessage = StoredMessage & { tries: number }

/** Any subset; the newest that fits all of it. Names and addresses compare without regard to case. */
export type MessageFilter = {
  pool?: string
  client?: string
  username?: string
  to?: string
  /** Only messages newer than this. */
  after?: Date
  /** Only messages of this purpose. */
  purpose?: string
  /** False: not what people are told of their accounts. */
  notices?: boolean
}

/** Messages to send, durable and shared by all instances. Bodies are sealed at rest. */
export type OutboxStore = {
  /** Stores a message as due at once. */
  addMessage(id: string, message: Message, now: Date): Promise<void>
  /**
   * Takes up to `limit` due messages of one channel, the longest due first, and leases them until `leaseUntil`: no other
   * process gets them before. A process that dies lets them fall due again.
   */
  claimDueMessages(claim: { channel: MessageChannel; now: Date; leaseUntil: Date; limit: number }): Promise<ClaimedMessage[]>
  /** Only while the claim (`tries`) is the newest. Without `keepBody` the text is erased: it has done its work. */
  markSent(claim: { id: string; tries: number }, sentAt: Date, keepBody: boolean): Promise<void>
  /** Only while the claim is the newest: due again at `nextTryAt`. */
  postpone(claim: { id: string; tries: number }, nextTryAt: Date, reason: string): Promise<void>
  /** Only while the claim is the newest: never tried again; the text is erased unless `keepBody`. */
  markFailed(claim: { id: string; tries: number }, reason: string, keepBody: boolean): Promise<void>
  /** Newest first. Messages whose text was erased are not among them. */
  findMessages(filter: MessageFilter, limit: number): Promise<StoredMessage[]>
  findMessage(id: string): Promise<StoredMessage | null>
  /** Deletes up to `limit` finished messages created before `before`; returns how many. */
  deleteFinished(before: Date, limit: number): Promise<number>
}
