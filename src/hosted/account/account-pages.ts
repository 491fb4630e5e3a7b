import type { AccountView } from '#src/contracts/hosted/views/account-view.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import type { AccountContext } from './account-context.ts'
import { viewOverview } from './view-overview.ts'
import { viewProfile } from './view-profile.ts'

export type AccountPage = {
  /** Whether a sign-in of the last minutes is asked for before it is shown. */
  recent: boolean
  /** Null where the page has nothing to show for this account: the portal's first page is shown instead. */
  view(deps: HostedDeps, context: AccountContext): Promise<AccountView | null>
}

/** Every page of the portal, by what follows `/account` in its address. */
export const ACCOUNT_PAGES: Readonly<Record<string, AccountPage>> = {
  '': { recent: false, view: viewOverview },
  '/profile': { recent: false, view: viewProfile },
}

/** The page at a path below `/account`, or undefined. */
export const accountPage = (path: string): AccountPage | undefined => (Object.hasOwn(ACCOUNT_PAGES, path) ? ACCOUNT_PAGES[path] : undefined)
