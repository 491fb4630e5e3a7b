import type { AccountAdvice, AccountOverviewView } from '#src/contracts/hosted/views/account-overview-view.ts'
import { activeFactors } from '#src/domain/mfa/active-factors.ts'
import { offeredSecondFactors } from '#src/domain/mfa/second-factors.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import { accountHref, type AccountContext } from './account-context.ts'
import { aroundAccount } from './account-frame.ts'
import { CONTACT_PATHS } from './account-sections.ts'

/** The portal's first page: every part, and what would make the account safer or easier to get back into. */
export const viewOverview = async (deps: HostedDeps, context: AccountContext): Promise<AccountOverviewView> => {
  const around = aroundAccount(deps, context, 'account', 'overview')
  return {
    ...around,
    parts: around.account.items.flatMap(({ section, href }) => (section === 'overview' ? [] : [{ section, href }])),
    advice: await adviceFor(deps, context),
  }
}

const adviceFor = async (deps: HostedDeps, context: AccountContext): Promise<AccountOverviewView['advice']> => {
  const { pool, user } = context
  const advice = (kind: AccountAdvice, path: string) => ({ kind, href: accountHref(context, path) })
  const passkeys = await deps.account.describePasskeys({ pool, user })
  const lacksFactor = user.credential !== null && offeredSecondFactors(pool).length > 0 && activeFactors(pool, user).length === 0
  return [
    ...(isUnproven(context, 'email') ? [advice('verify-email', CONTACT_PATHS.email)] : []),
    ...(isUnproven(context, 'phone_number') ? [advice('verify-phone', CONTACT_PATHS.phone_number)] : []),
    ...(lacksFactor ? [advice('add-second-factor', '/security')] : []),
    ...(passkeys?.passkeys.length === 0 ? [advice('add-passkey', '/security')] : []),
  ]
}

const isUnproven = ({ user: { attributes } }: AccountContext, contact: 'email' | 'phone_number'): boolean =>
  Boolean(attributes[contact]) && attributes[`${contact}_verified`] !== 'true'
