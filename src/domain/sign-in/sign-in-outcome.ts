import type { CountedTry } from '#src/domain/attempts/attempt-store.ts'
import type { BrowserDevice } from '#src/domain/devices/browser.ts'
import type { Authentication, ChallengeName } from './challenge.ts'
import type { SignInAttempt } from './sign-in-attempt.ts'

/**
 * What every step of a sign-in comes to. `session` is new at each step and known to the caller alone: only its digest is stored.
 * Hosted pages show what `challenge` says; the API answers ChallengeName, ChallengeParameters and Session.
 */
export type SignInOutcome =
  | {
    kind: 'challenge'
    challenge: ChallengeName
    parameters: Record<string, string>
    session: string
    attempt: SignInAttempt
    /** What may be chosen instead (Cognito: AvailableChallenges). */
    available?: readonly ChallengeName[]
  }
  | {
    kind: 'signed-in'
    authentication: Authentication
    /** The counted try to forget when tokens or a code are issued; only where the caller said that they follow. */
    settles?: CountedTry
    /** A device that the client may remember from now on (Cognito: NewDeviceMetadata). */
    deviceMetadata?: { deviceKey: string; deviceGroupKey: string }
    /** What the browser keeps that is remembered from now on; pages alone. */
    browserDevice?: BrowserDevice
  }
