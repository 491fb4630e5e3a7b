import type { Wire } from '#src/domain/sign-in/sign-in-attempt.ts'

/** What is recorded of an account. The first five are Cognito's (EventType); operations on events know no others. */
export const USER_EVENT_TYPES = [
  'SignIn', 'SignUp', 'ForgotPassword', 'PasswordChange', 'ResendCode',
  'EmailChange', 'PhoneChange', 'FactorOn', 'FactorOff', 'PasskeyAdded', 'PasskeyRemoved', 'RecoveryCodesMade',
  'DeviceRemembered', 'DeviceForgotten', 'SessionsEnded', 'DeletionAsked', 'DeletionWithdrawn', 'Disowned', 'DataDownloaded',
] as const
export type UserEventType = (typeof USER_EVENT_TYPES)[number]

/** ChallengeResponseType of Cognito. */
export type ChallengeResult = { ChallengeName: 'Password' | 'Mfa'; ChallengeResponse: 'Success' | 'Failure' }

/** One thing that happened around an account (Cognito: AuthEventType, with what it has no word for in `details`). No secret. */
export type UserEvent = {
  id: string
  poolId: string
  userId: string
  type: UserEventType
  response: 'Pass' | 'Fail' | 'InProgress'
  createdAt: Date
  clientId: string | null
  /** Null where no request asked for it. */
  wire: Wire | null
  address: string | null
  /** Program and system in words. */
  device: string | null
  challenges: ChallengeResult[]
  details: Readonly<Record<string, string>>
}

export type UserEventPage = { poolId: string; userId: string; after: string | null; limit: number }

/**
 * Events are gathered and written together a moment later, outside of the request: they add no statement to it. A program that
 * stops writes them first; one that is killed loses the last moment.
 */
export type UserEventStore = {
  /** Takes the event at once, and never fails. */
  add(event: UserEvent): void
  /** Newest first; sees what was added here before. `next` is `<event id>#<ISO time>`, as Cognito's NextToken. */
  listUserEvents(page: UserEventPage): Promise<{ events: UserEvent[]; next: string | null }>
  /** Writes what waits. */
  flush(): Promise<void>
  /**
   * Which of these sign-ins were on a device or from an address that the user had not signed in on, or from, before. Somebody's very first
   * sign-in within a day of getting the account is none. One statement.
   */
  unfamiliarSignIns(ids: readonly string[]): Promise<string[]>
  /** Tells of events that were written; what fails there is the listener's own matter. */
  whenWritten(listener: (events: readonly UserEvent[]) => void): void
}
