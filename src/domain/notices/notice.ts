import type { RequestOrigin } from '#src/domain/activity/request-origin.ts'
import type { MfaFactor } from '#src/domain/users/user.ts'

/** What a notice says. Contacts are masked already. */
export type Notice =
  | { kind: 'passwordChanged' | 'recoveryCodesMade' }
  /** `to` is null where the contact was removed. */
  | { kind: 'emailChanged' | 'phoneChanged'; to: string | null }
  | { kind: 'factorOn' | 'factorOff'; factor: MfaFactor }
  | { kind: 'passkeyAdded' | 'passkeyRemoved'; name: string }
  | { kind: 'deviceRemembered'; name: string }
  | { kind: 'newBrowser' }
  /** Null: it is deleted already. */
  | { kind: 'accountDeletion'; dueAt: Date | null }

/** Where and when it happened. */
export type NoticeFacts = { at: Date } & Pick<RequestOrigin, 'address'> & { device: string | null }
