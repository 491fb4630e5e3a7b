import { hours, minutes } from '#src/contracts/duration.ts'

/** How often something may be tried: `limit` times within `window` milliseconds. */
export type Limit = { limit: number; window: number }

/** Every counted kind but password tries, for each user unless it says otherwise (Cognito: quotas, code and attempt limits). */
export const LIMITS = {
  'confirm-sign-up': { limit: 15, window: hours(1) },
  'verify-attribute': { limit: 15, window: hours(1) },
  'resend-confirmation': { limit: 5, window: hours(1) },
  'attribute-code': { limit: 5, window: hours(1) },
  'change-password': { limit: 5, window: hours(1) },
  'forgot-password': { limit: 5, window: hours(1) },
  'sign-in-after-sign-up': { limit: 1, window: hours(24) },
  'sign-up-notice': { limit: 2, window: hours(1) },
  'sign-in-code': { limit: 10, window: minutes(15) },
  'sign-in-code-message': { limit: 10, window: hours(1) },
  /** On the pages, where a button is all that it takes: functions mostly send something. */
  'custom-sign-in': { limit: 20, window: hours(1) },
  'second-factor-message': { limit: 20, window: hours(1) },
  'verify-software-token': { limit: 15, window: hours(1) },
  'confirm-forgot-password': { limit: 20, window: hours(1) },
  'account-notice': { limit: 10, window: hours(1) },
  /** For each pool. */
  'test-message': { limit: 30, window: hours(1) },
  /** From one network, which many people may share; each is a record that anybody can begin. */
  'passkey-options': { limit: 600, window: minutes(10) },
} as const satisfies Record<string, Limit>
export type LimitedKind = keyof typeof LIMITS

/**
 * Password tries, on every wire and in every spelling of a name: after 5 failures 2^(n-5) seconds, at most 15 minutes;
 * forgotten after 15 quiet minutes (Cognito: lockout behavior for failed sign-in attempts).
 */
export const PASSWORD_TRIES = { kind: 'password', window: minutes(15), lockFrom: 5, maxLock: minutes(15) } as const

/**
 * Tries at a user's second factors, whichever: locked like passwords, but remembered for a day, since whoever guesses here knows the
 * password already and nobody else can lock the owner out.
 */
export const SECOND_FACTOR_TRIES = { kind: 'second-factor', window: hours(24), lockFrom: 5, maxLock: minutes(15) } as const

/** Answers to challenges of a pool's own functions: they say themselves when it is enough; this holds up whoever guesses on and on. */
export const CUSTOM_TRIES = { kind: 'custom-challenge', window: minutes(15), lockFrom: 15, maxLock: minutes(15) } as const

/** Failed password tries from one network, over all users of a pool: one password tried on everybody locks nobody's counter. */
export const NETWORK_TRIES = { kind: 'password-network', window: minutes(10) } as const
