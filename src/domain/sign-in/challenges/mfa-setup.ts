import { z } from 'zod'
import { writableAttributes } from '#src/domain/app-clients/read-app-client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { offeredSecondFactors } from '#src/domain/mfa/second-factors.ts'
import { invalidSession } from '#src/domain/sign-in/sign-in-refusals.ts'
import type { User } from '#src/domain/users/user.ts'
import { checkAttributes } from '#src/domain/users/validate-attributes.ts'
import type { ChallengeAnswer, ChallengeStrategy } from './challenge-strategy.ts'
import { messageChallenge } from './message-mfa.ts'

/** What the record keeps of the set-up: whether an authenticator was verified in this very session. */
const challengeState = z.object({ verified: z.boolean().default(false) })

/**
 * MFA_SETUP: done once this session has verified an authenticator (AssociateSoftwareToken and VerifySoftwareToken by session); or an
 * address for codes, which a code must prove next. InvalidParameter, NotAuthorized for an address that may not be set; the record
 * stays then.
 */
export const mfaSetup: ChallengeStrategy = {
  singleUse: false,
  judge(deps, answer) {
    const { user, responses } = answer
    if (user === null) return Promise.reject(invalidSession())
    const { EMAIL: email } = responses
    if (email) {
      const address = newAddress(answer, user, email)
      return Promise.resolve({ next: (owner) => messageChallenge(deps, { ...owner, user }, 'EMAIL_OTP', address) })
    }
    if (!challengeState.parse(answer.state.challenge).verified) {
      return Promise.reject(new DomainError('InvalidParameter', 'No MFA factor was set up in this session.', { reason: 'nothing-set-up' }))
    }
    return Promise.resolve({ user, amr: ['otp', 'mfa'] })
  },
}

const newAddress = ({ pool, client }: ChallengeAnswer, user: User, email: string): string => {
  if (!offeredSecondFactors(pool).includes('EMAIL_OTP') || user.attributes['email']) {
    throw new DomainError('InvalidParameter', 'E-mail cannot be set up as an MFA factor here.', { reason: 'no-email-set-up', field: 'EMAIL' })
  }
  const writer = { kind: 'user', writable: writableAttributes(pool, client) } as const
  return checkAttributes(pool, { given: { email }, writer, moment: 'create' })['email'] ?? email
}
