import { toAccountPage, type AccountForm } from './account-form.ts'

/** Renames or removes a passkey. */
export const passkeyForm: AccountForm<'account-passkey'> = {
  path: '/security',
  recent: true,
  keep: [],
  async submit(deps, { pool, user }, { passkey, change, passkey_name: name }) {
    if (change === 'remove') {
      await deps.account.deleteWebAuthnCredential({ pool, user, credentialId: passkey, keepLastWayIn: true })
      return toAccountPage('/security', { notice: { code: 'account_passkey_removed', tone: 'success' } })
    }
    // A name that was emptied stays as it was.
    if (name === '') return toAccountPage('/security')
    await deps.account.renamePasskey({ user, credentialId: passkey, name })
    return toAccountPage('/security', { notice: { code: 'account_passkey_renamed', tone: 'success' } })
  },
}
