import { AccountActivityScreen } from './activity-screen.tsx'
import { AccountDataScreen, AccountDeleteScreen } from './data-screens.tsx'
import { AccountContactScreen } from './contact-screen.tsx'
import { AccountSecurityScreen } from './security-screen.tsx'
import { AccountPasswordScreen } from './password-screen.tsx'
import { AccountAuthenticatorScreen } from './authenticator-screen.tsx'
import { AccountRecoveryCodesScreen } from './recovery-codes-screen.tsx'
import { AccountSessionsScreen } from './sessions-screen.tsx'
import { AccountAppsScreen } from './apps-screen.tsx'
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
    case 'account-contact': return <AccountContactScreen view={view} />
    case 'account-security': return <AccountSecurityScreen view={view} />
    case 'account-password': return <AccountPasswordScreen view={view} />
    case 'account-authenticator': return <AccountAuthenticatorScreen view={view} />
    case 'account-recovery-codes': return <AccountRecoveryCodesScreen view={view} />
    case 'account-sessions': return <AccountSessionsScreen view={view} />
    case 'account-apps': return <AccountAppsScreen view={view} />
    case 'account-activity': return <AccountActivityScreen view={view} />
    case 'account-data': return <AccountDataScreen view={view} />
    case 'account-delete': return <AccountDeleteScreen view={view} />
    case 'account-profile': return <AccountProfileScreen view={view} />
  }
}
