import type { FieldErrors, Notice, Summary } from '#src/contracts/hosted/page-frame.ts'
import type { SignInMethod } from '#src/contracts/hosted/views/first-factor-view.ts'
import type { CustomChallengeContent } from '#src/contracts/hosted/views/custom-challenge-view.ts'
import type { Destination } from '#src/contracts/hosted/views/confirm-view.ts'
import type { SecondFactor } from '#src/domain/mfa/second-factors.ts'
import type { Authentication, ChallengeName } from '#src/domain/sign-in/challenge.ts'

/**
 * What the pages of one flow remember between a form and the next page. Kept sealed with the pending authorize request,
 * so it dies with it, follows no cookie and works in several tabs. Holds no password, and no code but new ones while they are shown.
 */
export type HostedFlow = {
  /** Identifier as last typed. */
  username?: string
  /** The language that was chosen on a page of it. */
  language?: string
  /** Whether the person asked to stay signed in when the browser is closed. */
  keep?: boolean
  /** The page that says it; others of the flow stay silent. */
  outcomeOn?: string
  /** What the next page says, until the next form is posted. */
  summary?: Summary
  fieldErrors?: FieldErrors
  notice?: Notice
  /** Values to keep in the inputs: by input name. */
  values?: Record<string, string>
  /** Where the newest code went, and when the next may be asked for (epoch ms). */
  destination?: Destination
  resendAt?: number
  /** The pool sends nothing to this account: an operator confirms it. */
  confirmedByOperator?: true
  /** The sign-in under way, after its first answer. */
  challengeSession?: string
  challenge?: AskedChallenge
  /** First factors of whoever said who they are. */
  methods?: readonly SignInMethod[]
  /** The browser says that it can make passkeys. */
  canMakePasskeys?: boolean
  /** A passkey that was tried and that nobody here knows. */
  unknownPasskey?: { rpId: string; credentialId: string }
  /** An authenticator that is being set up: its key in base32, until its first code has come. */
  authenticatorKey?: string
  /** A second factor was set up in this flow. */
  factorSetUp?: true
  /** A recovery code was used in this flow. */
  recoveryCodeUsed?: true
  /** New recovery codes, while they are shown. */
  recoveryCodes?: string[]
  /** Who has signed in, while pages stand between the sign-in and the application. */
  signedIn?: SignedIn
  /** Those of these pages that were shown. */
  offersShown?: string[]
  /** Proof that this very flow created the account: for changing its address and for signing in after confirmation. */
  signUpProof?: string
}

/** What a sign-in under way asks for, as the pages need it. */
export type AskedChallenge = {
  name: ChallengeName
  parameters: Record<string, string>
  /** What may be chosen instead, of first factors. */
  available?: readonly ChallengeName[]
  /** Whether it is a second factor by its kind: EMAIL_OTP is a name for both. */
  isSecond: boolean
  /** The code proves a contact that becomes a factor by it. */
  provesContact: boolean
  /** Masked contacts of the factors in a choice. */
  contacts?: Record<string, string>
  /** Factors that can be set up. */
  settable?: readonly SecondFactor[]
  /** What the pool's functions ask, as the page shows it; `round` names this very question. */
  custom?: { round: string; content: CustomChallengeContent }
  /** A recovery code would do instead. */
  byRecoveryCode?: true
  /** Epoch milliseconds. */
  expiresAt: number
}

/** A sign-in that has come to its end, in JSON. */
export type SignedIn = Omit<Authentication, 'authTime'> & { authTime: string }

/** The flow with the outcome of the last form taken away. */
export const withoutOutcome = (flow: HostedFlow): HostedFlow => {
  const { summary: _summary, fieldErrors: _fieldErrors, notice: _notice, values: _values, outcomeOn: _outcomeOn, ...rest } = flow
  return rest
}

/** The flow as one page sees it: what another page has to say stays there. */
export const flowForPage = (flow: HostedFlow, path: string): HostedFlow => (flow.outcomeOn === path ? flow : withoutOutcome(flow))
