import type { HostedOutcome } from '#src/contracts/hosted/hosted-view.ts'
import { accountClientId } from '#src/domain/app-clients/account-client.ts'
import { usesPasskeys } from '#src/domain/passkeys/relying-party.ts'
import { SECTION_PATHS } from './account/account-sections.ts'
import { accountHref } from './account/account-context.ts'
import type { HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { viewError } from './view-error.ts'

/**
 * Where password managers send people to add a passkey, and to look after those they have (W3C, Passkey Endpoints well-known URL). 404
 * where the pool takes none, or has no pages for it.
 */
export const passkeyEndpoints = async (deps: HostedDeps, context: HostedContext): Promise<HostedOutcome> => {
  const { pool, request } = context
  const portal = usesPasskeys(pool) ? await deps.clients.findClient(accountClientId(pool.id)) : null
  if (portal === null) return { kind: 'page', status: 404, view: viewError(deps, context, { code: 'not_found' }) }
  return { kind: 'document', body: { enroll: `${request.address.baseUrl}/passkeys/add`, manage: `${request.address.origin}${accountHref(context, SECTION_PATHS.security ?? '')}` } }
}
