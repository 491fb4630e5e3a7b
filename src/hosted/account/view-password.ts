import type { AccountPasswordView } from '#src/contracts/hosted/views/account-password-view.ts'
import { allowsFirstFactor } from '#src/domain/sign-in/first-factors.ts'
import { passwordPolicy } from '#src/domain/user-pools/read-user-pool.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import type { AccountContext } from './account-context.ts'
import { aroundAccount } from './account-frame.ts'

/** A new password, or the first one. Null in pools that let nobody in by one. */
export const viewPassword = (deps: HostedDeps, context: AccountContext): Promise<AccountPasswordView | null> => {
  const { pool, user, outcome } = context
  return Promise.resolve(!allowsFirstFactor(pool, 'PASSWORD') ? null : {
    ...aroundAccount(deps, context, 'account-password', 'security', { back: 'security' }),
    username: user.attributes['email'] ?? user.attributes['phone_number'] ?? user.username,
    hasPassword: user.credential !== null,
    passwordPolicy: passwordPolicy(pool),
    endOthers: { checked: outcome.values === undefined || outcome.values['end_others'] === 'on' },
  })
}
