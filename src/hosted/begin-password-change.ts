import type { PoolRequest } from '#src/contracts/pool-request.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { allowedOAuthFlows, allowedRedirectUris } from '#src/domain/app-clients/read-app-client.ts'
import type { PendingInteraction } from '#src/oidc/pending-interaction.ts'
import type { HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'

const HINT = 'change_password'

/**
 * The address that begins a change of password which no application asked for, as when a password manager opens the well-known
 * address. It is an authorize request of one of the pool's clients, because every flow is one, but it ends on a page of ours and
 * nobody is sent a code. Null when no client of the pool could carry it.
 */
export const beginPasswordChange = async (deps: Pick<HostedDeps, 'clients'>, { pool, request }: Pick<HostedContext, 'pool' | 'request'>): Promise<string | null> => {
  const { clients } = await deps.clients.listClients({ poolId: pool.id, after: null, limit: 60 })
  const client = clients.find(canCarry)
  if (client === undefined) return null
  const [redirectUri = ''] = allowedRedirectUris(client)
  const query = new URLSearchParams({ client_id: client.id, response_type: 'code', redirect_uri: redirectUri, prompt: 'login', screen_hint: HINT })
  return `${request.address.basePath}/oauth2/authorize?${query.toString()}`
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
