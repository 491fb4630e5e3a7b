import { accountClientId } from '#src/domain/app-clients/account-client.ts'
import { seconds } from '#src/contracts/duration.ts'
import { preciseSeconds } from '#src/domain/clock.ts'
import { accountReauthenticationAge, hasAccountPortal } from '#src/domain/user-pools/account-portal.ts'
import type { HostedContext } from '#src/hosted/hosted-context.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import type { SignedInBrowser } from '#src/oidc/pending-interaction.ts'
import { lacksSecondFactor } from '#src/oidc/session-strength.ts'
import type { AccountContext } from './account-context.ts'
import { beginAccountSignIn } from './begin-account-sign-in.ts'

export type OpenedAccount =
  | { kind: 'open'; account: Omit<AccountContext, 'outcome'> }
  /** Nobody is signed in, or not recently enough: where to go first. */
  | { kind: 'sign-in'; location: string; again?: SignedInBrowser }
  /** The pool has no portal. */
  | { kind: 'none' }

/** Differences between our clock and whole seconds elsewhere never send anybody in circles. */
const SLACK = seconds(2)

/** The account behind this browser's session with the pool, for the page at `page`; `recent` asks for a sign-in of the last minutes. */
export const openAccount = async (deps: HostedDeps, context: HostedContext, page: string, recent: boolean): Promise<OpenedAccount> => {
  const { pool, req } = context
  const client = hasAccountPortal(pool) ? await deps.clients.findClient(accountClientId(pool.id)) : null
  if (client === null) return { kind: 'none' }
  const browser = await deps.bridge.signedIn(req, pool, client)
  const user = browser === null ? null : await deps.users.findUserById(pool.id, browser.userId)
  if (browser === null || user === null || !user.enabled || lacksSecondFactor(pool, { amr: browser.amr, loginTs: preciseSeconds(browser.signedInAt) })) return { kind: 'sign-in', location: beginAccountSignIn(deps, context, client, page) }
  const age = deps.clock.now().getTime() - browser.signedInAt.getTime()
  if (recent && age > accountReauthenticationAge(pool) + SLACK) return { kind: 'sign-in', location: beginAccountSignIn(deps, context, client, page, user), again: browser }
  return { kind: 'open', account: { ...context, user, browser, client } }
}
