import type { IncomingMessage } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import type { OidcPages } from '#src/oidc/oidc-deps.ts'
import { findApplicationLink } from './application-link.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { viewDevice } from './view-device.ts'
import { viewError, viewSignedOut, type ErrorPageDeps } from './view-error.ts'

export type HostedOidcPagesDeps = ErrorPageDeps & Pick<HostedDeps, 'pools' | 'clients' | 'brands' | 'show'>

/** The pages that protocol requests end on when there is no application to go back to. */
export const hostedOidcPages = (deps: HostedOidcPagesDeps): OidcPages => {
  const contextOf = async (req: IncomingMessage, request: PoolRequest) => {
    const pool = await deps.pools.findPool(request.poolId)
    if (pool === null) throw new Error(`Pool ${request.poolId} went away while it was answering.`)
    return { req, request, pool, brand: await deps.brands.brandOf({ poolId: pool.id, clientId: null }) }
  }
  return {
    async error(req, res, request, error) {
      const application = await findApplicationLink(deps, request.poolId, error.clientId)
      const view = viewError(deps, await contextOf(req, request), { code: error.code, developer: error.developer, application })
      await deps.show(req, res, { kind: 'page', status: error.status, view })
    },
    async device(req, res, request, page) {
      await deps.show(req, res, { kind: 'page', status: 200, view: viewDevice(deps, await contextOf(req, request), page) })
    },
    async signedOut(req, res, request, clientId) {
      const application = await findApplicationLink(deps, request.poolId, clientId)
      await deps.show(req, res, { kind: 'page', status: 200, view: viewSignedOut(deps, await contextOf(req, request), application) })
    },
  }
}
