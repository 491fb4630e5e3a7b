import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { ACCOUNT_PATH } from '#src/domain/app-clients/account-client.ts'
import type { User } from '#src/domain/users/user.ts'
import type { HostedContext } from '#src/hosted/hosted-context.ts'
import type { SignedInBrowser } from '#src/oidc/pending-interaction.ts'
import type { AccountOutcome } from './account-outcome.ts'

/** A request to a page of the portal by somebody who is signed in. */
export type AccountContext = HostedContext & {
  user: User
  browser: SignedInBrowser
  /** The portal's own client. */
  client: AppClient
  /** What the last form left for this page to say. */
  outcome: AccountOutcome
}

/** Address of a page of the portal: `path` is what follows `/account`, empty for its first page. */
export const accountHref = ({ request }: Pick<HostedContext, 'request'>, path: string): string => `${request.address.basePath}${ACCOUNT_PATH}${path}`

/** What a form's token against forgery is bound to: the session and whose it is. */
export const accountCsrfSubject = ({ browser }: Pick<AccountContext, 'browser'>): string => `account|${browser.sessionUid}|${browser.userId}`
