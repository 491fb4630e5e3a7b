import type { HostedOutcome } from '#src/contracts/hosted/hosted-view.ts'
import type { ErrorCode } from '#src/contracts/hosted/outcome-codes.ts'
import { ACCOUNT_PATH } from '#src/domain/app-clients/account-client.ts'
import type { HostedContext } from '#src/hosted/hosted-context.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import { addPasskeyPath, askedWay, isAddPasskeyPath } from '#src/hosted/passkey-holder.ts'
import { viewError } from '#src/hosted/view-error.ts'
import { accountHref } from './account-context.ts'
import { takeOutcome } from './account-outcome.ts'
import { accountPage } from './account-pages.ts'
import { openAccount } from './open-account.ts'

/** Whether a path is the portal's. */
export const isAccountPath = (path: string): boolean => path === ACCOUNT_PATH || path.startsWith(`${ACCOUNT_PATH}/`)

/**
 * A page of the account portal. Who is not signed in goes to sign in first, and comes back to the page that was asked for; what the
 * authorize response brings is looked at for nothing else. 404 where the pool has no portal.
 */
export const viewAccount = async (deps: HostedDeps, context: HostedContext, query: URLSearchParams): Promise<HostedOutcome> => {
  const path = context.request.path.slice(ACCOUNT_PATH.length)
  const page = accountPage(path)
  if (page === undefined) return failed(deps, context, 404, 'not_found')
  const opened = query.has('error') ? null : await openAccount(deps, context, path, page.recent)
  // A refused request would be refused again: no circle.
  if (opened === null) return failed(deps, context, 400, query.get('error') === 'access_denied' ? 'access_denied' : 'server_error')
  if (opened.kind === 'none') return failed(deps, context, 404, 'not_found')
  if (opened.kind === 'sign-in') return { kind: 'redirect', location: opened.location }
  if (query.has('code')) return { kind: 'redirect', location: wayBack(context, query) }
  const account = { ...opened.account, outcome: takeOutcome(deps, context.req, context.res, opened.account, path) }
  const view = await page.view(deps, account)
  return view === null ? { kind: 'redirect', location: accountHref(context, page.otherwise ?? '') } : { kind: 'page', view, status: 200 }
}

/** The page that was asked for before the sign-in; only ever one of ours. */
const wayBack = (context: HostedContext, query: URLSearchParams): string => {
  const asked = query.get('state') ?? ''
  if (isAddPasskeyPath(asked)) return `${context.request.address.basePath}${addPasskeyPath(askedWay(new URLSearchParams(asked.slice(asked.indexOf('?') + 1))))}`
  return accountHref(context, accountPage(asked) === undefined ? '' : asked)
}

const failed = (deps: HostedDeps, context: HostedContext, status: number, code: ErrorCode): HostedOutcome =>
  ({ kind: 'page', status, view: viewError(deps, context, { code }) })
