import type { AccountForm } from './account-form.ts'
import { toAccountPage } from './account-form.ts'

const NOTICES = { on: 'account_factor_on', off: 'account_factor_off', prefer: 'account_factor_preferred' } as const

/** Switches a second step on or off, or says which one is asked for first. */
export const factorForm: AccountForm<'account-factor'> = {
  path: '/security',
  recent: true,
  keep: [],
  async submit(deps, { pool, user }, { factor, change }) {
    await deps.account.changeOwnFactor({ pool, user, factor, change })
    return toAccountPage('/security', { notice: { code: NOTICES[change], tone: 'success' } })
  },
}
