import { toAccountPage, type AccountForm } from './account-form.ts'
import { afterFactorOn } from './after-factor-on.ts'

const NOTICES = { off: 'account_factor_off', prefer: 'account_factor_preferred' } as const

/** Switches a second step on or off, or says which one is asked for first. */
export const factorForm: AccountForm<'account-factor'> = {
  path: '/security',
  recent: true,
  keep: [],
  async submit(deps, { pool, user }, { factor, change }) {
    await deps.account.changeOwnFactor({ pool, user, factor, change })
    return change === 'on' ? afterFactorOn(deps, user) : toAccountPage('/security', { notice: { code: NOTICES[change], tone: 'success' } })
  },
}
