import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { factsOf } from './request-facts.ts'
import type { RequestFacts } from './request-facts.ts'

type DeviceFlow = NonNullable<NonNullable<Configuration['features']>['deviceFlow']>
type DevicePages = Required<Pick<DeviceFlow, 'userCodeInputSource' | 'userCodeConfirmSource' | 'successSource'>>

/** The pages of the device authorization grant (RFC 8628 §3.3) as facts: the hosted wire renders them. */
export const devicePages: DevicePages = {
  userCodeInputSource(ctx, _form, _out, error) {
    if (error?.name === 'AbortedError') return leave(ctx, { step: 'stopped' })
    if (error !== undefined && ctx.method === 'POST' && isWithoutSession(ctx)) return leave(ctx, { step: 'lost', code: sentCode(ctx) })
    leave(ctx, { step: 'enter', xsrf: secretOf(ctx), code: codeOf(error), refused: error !== undefined })
  },
  userCodeConfirmSource(ctx, _form, client, _info, userCode) {
    leave(ctx, { step: 'confirm', xsrf: secretOf(ctx), code: userCode, clientName: client.clientName ?? client.clientId })
  },
  successSource: (ctx) => leave(ctx, { step: 'connected' }),
}

function leave(ctx: KoaContextWithOIDC, page: NonNullable<RequestFacts['devicePage']>): void {
  ctx.respond = false
  factsOf(ctx.req).devicePage = page
}

/** Ties the form to the browser's session; oidc-provider compares it. */
function secretOf({ oidc }: KoaContextWithOIDC): string {
  const { secret } = (oidc.session?.state ?? {}) as { secret?: unknown }
  return typeof secret === 'string' ? secret : ''
}

/** The form came without the session it was made in: that one is over. oidc-provider cannot save one anew here, and must not try. */
function isWithoutSession({ oidc: { session } }: KoaContextWithOIDC): boolean {
  if (session === undefined || typeof session.exp === 'number') return false
  Object.assign(session, { touched: false })
  return true
}

function sentCode({ oidc }: KoaContextWithOIDC): string {
  const sent = oidc.params?.user_code
  return typeof sent === 'string' ? sent : ''
}

/** The code as it was typed, where that is what was wrong. */
function codeOf(error: unknown): string {
  const { userCode } = (error ?? {}) as { userCode?: unknown }
  return typeof userCode === 'string' ? userCode : ''
}
