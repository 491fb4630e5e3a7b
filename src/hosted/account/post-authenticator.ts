import { afterFactorOn } from './after-factor-on.ts'
import { toAccountPage, type AccountForm } from './account-form.ts'

/** Begins to set up an authenticator: a fresh key. One that is in use works until the new one is. */
export const authenticatorStartForm: AccountForm<'account-authenticator-start'> = {
  path: '/security',
  recent: true,
  keep: [],
  async submit(deps, { pool, user }) {
    const { secretCode } = await deps.account.associateSoftwareToken({ pool, user })
    return toAccountPage('/authenticator', { setUp: { authenticatorKey: secretCode } })
  },
}

/** The first code of the authenticator: it is in use from then on. */
export const authenticatorForm: AccountForm<'account-authenticator'> = {
  path: '/authenticator',
  recent: true,
  keep: ['device_name'],
  async submit(deps, { pool, user }, { code, device_name: name }) {
    await deps.account.takeAuthenticator({ pool, user, userCode: code, friendlyName: name === '' ? null : name })
    return afterFactorOn(deps, user)
  },
}
