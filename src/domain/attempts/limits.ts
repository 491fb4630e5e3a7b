import { hours, minutes } from '#src/contracts/duration.ts'

/** How often something may be tried: `limit` times within `window` milliseconds. */
export type Limit = { limit: number; window: number }

/** Every counted kind but password tries, for each user (Cognito: quotas, code and attempt limits). */
export const LIMITS = {
  'confirm-sign-up': { limit: 15, window: hours(1) },
  'verify-attribute': { limit: 15, window: hours(1) },
  'resend-confirmation': { limit: 5, window: hours(1) },
  'attribute-code': { limit: 5, window: hours(1) },
  'change-password': { limit: 5, window: hours(1) },
  'forgot-password': { limit: 5, window: hours(1) },
  'sign-in-after-sign-up': { limit: 1, window: hours(24) },
  'sign-up-notice': { limit: 2, window: hours(1) },
  'confirm-forgot-password': { limit: 20, window: hours(1) },
} as const satisfies Record<string, Limit>
export type LimitedKind = keyof typeof LIMITS

/**
 * Password tries, on every wire and in every spelling of a name: after 5 failures 2^(n-5) seconds, at most 15 minutes;
 * forgotten after 15 quiet minutes (Cognito: lockout behavior for failed sign-in attempts).
 */
export const PASSWORD_TRIES = { kind: 'password', window: minutes(15), lockFrom: 5, maxLock: minutes(15) } as const

/** Failed password tries from one network, over all users of a pool: one password tried on everybody locks nobody's counter. */
export const NETWORK_TRIES = { kind: 'password-network', window: minutes(10) } as const
