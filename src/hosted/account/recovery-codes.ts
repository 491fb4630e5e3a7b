import type { AccountRecoveryCodesView } from '#src/contracts/hosted/views/account-recovery-codes-view.ts'
import { requireSecondFactor } from '#src/domain/recovery-codes/require-second-factor.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import type { AccountContext } from './account-context.ts'
import { toAccountPage, type AccountForm } from './account-form.ts'
import { aroundAccount } from './account-frame.ts'

/** Makes fresh codes; every older one is worth nothing from then on. */
export const recoveryCodesForm: AccountForm<'account-recovery-codes'> = {
  path: '/security',
  recent: true,
  keep: [],
  async submit(deps, { pool, user }) {
    requireSecondFactor(pool, user)
    const codes = await deps.account.makeRecoveryCodes({ user })
    return toAccountPage('/recovery-codes', { setUp: { codes: codes.join(' ') } })
  },
}

/** The codes that were just made. Null when none were: nobody can show older ones. */
export const viewRecoveryCodes = (deps: HostedDeps, context: AccountContext): Promise<AccountRecoveryCodesView | null> => {
  const codes = context.outcome.setUp?.['codes']
  return Promise.resolve(codes === undefined ? null : {
    ...aroundAccount(deps, context, 'account-recovery-codes', 'security', { back: 'security' }), codes: codes.split(' '),
  })
}
