import { DomainError, isDomainError } from '#src/domain/domain-error.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import type { AccountContext } from './account-context.ts'
import { toAccountPage, type AccountForm, type AccountFormValue } from './account-form.ts'

/** Changes the password, or sets the first one; signs out everywhere else if asked to. */
export const passwordForm: AccountForm<'account-password'> = {
  path: '/password',
  recent: true,
  keep: ['end_others'],
  limit: 'too_many_attempts',
  inputOf: (field) => field,
  async submit(deps, context, value) {
    const { pool, user, browser } = context
    await changePassword(deps, context, value)
    if (value.end_others) await deps.account.endOtherSessions({ pool, user, currentUid: browser.sessionUid })
    return toAccountPage('/security', { notice: { code: 'account_password_changed', tone: 'success' } })
  },
}

const changePassword = async (deps: HostedDeps, { pool, user }: AccountContext, { current, password }: AccountFormValue<'account-password'>): Promise<void> => {
  if (user.credential !== null && current === undefined) throw wrongCurrent('required')
  try {
    await deps.account.changePassword({ pool, user, previousPassword: current ?? null, proposedPassword: password })
  } catch (error) {
    // Who is signed in knows their name: only the present password can be wrong.
    if (isDomainError(error) && error.code === 'NotAuthorized') throw wrongCurrent('wrong_password')
    throw error
  }
}

const wrongCurrent = (rule: string): DomainError =>
  new DomainError('NotAuthorized', 'Incorrect username or password.', { reason: 'wrong-credentials', violations: [{ field: 'current', rule }] })
