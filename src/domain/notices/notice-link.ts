import { days } from '#src/contracts/duration.ts'
import type { MfaFactor } from '#src/domain/users/user.ts'
import type { NoticeKind } from './notice-kind.ts'

/** What "this wasn't me" takes back, besides ending every session: what it was before, as plain JSON. */
export type Undo =
  | { what: 'nothing' }
  | { what: 'contact'; attribute: 'email' | 'phone_number'; before: string }
  | { what: 'factor'; factor: MfaFactor }
  | { what: 'passkey'; id: string }
  | { what: 'device'; key: string }
  | { what: 'recovery-codes' }
  | { what: 'deletion' }

/** A link in a security notice. The token itself is known to the reader of the message alone. */
export type NoticeLink = {
  /** SHA-256 of the token. */
  digest: string
  poolId: string
  userId: string
  kind: NoticeKind
  undo: Undo
  createdAt: Date
  expiresAt: Date
}

/** How long a notice can be answered. */
export const NOTICE_LINK_LIFETIME = days(7)

export type NoticeLinkStore = {
  /**
   * With `firstOfItsKind`, stored only while the user has no other link of this kind that is not over, used or not: false then.
   * UserNotFound when the user is gone.
   */
  addLink(link: NoticeLink, firstOfItsKind: boolean): Promise<boolean>
  /** One that is neither used nor over; changes nothing. */
  findLink(poolId: string, digest: string, now: Date): Promise<NoticeLink | null>
  /**
   * Uses it: exactly one of racing callers gets it, and with it the user's unused links that are younger, oldest first, which are used
   * too: what was changed since was not the person's doing either. Empty for all others.
   */
  takeLink(poolId: string, digest: string, now: Date): Promise<NoticeLink[]>
}
