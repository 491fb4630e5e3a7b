import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { accountClientId } from '#src/domain/app-clients/account-client.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { allowedOAuthFlows, allowedRedirectUris } from '#src/domain/app-clients/read-app-client.ts'
import { hasAccountPortal } from '#src/domain/user-pools/account-portal.ts'
import type { PendingInteraction } from '#src/oidc/pending-interaction.ts'
import { beginAccountSignIn } from './account/begin-account-sign-in.ts'
import type { HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'

const HINT = 'change_password'

/**
 * The address that begins a change of password which no application asked for, as when a password manager opens the well-known
 * address. It is an authorize request of one of the pool's clients, because every flow is one, but it ends on a page of ours and
 * nobody is sent a code. Where none of them can carry it, the account portal's own client does; null where there is no portal either.
 */
export const beginPasswordChange = async (deps: Pick<HostedDeps, 'clients' | 'random'>, context: Pick<HostedContext, 'pool' | 'request'>): Promise<string | null> => {
  const { pool, request } = context
  const { clients } = await deps.clients.listClients({ poolId: pool.id, after: null, limit: 60 })
  const client = clients.find(canCarry)
  if (client === undefined) return beginByPortal(deps, context)
  const [redirectUri = ''] = allowedRedirectUris(client)
  const query = new URLSearchParams({ client_id: client.id, response_type: 'code', redirect_uri: redirectUri, prompt: 'login', screen_hint: HINT })
  return `${request.address.basePath}/oauth2/authorize?${query.toString()}`
}

const beginByPortal = async (deps: Pick<HostedDeps, 'clients' | 'random'>, context: Pick<HostedContext, 'pool' | 'request'>): Promise<string | null> => {
  const client = hasAccountPortal(context.pool) ? await deps.clients.findClient(accountClientId(context.pool.id)) : null
  return client === null ? null : `${beginAccountSignIn(deps, context, client, '')}&${new URLSearchParams({ prompt: 'login', screen_hint: HINT }).toString()}`
}

/** Whether the pending request is such a change. */
export const isPasswordChange = ({ params }: Pick<PendingInteraction, 'params'>): boolean => params['screen_hint'] === HINT

/** The page that ends it. */
export const passwordChanged = (request: PoolRequest, client: Pick<AppClient, 'id'>): string =>
  `${request.address.basePath}/done?${new URLSearchParams({ kind: 'password-reset', client_id: client.id }).toString()}`

const canCarry = (client: AppClient): boolean => {
  const { SupportedIdentityProviders, Poolhouse } = client.settings
  const plain = !Poolhouse.pkceRequired && !Poolhouse.requirePushedAuthorizationRequests
  return plain && allowedOAuthFlows(client).includes('code') && SupportedIdentityProviders.includes('COGNITO')
}
