import type { AccountAppsView } from '#src/contracts/hosted/views/account-apps-view.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import type { AccountContext } from './account-context.ts'
import { toAccountPage, type AccountForm } from './account-form.ts'
import { aroundAccount } from './account-frame.ts'

/** Applications that hold live refresh tokens of the person. */
export const viewApps = async (deps: HostedDeps, context: AccountContext): Promise<AccountAppsView> => {
  const { pool, user } = context
  const apps = await deps.account.listAppsWithAccess({ pool, user })
  return {
    ...aroundAccount(deps, context, 'account-apps', 'apps'),
    apps: apps.map(({ since, lastUsedAt, ...app }) => ({ ...app, since: since.toISOString(), lastUsedAt: lastUsedAt.toISOString() })),
  }
}

/** Takes an application's access away. */
export const appForm: AccountForm<'account-app'> = {
  path: '/apps',
  recent: false,
  keep: [],
  async submit(deps, { pool, user }, { app }) {
    await deps.account.revokeAppAccess({ pool, user, clientId: app })
    return toAccountPage('/apps', { notice: { code: 'account_app_revoked', tone: 'success' } })
  },
}
