import type { AccountOverviewView } from './account-overview-view.ts'
import type { AccountProfileView } from './account-profile-view.ts'

/** Every page of the account portal. */
export type AccountView = AccountOverviewView | AccountProfileView

/** Their screens. */
export const ACCOUNT_SCREENS = ['account', 'account-profile'] as const satisfies readonly AccountView['screen'][]
