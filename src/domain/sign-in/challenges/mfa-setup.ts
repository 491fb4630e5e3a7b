import { z } from 'zod'
import { writableAttributes } from '#src/domain/app-clients/read-app-client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { CONTACT_OF, hasContactFor, type MessageFactor, offeredSecondFactors } from '#src/domain/mfa/second-factors.ts'
import { usableFactors } from '#src/domain/sign-in/second-factor-challenge.ts'
import { invalidSession } from '#src/domain/sign-in/sign-in-refusals.ts'
import type { User } from '#src/domain/users/user.ts'
import { checkAttributes } from '#src/domain/users/validate-attributes.ts'
import type { ChallengeAnswer, ChallengeStrategy } from './challenge-strategy.ts'
import { messageChallenge } from './message-mfa.ts'

/** What the record keeps of the set-up: whether an authenticator was verified in this very session. */
const challengeState = z.object({ verified: z.boolean().default(false) })

/**
 * MFA_SETUP: done once this session has verified an authenticator (AssociateSoftwareToken and VerifySoftwareToken by session); or an
 * address or phone number for codes, which a code must prove next. InvalidParameter, NotAuthorized for a contact that may not be set;
 * the record stays then.
 */
export const mfaSetup: ChallengeStrategy = {
  singleUse: false,
  async judge(deps, answer) {
    const { pool, user, responses, state } = answer
    if (user === null) throw invalidSession()
    const { verified } = challengeState.parse(state.challenge)
    // Who has set a factor up since, elsewhere, is not got around by another one.
    if (!verified && (await usableFactors(deps, { pool, user, amr: state.amr })).length > 0) throw invalidSession()
    const [factor, given] = responses['EMAIL'] ? ['EMAIL_OTP' as const, responses['EMAIL']] : ['SMS_MFA' as const, responses['PHONE_NUMBER']]
    if (given) {
      const contact = newContact(answer, user, factor, given)
      return { next: (owner) => messageChallenge(deps, { ...owner, user }, factor, contact) }
    }
    if (!verified) throw new DomainError('InvalidParameter', 'No MFA factor was set up in this session.', { reason: 'nothing-set-up' })
    return { user, amr: ['otp', 'mfa'] }
  },
}

/** The response that names a contact. The phone number is ours: Cognito has it added by an operator. */
const RESPONSES = { EMAIL_OTP: 'EMAIL', SMS_MFA: 'PHONE_NUMBER' } as const satisfies Record<MessageFactor, string>

const newContact = ({ pool, client }: ChallengeAnswer, user: User, factor: MessageFactor, given: string): string => {
  const attribute = CONTACT_OF[factor]
  if (!offeredSecondFactors(pool).includes(factor) || hasContactFor(user, factor)) {
    throw new DomainError('InvalidParameter', `${factor === 'EMAIL_OTP' ? 'E-mail' : 'A phone number'} cannot be set up as an MFA factor here.`, { reason: 'no-contact-set-up', field: RESPONSES[factor] })
  }
  const writer = { kind: 'user', writable: writableAttributes(pool, client) } as const
  return checkAttributes(pool, { given: { [attribute]: given }, writer, moment: 'create' })[attribute] ?? given
}
