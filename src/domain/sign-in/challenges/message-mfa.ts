import { z } from 'zod'
import { limitAttempt } from '#src/domain/attempts/limit-attempt.ts'
import { forgetSecondFactorTries, limitSecondFactor } from '#src/domain/mfa/limit-second-factor.ts'
import { staleFactorCode, wrongFactorCode } from '#src/domain/mfa/mfa-refusals.ts'
import { chosenFactors, CONTACT_OF, type MessageFactor } from '#src/domain/mfa/second-factors.ts'
import type { AuthenticationMethod } from '#src/domain/sign-in/challenge.ts'
import type { GateDeps } from '#src/domain/sign-in/gates/gate.ts'
import type { NextChallenge, SignInProgress } from '#src/domain/sign-in/sign-in-progress.ts'
import { invalidSession } from '#src/domain/sign-in/sign-in-refusals.ts'
import { changeUser } from '#src/domain/users/change-user.ts'
import type { User } from '#src/domain/users/user.ts'
import { type ChallengeAnswer, type ChallengeDeps, type ChallengeStrategy, requireResponse } from './challenge-strategy.ts'
import { codeMatches, deliveryParameters, sendCode } from './one-time-code.ts'

const FACTOR_DIGITS = 6

/** What the record keeps of a code that was sent as second factor. `setsUp`: it also proves a contact that becomes a factor. */
const challengeState = z.object({ factor: z.enum(['SMS_MFA', 'EMAIL_OTP']), codeHash: z.string(), contact: z.string(), setsUp: z.boolean() })

/**
 * The second factor that a challenge's state is of, with the contact that it sets up, if it does; null for any other challenge:
 * EMAIL_OTP can be the first factor as well.
 */
export const messageFactorOf = (state: unknown): { factor: MessageFactor; setUp: string | undefined } | null => {
  const { data } = challengeState.safeParse(state)
  return data === undefined ? null : { factor: data.factor, setUp: data.setsUp ? data.contact : undefined }
}

/**
 * Sends a code that is a second factor; `setUp` is a contact that is to become one (Cognito: SMS_MFA, EMAIL_OTP). At most 20 an hour
 * a user: LimitExceeded. CodeDeliveryFailure, refusals of the message trigger.
 */
export const messageChallenge = async (
  deps: GateDeps, { pool, client, clientMetadata, user }: Pick<SignInProgress, 'pool' | 'client' | 'clientMetadata' | 'user'>, factor: MessageFactor, setUp?: string,
): Promise<NextChallenge> => {
  const attribute = CONTACT_OF[factor]
  await limitAttempt(deps, 'second-factor-message', user.id)
  const receiver = setUp === undefined ? user : { ...user, attributes: { ...user.attributes, [attribute]: setUp } }
  const { delivery, codeHash } = await sendCode(deps, { pool, client, clientMetadata }, receiver, { attribute, digits: FACTOR_DIGITS })
  const state: z.output<typeof challengeState> = { factor, codeHash, contact: receiver.attributes[attribute] ?? '', setsUp: setUp !== undefined }
  return { challenge: factor, parameters: { ...deliveryParameters(delivery), USER_ID_FOR_SRP: user.username }, state }
}

const PARTS = { SMS_MFA: { response: 'SMS_MFA_CODE', method: 'sms' }, EMAIL_OTP: { response: 'EMAIL_OTP_CODE', method: 'email_otp' } } as const satisfies
  Record<MessageFactor, { response: string; method: AuthenticationMethod }>

/**
 * SMS_MFA and EMAIL_OTP as second factors: the code that was sent, once, while the record lives. The guess is counted first, over all
 * sign-ins of the user; a wrong one leaves the record for another try. The contact is proven by it. CodeMismatch, ExpiredCode (the
 * contact is another one by now), LimitExceeded, AliasExists.
 */
export const messageMfa: ChallengeStrategy = {
  singleUse: false,
  async judge(deps, answer) {
    const { user, pool } = answer
    if (user === null) throw invalidSession()
    const { factor, codeHash, contact, setsUp } = challengeState.parse(answer.state.challenge)
    const { response, method } = PARTS[factor]
    const given = requireResponse(answer, response)
    await limitSecondFactor(deps, user.id)
    if (!codeMatches(deps, { pool, user }, given, codeHash)) throw wrongFactorCode()
    if (!setsUp && user.attributes[CONTACT_OF[factor]] !== contact) throw staleFactorCode()
    // Who has set another factor up since is not got around by this one.
    if (setsUp && (chosenFactors(pool, user).some((chosen) => chosen !== 'SOFTWARE_TOKEN_MFA') || (await deps.softwareTokens.findSoftwareToken(user.id))?.seed)) throw invalidSession()
    return {
      user, amr: [method, 'mfa'],
      change: async () => {
        await forgetSecondFactorTries(deps, user.id)
        return keepContact(deps, answer, user, { factor, contact, setsUp })
      },
    }
  },
}

const keepContact = async (
  deps: ChallengeDeps, { pool }: ChallengeAnswer, user: User, { factor, contact, setsUp }: { factor: MessageFactor; contact: string; setsUp: boolean },
): Promise<User> => {
  const attribute = CONTACT_OF[factor]
  const verified = `${attribute}_verified`
  if (!setsUp && user.attributes[verified] === 'true') return user
  return changeUser(deps, pool, user, (current) => {
    // Somebody set a contact meanwhile: nothing was proven about that one.
    if (current.attributes[attribute] !== (setsUp ? undefined : contact)) throw staleFactorCode()
    const mfa = setsUp ? { ...current.mfa, enabled: [...current.mfa.enabled, factor] } : current.mfa
    return { ...current, mfa, attributes: { ...current.attributes, [attribute]: contact, [verified]: 'true' } }
  })
}
