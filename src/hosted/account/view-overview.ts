import type { AccountAdvice, AccountOverviewView } from '#src/contracts/hosted/views/account-overview-view.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import { accountHref, type AccountContext } from './account-context.ts'
import { aroundAccount } from './account-frame.ts'

/** The portal's first page: every part, and what would make the account safer or easier to get back into. */
export const viewOverview = (deps: HostedDeps, context: AccountContext): Promise<AccountOverviewView> => {
  const around = aroundAccount(deps, context, 'account', 'overview')
  const advice = (kind: AccountAdvice, path: string) => ({ kind, href: accountHref(context, path) })
  const { attributes } = context.user
  return Promise.resolve({
    ...around,
    parts: around.account.items.flatMap(({ section, href }) => (section === 'overview' ? [] : [{ section, href }])),
    advice: [
      ...(attributes['email'] !== undefined && attributes['email_verified'] !== 'true' ? [advice('verify-email', '/profile')] : []),
      ...(attributes['phone_number'] !== undefined && attributes['phone_number_verified'] !== 'true' ? [advice('verify-phone', '/profile')] : []),
    ],
  })
}
