import { ACCOUNT_SCREENS } from './views/account-view.ts'

/** Every hosted screen. A screen is a folder `app/(hosted)/h/<screen>`, a view model and fixtures. */
export const SCREENS = [
  'sign-in',
  'choose-account',
  'choose-method',
  'sign-in-code',
  'use-passkey',
  'custom-challenge',
  'add-passkey',
  'sign-up',
  'accept-terms',
  'confirm',
  'confirm-link',
  'forgot-password',
  'reset-password',
  'new-password',
  'mfa-code',
  'mfa-choose',
  'mfa-set-up',
  'mfa-app',
  'mfa-contact',
  'mfa-offer',
  'recovery-code',
  'recovery-codes',
  'not-me',
  'keep-account',
  'device',
  'done',
  'signed-out',
  'bookmark',
  'error',
  ...ACCOUNT_SCREENS,
] as const
export type Screen = (typeof SCREENS)[number]

/**
 * Request header by which the server tells a page which prepared view to render. Its value is a random id; the server
 * removes any such header that came from outside, and an internal path without a known id is a 404.
 */
export const VIEW_HEADER = 'x-poolhouse-view'

/** The internal path the server rewrites a request to; never visible to browsers. */
export const screenPath = (screen: Screen): string => `/h/${screen}`
