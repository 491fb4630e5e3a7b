import type { ShownPlace } from '#src/contracts/hosted/place-in-words.ts'
import type { AccountPageView } from './account-frame.ts'

/** What activity pages have words for. */
export const ACTIVITY_KINDS = [
  'SignIn', 'SignUp', 'ForgotPassword', 'PasswordChange', 'ResendCode', 'EmailChange', 'PhoneChange', 'FactorOn', 'FactorOff', 'PasskeyAdded', 'PasskeyRemoved',
  'RecoveryCodesMade', 'DeviceRemembered', 'DeviceForgotten', 'SessionsEnded', 'DeletionAsked', 'DeletionWithdrawn', 'Disowned', 'DataDownloaded',
] as const
export type ActivityKind = (typeof ACTIVITY_KINDS)[number]

export type AccountEvent = {
  readonly id: string
  readonly kind: ActivityKind
  readonly response: 'Pass' | 'Fail' | 'InProgress'
  /** ISO 8601. */
  readonly at: string
  /** Program and system in words; absent when nobody knows. */
  readonly device?: string | undefined
  readonly address?: string | undefined
  readonly place?: ShownPlace | undefined
  readonly application?: string | undefined
  /** A passkey's or device's name, a masked address: what it was about. */
  readonly about?: string | undefined
  /** A factor, in the texts' words. */
  readonly factor?: string | undefined
  /** An operator did it. */
  readonly byOperator: boolean
}

/** Sign-ins and changes, newest first. */
export type AccountActivityView = AccountPageView<'account-activity'> & {
  readonly events: readonly AccountEvent[]
  readonly olderHref?: string | undefined
  /** Whether these are not the newest. */
  readonly newestHref?: string | undefined
  /** Where somebody goes who does not recognise something. */
  readonly securityHref: string
}

/** What is stored can be taken along, and done away with. */
export type AccountDataView = AccountPageView<'account-data'> & {
  readonly deleteHref: string
  readonly graceDays: number
  /** Documents that were agreed to, the newest first; `at` is ISO 8601. */
  readonly agreements?: readonly { readonly document: 'terms' | 'privacy'; readonly application: string; readonly href: string; readonly at: string }[] | undefined
}

/** The last question before an account is deleted. */
export type AccountDeleteView = AccountPageView<'account-delete'> & { readonly graceDays: number; readonly applications: readonly string[] }
