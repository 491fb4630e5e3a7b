import type { DeveloperDetail, ErrorView, SignedOutView } from '#src/contracts/hosted/views/closing-view.ts'
import type { ErrorCode } from '#src/contracts/hosted/outcome-codes.ts'
import type { ApplicationLink } from './application-link.ts'
import { bareFrame, type FrameContext } from './build-frame.ts'
import type { HostedDeps } from './hosted-deps.ts'

/** What a page without a pending request needs. */
export type ErrorPageDeps = Pick<HostedDeps, 'keyedHash' | 'random' | 'inboxHref'>

export type PageError = { code: ErrorCode; developer?: DeveloperDetail | undefined; application?: ApplicationLink | null | undefined }

/** The error page: plain words, the request id, the way back to a known application, and in development the exact difference. */
export const viewError = (deps: ErrorPageDeps, context: FrameContext, error: PageError): ErrorView => ({
  screen: 'error',
  frame: bareFrame(deps, context, 'error'),
  code: error.code,
  traceId: context.request.requestId,
  ...(error.application == null ? {} : { returnToApplication: error.application }),
  ...(deps.inboxHref !== null && error.developer !== undefined ? { developer: error.developer } : {}),
})

/** After a sign-out that names nowhere to go; `application` is where one can sign in again. */
export const viewSignedOut = (deps: ErrorPageDeps, context: FrameContext, application: ApplicationLink | null = null): SignedOutView => ({
  screen: 'signed-out',
  frame: bareFrame(deps, context, 'signed-out'),
  ...(application === null ? {} : { signInHref: application.href }),
})
