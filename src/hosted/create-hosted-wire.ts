import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HostedOutcome } from '#src/contracts/hosted/hosted-view.ts'
import type { PoolHandler, PoolRequest } from '#src/contracts/pool-request.ts'
import type { RequestOrigin } from '#src/domain/activity/request-origin.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { answerPasskeyScript, isPasskeyScriptPath } from './answer-passkey-script.ts'
import { askedByAddress, askedLocale } from './page-language.ts'
import { postForm } from './post-form.ts'
import { viewPage } from './view-page.ts'

export type HostedWire = {
  view(req: IncomingMessage, res: ServerResponse, request: PoolRequest): Promise<HostedOutcome>
  post: PoolHandler
}

/** The pages' wire: what each page shows, and what its forms do. */
export const createHostedWire = (deps: HostedDeps): HostedWire => ({
  view: (req, res, request) => deps.requestOrigins.during(originOf(req, request), () => viewPage(deps, req, res, request)),
  post: (req, res, request) => deps.requestOrigins.during(originOf(req, request), () => (isPasskeyScriptPath(request.path) ? answerPasskeyScript(deps, req, res, request) : postForm(deps, req, res, request))),
})

const originOf = (req: IncomingMessage, request: PoolRequest): RequestOrigin => ({
  wire: 'hosted', address: request.clientIp === '' ? null : request.clientIp, userAgent: req.headers['user-agent'] ?? null, clientId: null, place: request.place ?? null,
  language: askedLocale({ req, request }, askedByAddress(request.query)) ?? null, requestId: request.requestId,
})
