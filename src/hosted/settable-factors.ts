import type { AskedChallenge } from './hosted-flow.ts'

/** Second factors that a page can set up. */
export type SettableFactor = 'SOFTWARE_TOKEN_MFA' | 'EMAIL_OTP'

/**
 * What MFA_SETUP leaves to be set up on a page: an authenticator, or an address. Who is asked to set something up has none that would
 * do, so an address is one the account does not have yet.
 */
export const settableFactors = ({ parameters }: Pick<AskedChallenge, 'parameters'>): SettableFactor[] => {
  const offered = JSON.parse(parameters['MFAS_CAN_SETUP'] ?? '[]') as string[]
  return (['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] as const).filter((factor) => offered.includes(factor))
}
