import type { errors, ErrorOut, KoaContextWithOIDC } from 'oidc-provider'
import type { ErrorCode } from '#src/contracts/hosted/outcome-codes.ts'
import { redirect } from './answers.ts'
import type { OidcDeps } from './oidc-deps.ts'
import { factsOf } from './request-facts.ts'
import { readRequest } from './signed-request.ts'

const PAGE_CODES: Readonly<Record<string, ErrorCode>> = {
  invalid_redirect_uri: 'redirect_mismatch',
  invalid_client: 'unknown_client',
  invalid_scope: 'invalid_scope',
  unauthorized_client: 'unauthorized_client',
  unsupported_response_type: 'unsupported_response_type',
  access_denied: 'access_denied',
  server_error: 'server_error',
  temporarily_unavailable: 'server_error',
}

/** Answers an error of oidc-provider that cannot go to the application: an expired request begins again, the rest is our error page. */
export async function renderProviderError(deps: OidcDeps, ctx: KoaContextWithOIDC, out: ErrorOut, error: errors.OIDCProviderError | Error): Promise<void> {
  const { request } = factsOf(ctx.req)
  ctx.respond = false
  const again = error.name === 'SessionNotFound' ? restartUrl(deps, ctx) : null
  if (again !== null) return redirect(ctx.res, again)
  const clientId = ctx.oidc.client?.clientId
  await deps.pages.error(ctx.req, ctx.res, request, {
    code: PAGE_CODES[out.error] ?? 'invalid_request',
    status: out.error === 'server_error' ? 500 : out.error === 'temporarily_unavailable' ? 503 : 400,
    ...(clientId !== undefined && { clientId }),
    ...(out.error_description !== undefined && { developer: { parameter: out.error, registered: [], hint: out.error_description } }),
  })
}

function restartUrl(deps: OidcDeps, ctx: KoaContextWithOIDC): string | null {
  const { request } = factsOf(ctx.req)
  const { r } = ctx.query
  const query = typeof r === 'string' ? readRequest(deps.keyedHash, request.poolId, r) : null
  return query === null ? null : `${request.address.baseUrl}/oauth2/authorize?${query}`
}
