import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { Brand } from '#src/domain/branding/brand.ts'
import type { Terms } from '#src/domain/terms/terms.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { PendingInteraction } from '#src/oidc/pending-interaction.ts'
import type { HostedDeps } from './hosted-deps.ts'
import type { HostedFlow } from './hosted-flow.ts'
import { askedLocale } from './page-language.ts'
import { openFlow } from './seal-flow.ts'

/** A request to a hosted page, with its pool, and the pending authorize request it belongs to. */
export type HostedContext = {
  req: IncomingMessage
  res: ServerResponse
  request: PoolRequest
  pool: UserPool
  /** The look of the page: the pool's, or the client's whose request is pending. */
  brand: Brand
}

export type FlowContext = HostedContext & {
  /** Documents of the application. */
  terms: readonly Terms[]
  client: AppClient
  interaction: PendingInteraction
  flow: HostedFlow
}

/** The pending request named by `uid` with its client and flow; null when it is over or belongs to another browser. */
export const loadFlow = async (deps: HostedDeps, context: HostedContext, uid: string | undefined): Promise<FlowContext | null> => {
  if (uid === undefined || uid === '') return null
  const interaction = await deps.bridge.readInteraction(context.req, context.request, uid)
  if (interaction === null) return null
  const client = await deps.clients.findClient(interaction.clientId)
  if (client === null || client.poolId !== context.pool.id) return null
  deps.requestOrigins.nameClient(client.id)
  const flow = openFlow(deps, interaction)
  const language = askedLocale(context, interaction.params, flow.language)
  if (language !== undefined) deps.requestOrigins.nameLanguage(language)
  const [brand, terms] = await Promise.all([deps.brands.brandOf({ poolId: context.pool.id, clientId: client.id }), deps.terms.termsOfClient(context.pool.id, client.id)])
  return { ...context, brand, terms, client, interaction, flow }
}

/** Address of a page of this flow: `uid` names the pending request, `r` can begin it again when that is over. */
export const pageHref = (context: FlowContext, path: string, extra: Record<string, string> = {}): string => {
  const query = new URLSearchParams({ uid: context.interaction.uid, ...extra, r: context.interaction.r })
  return `${context.request.address.basePath}${path}?${query.toString()}`
}
