import type { AccountActivityView, AccountDataView, AccountDeleteView } from './account-activity-view.ts'
import type { AccountAppsView } from './account-apps-view.ts'
import type { AccountAuthenticatorView } from './account-authenticator-view.ts'
import type { AccountContactView } from './account-contact-view.ts'
import type { AccountOverviewView } from './account-overview-view.ts'
import type { AccountPasswordView } from './account-password-view.ts'
import type { AccountProfileView } from './account-profile-view.ts'
import type { AccountRecoveryCodesView } from './account-recovery-codes-view.ts'
import type { AccountSecurityView } from './account-security-view.ts'
import type { AccountSessionsView } from './account-sessions-view.ts'

/** Every page of the account portal. */
export type AccountView =
  | AccountOverviewView
  | AccountProfileView
  | AccountContactView
  | AccountSecurityView
  | AccountPasswordView
  | AccountAuthenticatorView
  | AccountRecoveryCodesView
  | AccountSessionsView
  | AccountAppsView
  | AccountActivityView
  | AccountDataView
  | AccountDeleteView

/** Their screens. */
export const ACCOUNT_SCREENS = [
  'account', 'account-profile', 'account-contact', 'account-security', 'account-password', 'account-authenticator', 'account-recovery-codes',
  'account-sessions', 'account-apps', 'account-activity', 'account-data', 'account-delete',
] as const satisfies readonly AccountView['screen'][]
