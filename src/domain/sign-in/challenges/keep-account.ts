import { keepAccount } from '#src/domain/account/keep-account.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { invalidSession } from '#src/domain/sign-in/sign-in-refusals.ts'
import { type ChallengeStrategy, requireResponse } from './challenge-strategy.ts'

/** KEEP_ACCOUNT, ours alone and on the pages alone: `KEEP` withdraws the deletion that was asked for. InvalidParameter for any other answer. */
export const keepAccountChallenge: ChallengeStrategy = {
  singleUse: false,
  judge: (deps, answer) => {
    const { user } = answer
    if (user === null) throw invalidSession()
    if (requireResponse(answer, 'ANSWER') !== 'KEEP') throw new DomainError('InvalidParameter', 'Invalid answer.', { field: 'ANSWER' })
    return Promise.resolve({ user, amr: [], change: () => keepAccount(deps, user) })
  },
}
