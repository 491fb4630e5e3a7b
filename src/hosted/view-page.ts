import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HostedOutcome, HostedView } from '#src/contracts/hosted/hosted-view.ts'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { allowsSelfRegistration } from '#src/domain/user-pools/read-user-pool.ts'
import { isAccountPath, viewAccount } from './account/view-account.ts'
import { viewAcceptTerms } from './accept-terms.ts'
import { beginPasswordChange } from './begin-password-change.ts'
import { flowForPage } from './hosted-flow.ts'
import { loadFlow, type FlowContext, type HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { keepAskedLanguage } from './language-cookie.ts'
import { passkeyEndpoints } from './passkey-endpoints.ts'
import { redirectSource } from './redirect-source.ts'
import { viewAddPasskey, viewOfferPasskey } from './view-add-passkey.ts'
import { viewKeepAccount } from './keep-account.ts'
import { viewNotMe } from './not-me.ts'
import { viewBookmark } from './view-bookmark.ts'
import { viewChooseAccount } from './view-choose-account.ts'
import { withGraphic } from './screen-graphic.ts'
import { readLink, viewConfirmLink } from './view-confirm-link.ts'
import { viewConfirm } from './view-confirm.ts'
import { viewDone } from './view-done.ts'
import { viewCustomChallenge } from './view-custom-challenge.ts'
import { viewError, viewSignedOut } from './view-error.ts'
import { viewChooseMethod, viewSignInCode, viewUsePasskey } from './view-first-factor.ts'
import { viewForgotPassword, viewResetPassword } from './view-forgot-password.ts'
import { viewNewPassword } from './view-new-password.ts'
import { PREVIEW_PATH, viewPreview } from './view-preview.ts'
import { viewRecoveryCode, viewRecoveryCodes } from './view-recovery-codes.ts'
import { viewSecondFactor } from './view-second-factor.ts'
import { viewOffer, viewSetUp, viewSetUpApp, viewSetUpContact } from './view-set-up-factor.ts'
import { viewSignIn } from './view-sign-in.ts'
import { viewSignUp } from './view-sign-up.ts'

/**
 * What a GET of a hosted page shows. Changes nothing. A page whose pending request is over begins it again from `r`;
 * one that is opened by itself names the applications to start from.
 */
export const viewPage = async (deps: HostedDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest): Promise<HostedOutcome> => {
  const pool = await deps.pools.findPool(request.poolId)
  if (pool === null) return { kind: 'redirect', location: '/' }
  const context: HostedContext = { req, res, request, pool, brand: await deps.brands.brandOf({ poolId: pool.id, clientId: null }) }
  const query = new URLSearchParams(request.query)
  if (isAccountPath(request.path)) return viewAccount(deps, context, query)
  const alone = await viewStandalone(deps, context, query)
  if (alone !== null) return alone
  const pending = await loadFlow(deps, context, query.get('uid') ?? undefined)
  if (pending === null) return beginAgain(deps, context, query)
  keepAskedLanguage(context, pending.interaction.params['lang'])
  const flow: FlowContext = { ...pending, flow: flowForPage(pending.flow, request.path) }
  const view = (await viewOfPath(deps, flow, query)) ?? (await viewSignIn(deps, sayIfOver(deps, flow)))
  return page(withGraphic(view, flow.brand), 200, [redirectSource(flow.interaction.params['redirect_uri'])])
}

const page = (view: HostedView, status: number, formAction: readonly (string | null)[] = []): HostedOutcome => ({
  kind: 'page', view, status, formAction: formAction.filter((source) => source !== null),
})

/** Pages that belong to no pending request. */
const viewStandalone = async (deps: HostedDeps, context: HostedContext, query: URLSearchParams): Promise<HostedOutcome | null> => {
  switch (context.request.path) {
    case '/confirm':
    case '/confirmUser': {
      const link = query.has('uid') ? null : readLink(query)
      return link === null ? null : page(await viewConfirmLink(deps, context, link, query.get('state') === 'spent'), 200)
    }
    // W3C, A Well-Known URL for Changing Passwords: where password managers send people.
    case '/.well-known/change-password': return { kind: 'redirect', location: `${context.request.address.basePath}/forgotPassword` }
    case '/passkeys/add': return query.has('uid') ? null : viewAddPasskey(deps, context, query)
    case '/notMe': return page(await viewNotMe(deps, context, query), 200)
    case '/.well-known/passkey-endpoints': return passkeyEndpoints(deps, context)
    case PREVIEW_PATH: return viewPreview(deps, context, query)
    case '/signedOut': return page(viewSignedOut(deps, context), 200)
    case '/done': return page(await viewDone(deps, context, query), 200)
    case '/error': return page(viewError(deps, context, { code: 'invalid_request' }), 400)
    default: return null
  }
}

const viewOfPath = async (deps: HostedDeps, context: FlowContext, query: URLSearchParams): Promise<HostedView | null> => {
  switch (context.request.path) {
    case '/signup': return allowsSelfRegistration(context.pool) ? viewSignUp(deps, context) : null
    case '/acceptTerms': return viewAcceptTerms(deps, context)
    case '/confirmUser': return viewConfirm(deps, context, query)
    case '/forgotPassword': return viewForgotPassword(deps, context)
    case '/confirmforgotPassword': return viewResetPassword(deps, context) ?? viewForgotPassword(deps, context)
    case '/changePassword': return viewNewPassword(deps, context)
    case '/mfa': return viewSecondFactor(deps, context)
    case '/mfa/setup': return viewSetUp(deps, context)
    case '/mfa/app': return viewSetUpApp(deps, context)
    case '/mfa/email': return viewSetUpContact(deps, context, 'EMAIL_OTP')
    case '/mfa/phone': return viewSetUpContact(deps, context, 'SMS_MFA')
    case '/mfa/offer': return viewOffer(deps, context)
    case '/mfa/recoveryCode': return viewRecoveryCode(deps, context) ?? viewSecondFactor(deps, context)
    case '/mfa/recoveryCodes': return viewRecoveryCodes(deps, context)
    case '/keepAccount': return viewKeepAccount(deps, context)
    case '/login/choose': return viewChooseMethod(deps, context)
    case '/login/code': return viewSignInCode(deps, context) ?? viewChooseMethod(deps, context)
    case '/login/passkey': return viewUsePasskey(deps, context) ?? viewChooseMethod(deps, context)
    case '/login/challenge': return viewCustomChallenge(deps, context) ?? viewChooseMethod(deps, context)
    case '/passkeys/add': return viewOfferPasskey(deps, context)
    case '/login':
    case '/chooseAccount': return query.get('another') === '1' || context.flow.username !== undefined ? null : viewChooseAccount(deps, context)
    default: return null
  }
}

/** The sign-in page in place of a page whose challenge was not answered in time says so. */
const sayIfOver = (deps: HostedDeps, context: FlowContext): FlowContext => {
  const { challenge } = context.flow
  const isOver = challenge !== undefined && challenge.expiresAt <= deps.clock.now().getTime() && context.request.path !== '/login'
  return isOver ? { ...context, flow: { ...context.flow, summary: { code: 'page_expired', tone: 'warning' } } } : context
}

const beginAgain = async (deps: HostedDeps, context: HostedContext, query: URLSearchParams): Promise<HostedOutcome> => {
  const r = query.get('r')
  const restart = r === null ? null : deps.bridge.restartFrom(context.request, r)
  if (restart !== null) return { kind: 'redirect', location: restart }
  if (query.has('client_id')) return { kind: 'redirect', location: `${context.request.address.basePath}/oauth2/authorize?${hinted(context.request.path, query)}` }
  const change = context.request.path === '/forgotPassword' ? await beginPasswordChange(deps, context) : null
  return change === null ? page(await viewBookmark(deps, context), 200) : { kind: 'redirect', location: change }
}

/** Every page takes the parameters of an authorize request (Cognito: login endpoint). */
const hinted = (path: string, query: URLSearchParams): string => {
  if (path === '/signup') query.set('prompt', 'create')
  if (path === '/forgotPassword') {
    query.set('screen_hint', 'forgot_password')
    // Who asks for a new password is not served by being let in without one.
    query.set('prompt', 'login')
  }
  return query.toString()
}
