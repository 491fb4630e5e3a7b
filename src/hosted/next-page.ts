import type { ChallengeName } from '#src/domain/sign-in/challenge.ts'
import type { AskedChallenge } from './hosted-flow.ts'

/** The page that answers a challenge. EMAIL_OTP has two: it can be either factor. */
const PAGES: Readonly<Partial<Record<ChallengeName, string>>> = {
  SELECT_CHALLENGE: '/login/choose',
  PASSWORD: '/login/choose',
  EMAIL_OTP: '/login/code',
  SMS_OTP: '/login/code',
  WEB_AUTHN: '/login/passkey',
  CUSTOM_CHALLENGE: '/login/challenge',
  NEW_PASSWORD_REQUIRED: '/changePassword',
  SELECT_MFA_TYPE: '/mfa',
  SOFTWARE_TOKEN_MFA: '/mfa',
  SMS_MFA: '/mfa',
  MFA_SETUP: '/mfa/setup',
  KEEP_ACCOUNT: '/keepAccount',
}
const SECOND_CODE = '/mfa'

/** Path of the page for a challenge; an Error for one that pages cannot show, which no sign-in on this wire asks for. */
export const challengePage = ({ name, isSecond }: Pick<AskedChallenge, 'name' | 'isSecond'>): string => {
  const path = name === 'EMAIL_OTP' && isSecond ? SECOND_CODE : PAGES[name]
  if (path === undefined) throw new Error(`No page answers ${name}.`)
  return path
}
