import { findNamedDevice } from '#src/domain/devices/find-named-device.ts'
import { standsForSecondFactor } from '#src/domain/devices/device-policy.ts'
import { noUsableFactor, softwareTokenNotFound } from '#src/domain/mfa/mfa-refusals.ts'
import { preferredFactor } from '#src/domain/mfa/active-factors.ts'
import { maskDestination } from '#src/domain/messages/mask-destination.ts'
import { chosenFactors, CONTACT_OF, hasContactFor, impliedFactors, type MessageFactor, offeredSecondFactors, type SecondFactor } from '#src/domain/mfa/second-factors.ts'
import type { User } from '#src/domain/users/user.ts'
import type { AuthenticationMethod } from './challenge.ts'
import { deviceSrpChallenge } from './challenges/device-srp-auth.ts'
import { messageChallenge } from './challenges/message-mfa.ts'
import type { GateDeps } from './gates/gate.ts'
import type { NextChallenge, SignInProgress } from './sign-in-progress.ts'

/**
 * What is asked after the first factor: the proof of a remembered device where that is enough; else a second factor of the user,
 * which one where there are several, or to set one up where there is none; and the proof of any other known device last
 * (Cognito: MFA, device authentication). Null when nothing is wanted any more. MFAMethodNotFound, LimitExceeded, CodeDeliveryFailure.
 */
export const secondFactorChallenge = async (deps: GateDeps, progress: SignInProgress, wanted: boolean): Promise<NextChallenge | null> => {
  const { pool, user, browser } = progress
  if (browser) return wanted && !standsForSecondFactor(pool, browser) ? askFactor(deps, progress) : null
  const device = await findNamedDevice(deps, pool, user, progress.deviceKey)
  const asksDevice = device === null || progress.deviceProven ? null : deviceSrpChallenge(device)
  if (!wanted) return asksDevice
  return device && standsForSecondFactor(pool, device) ? asksDevice : askFactor(deps, progress)
}

/** Method that a factor adds to `amr`. */
export const METHOD_OF = { SMS_MFA: 'sms', SOFTWARE_TOKEN_MFA: 'otp', EMAIL_OTP: 'email_otp' } as const satisfies Record<SecondFactor, AuthenticationMethod>

/**
 * The user's second factors that can be asked for now. What was the first factor cannot be the second one too: one mailbox, one
 * phone is one factor.
 */
export const usableFactors = async (deps: Pick<GateDeps, 'softwareTokens'>, { pool, user, amr }: Pick<SignInProgress, 'pool' | 'user' | 'amr'>): Promise<SecondFactor[]> => {
  const chosen = chosenFactors(pool, user)
  const inQuestion = chosen.length > 0 ? chosen : [...impliedFactors(pool, user), ...impliedToken(pool)]
  const hasToken = inQuestion.includes('SOFTWARE_TOKEN_MFA') && Boolean((await deps.softwareTokens.findSoftwareToken(user.id))?.seed)
  const isThere = (factor: SecondFactor): boolean => (factor === 'SOFTWARE_TOKEN_MFA' ? hasToken : hasContactFor(user, factor))
  return inQuestion.filter((factor) => isThere(factor) && !amr.includes(METHOD_OF[factor]))
}

/** An authenticator that was verified is asked for where a factor is demanded, whether switched on or not. */
const impliedToken = (pool: SignInProgress['pool']): SecondFactor[] =>
  pool.settings.MfaConfiguration === 'ON' && offeredSecondFactors(pool).includes('SOFTWARE_TOKEN_MFA') ? ['SOFTWARE_TOKEN_MFA'] : []

const askFactor = async (deps: GateDeps, progress: SignInProgress): Promise<NextChallenge> => {
  const { pool, user } = progress
  const usable = await usableFactors(deps, progress)
  const preferred = preferredFactor(pool, user)
  const [only, ...others] = usable
  if (only === undefined) return setUpChallenge(progress)
  const chosen = others.length === 0 ? only : usable.find((factor) => factor === preferred)
  if (chosen !== undefined) return challengeOfFactor(deps, progress, chosen)
  return choiceOf(progress, usable)
}

/** The choice among the user's second factors, also where it is of one only. MFAMethodNotFound where there is none. */
export const choiceOfFactors = async (deps: GateDeps, progress: SignInProgress): Promise<NextChallenge> => {
  const usable = await usableFactors(deps, progress)
  if (usable.length === 0) throw noUsableFactor()
  return choiceOf(progress, usable)
}

/** `contacts`, for pages: where the code of each factor would go, masked. */
export const choiceOf = ({ user }: SignInProgress, usable: readonly SecondFactor[]): NextChallenge => ({
  challenge: 'SELECT_MFA_TYPE',
  parameters: { MFAS_CAN_CHOOSE: JSON.stringify(usable), USER_ID_FOR_SRP: user.username },
  state: { contacts: Object.fromEntries(usable.flatMap((factor) => (factor === 'SOFTWARE_TOKEN_MFA' ? [] : [[factor, maskedContact(user, factor)]]))) },
})

const maskedContact = ({ attributes }: Pick<User, 'attributes'>, factor: MessageFactor): string => maskDestination(CONTACT_OF[factor], attributes[CONTACT_OF[factor]] ?? '')

/** The challenge of one second factor; a code is sent by it. SoftwareTokenMFANotFound, LimitExceeded, CodeDeliveryFailure, refusals of the message trigger. */
export const challengeOfFactor = async (deps: GateDeps, progress: SignInProgress, factor: SecondFactor): Promise<NextChallenge> => {
  if (factor !== 'SOFTWARE_TOKEN_MFA') return messageChallenge(deps, progress, factor)
  const token = await deps.softwareTokens.findSoftwareToken(progress.user.id)
  if (!token?.seed) throw softwareTokenNotFound()
  const named = token.friendlyName === null ? {} : { FRIENDLY_DEVICE_NAME: token.friendlyName }
  return { challenge: factor, parameters: { ...named, USER_ID_FOR_SRP: progress.user.username }, state: {} }
}

/**
 * To set a factor up, only for who has none at all, after a password: nobody gets around a factor by setting up another. An
 * authenticator that an operator switched on and nobody has registered is none yet.
 */
export const setUpChallenge = ({ pool, user, amr }: SignInProgress): NextChallenge => {
  const isUnregisteredAlone = chosenFactors(pool, user).every((factor) => factor === 'SOFTWARE_TOKEN_MFA')
  const isPasswordAlone = amr.every((method) => method === 'pwd')
  const offered = offeredSecondFactors(pool)
  if (!isUnregisteredAlone || !isPasswordAlone || offered.length === 0) throw noUsableFactor()
  return {
    challenge: 'MFA_SETUP',
    parameters: { MFAS_CAN_SETUP: JSON.stringify(offered), USER_ID_FOR_SRP: user.username },
    // For pages: a contact that the account has is not to be given again.
    state: { settable: offered.filter((factor) => factor === 'SOFTWARE_TOKEN_MFA' || !hasContactFor(user, factor)) },
  }
}
