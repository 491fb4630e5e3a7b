import { AccountOverviewScreen } from './overview-screen.tsx'
import { AccountProfileScreen } from './profile-screen.tsx'
import { ACCOUNT_SCREENS, type AccountView } from '#src/contracts/hosted/views/account-view.ts'
import type { HostedView } from '#src/contracts/hosted/hosted-view.ts'

const screens: ReadonlySet<string> = new Set(ACCOUNT_SCREENS)

/** Whether a view is of the account portal. */
export const isAccountView = (view: HostedView): view is AccountView => screens.has(view.screen)

/** Whichever page of the portal a view is for. */
export const AccountScreen = ({ view }: { readonly view: AccountView }) => {
  switch (view.screen) {
    case 'account': return <AccountOverviewScreen view={view} />
    case 'account-profile': return <AccountProfileScreen view={view} />
  }
}
