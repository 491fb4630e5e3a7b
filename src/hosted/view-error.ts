import type { DeveloperDetail, ErrorView, SignedOutView } from '#src/contracts/hosted/views/closing-view.ts'
import type { ErrorCode } from '#src/contracts/hosted/outcome-codes.ts'
import { bareFrame } from './build-frame.ts'
import type { HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'

/** What a page without a pending request needs. */
export type ErrorPageDeps = Pick<HostedDeps, 'keyedHash' | 'random' | 'inboxHref'>

/** The error page: plain words, the request id, and in development the exact difference. */
export const viewError = (deps: ErrorPageDeps, context: Pick<HostedContext, 'pool' | 'request'>, error: { code: ErrorCode; developer?: DeveloperDetail | undefined }): ErrorView => ({
  screen: 'error',
  frame: bareFrame(deps, context, 'error'),
  code: error.code,
  traceId: context.request.requestId,
  ...(deps.inboxHref !== null && error.developer !== undefined ? { developer: error.developer } : {}),
})

/** After a sign-out that names nowhere to go. */
export const viewSignedOut = (deps: ErrorPageDeps, context: Pick<HostedContext, 'pool' | 'request'>): SignedOutView => ({
  screen: 'signed-out',
  frame: bareFrame(deps, context, 'signed-out'),
})
