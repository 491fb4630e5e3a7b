import type { AccountAuthenticatorView } from '#src/contracts/hosted/views/account-authenticator-view.ts'
import { authenticatorKey } from '#src/hosted/authenticator-key.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import type { AccountContext } from './account-context.ts'
import { aroundAccount } from './account-frame.ts'

/** The key of an authenticator that is being set up. Null when none is. */
export const viewAuthenticator = (deps: HostedDeps, context: AccountContext): Promise<AccountAuthenticatorView | null> => {
  const { pool, user, outcome } = context
  const key = outcome.setUp?.['authenticatorKey']
  return Promise.resolve(key === undefined ? null : {
    ...aroundAccount(deps, context, 'account-authenticator', 'security', { back: 'security' }),
    ...authenticatorKey({ issuer: pool.name, account: user.attributes['email'] ?? user.attributes['phone_number'] ?? user.username, key }),
    deviceName: outcome.values?.['device_name'] ?? '',
  })
}
