import type { User } from '#src/domain/users/user.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import { toAccountPage, type AccountNext } from './account-form.ts'

/** Where a second step that was switched on leads: to fresh recovery codes, where there are none that could stand in for it. */
export const afterFactorOn = async (deps: HostedDeps, user: User): Promise<AccountNext> => {
  const notice = { code: 'account_factor_on', tone: 'success' } as const
  const codes = await deps.account.describeRecoveryCodes({ user })
  if (codes !== null && codes.left > 0) return toAccountPage('/security', { notice })
  return toAccountPage('/recovery-codes', { notice, setUp: { codes: (await deps.account.makeRecoveryCodes({ user })).join(' ') } })
}
