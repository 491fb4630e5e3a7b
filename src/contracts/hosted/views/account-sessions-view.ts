import type { ShownPlace } from '#src/contracts/hosted/place-in-words.ts'
import type { AccountPageView } from './account-frame.ts'

/** Dates are ISO 8601. */
export type AccountSession = {
  readonly id: string
  readonly kind: 'browser' | 'application'
  /** Program and system in words; absent when nobody knows. */
  readonly device?: string | undefined
  readonly address?: string | undefined
  readonly place?: ShownPlace | undefined
  /** Names of applications; the portal itself is left out. */
  readonly applications: readonly string[]
  readonly signedInAt: string
  readonly lastSeenAt: string
  readonly current: boolean
}

export type AccountDevice = {
  readonly key: string
  readonly name?: string | undefined
  readonly address?: string | undefined
  readonly addedAt: string
  readonly lastUsedAt: string
  /** Whether it stands for a second step. */
  readonly trusted: boolean
}

/** Everywhere somebody is signed in, and the devices that the pool remembers of them. */
export type AccountSessionsView = AccountPageView<'account-sessions'> & {
  readonly sessions: readonly AccountSession[]
  /** Absent where the pool remembers none. */
  readonly devices?: readonly AccountDevice[] | undefined
}
