import type { AccountView } from '#src/contracts/hosted/views/account-view.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import type { AccountContext } from './account-context.ts'
import { viewApps } from './apps.ts'
import { viewData, viewDelete } from './data.ts'
import { viewActivity } from './view-activity.ts'
import { viewRecoveryCodes } from './recovery-codes.ts'
import { viewAuthenticator } from './view-authenticator.ts'
import { viewContact } from './view-contact.ts'
import { viewOverview } from './view-overview.ts'
import { viewPassword } from './view-password.ts'
import { viewProfile } from './view-profile.ts'
import { viewSecurity } from './view-security.ts'
import { viewSessions } from './view-sessions.ts'

export type AccountPage = {
  /** Whether a sign-in of the last minutes is asked for before it is shown. */
  recent: boolean
  /** Where it leads when it has nothing to show: what follows `/account`. */
  otherwise?: string
  /** Null where the page has nothing to show for this account. */
  view(deps: HostedDeps, context: AccountContext): Promise<AccountView | null>
}

/** Every page of the portal, by what follows `/account` in its address. */
export const ACCOUNT_PAGES: Readonly<Record<string, AccountPage>> = {
  '': { recent: false, view: viewOverview },
  '/profile': { recent: false, view: viewProfile },
  '/email': { recent: true, view: viewContact('email'), otherwise: '/profile' },
  '/phone': { recent: true, view: viewContact('phone_number'), otherwise: '/profile' },
  '/security': { recent: false, view: viewSecurity },
  '/password': { recent: true, view: viewPassword, otherwise: '/security' },
  '/authenticator': { recent: true, view: viewAuthenticator, otherwise: '/security' },
  '/recovery-codes': { recent: true, view: viewRecoveryCodes, otherwise: '/security' },
  '/sessions': { recent: false, view: viewSessions },
  '/apps': { recent: false, view: viewApps },
  '/activity': { recent: false, view: viewActivity },
  '/data': { recent: false, view: viewData },
  '/delete': { recent: true, view: viewDelete, otherwise: '/data' },
}

/** The page at a path below `/account`, or undefined. */
export const accountPage = (path: string): AccountPage | undefined => (Object.hasOwn(ACCOUNT_PAGES, path) ? ACCOUNT_PAGES[path] : undefined)
