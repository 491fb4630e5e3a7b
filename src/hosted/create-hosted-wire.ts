import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HostedOutcome } from '#src/contracts/hosted/hosted-view.ts'
import type { PoolHandler, PoolRequest } from '#src/contracts/pool-request.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { postForm } from './post-form.ts'
import { viewPage } from './view-page.ts'

export type HostedWire = {
  view(req: IncomingMessage, res: ServerResponse, request: PoolRequest): Promise<HostedOutcome>
  post: PoolHandler
}

/** The pages' wire: what each page shows, and what its forms do. */
export const createHostedWire = (deps: HostedDeps): HostedWire => ({
  view: (req, res, request) => viewPage(deps, req, res, request),
  post: (req, res, request) => postForm(deps, req, res, request),
})
