import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { isDomainError } from '#src/domain/domain-error.ts'
import { isCsrfToken } from './csrf.ts'
import { loadFlow, type HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { askedWay, findPasskeyHolder, holderCsrfSubject } from './passkey-holder.ts'
import { signedInUser } from './signed-in-user.ts'
import { readForm } from './read-form.ts'
import { wantedLevels } from './wanted-level.ts'
import { isSameOrigin } from './same-origin.ts'

/** What the pages' script asks for before the browser asks for a passkey, or makes one. Posts, since each answer begins something. */
const ANSWERS: Readonly<Record<string, (deps: HostedDeps, context: HostedContext, fields: URLSearchParams) => Promise<unknown>>> = {
  '/hosted/passkey-options': optionsForSignIn,
  '/hosted/passkey-creation': optionsForCreation,
}

export const isPasskeyScriptPath = (path: string): boolean => Object.hasOwn(ANSWERS, path)

/** Answers the pages' script in JSON; 403 for what cannot come from a page of ours, 409 where there is nothing to begin (any more). */
export const answerPasskeyScript = async (deps: HostedDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest): Promise<void> => {
  const send = (status: number, body: unknown): void => {
    const text = JSON.stringify(body)
    res.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text), 'Cache-Control': 'no-store' }).end(text)
  }
  const pool = await deps.pools.findPool(request.poolId)
  const answer = ANSWERS[request.path]
  if (pool === null || answer === undefined || !isSameOrigin(req, request.address.origin)) return send(403, { error: 'refused' })
  const body = await readForm(req)
  if (body.kind === 'refused') return send(body.status, { error: 'refused' })
  try {
    const answered = await answer(deps, { req, res, request, pool, brand: await deps.brands.brandOf({ poolId: pool.id, clientId: null }) }, body.fields)
    return answered === null ? send(403, { error: 'refused' }) : send(200, answered)
  } catch (error) {
    if (!isDomainError(error)) throw error
    deps.log.warn({ requestId: request.requestId, poolId: pool.id, refusal: error.code, reason: error.details.reason }, 'a passkey was refused before it was asked for')
    return send(409, { error: 'refused' })
  }
}

/** Options for any passkey, and the session that the answer goes with. */
async function optionsForSignIn(deps: HostedDeps, context: HostedContext, fields: URLSearchParams): Promise<unknown> {
  const flow = await loadFlow(deps, context, fields.get('uid') ?? undefined)
  if (flow === null || !isCsrfToken(deps, `${context.pool.id}|${flow.interaction.uid}`, fields.get('csrf') ?? '')) return null
  const levels = wantedLevels(flow)
  const wanted = levels.length === 0 ? null : { levels, credit: null }
  const { session, options, expiresAt } = await deps.operations.startPasskeySignIn({ pool: context.pool, client: flow.client, origin: context.request.address.origin, address: context.request.clientIp, wanted })
  return { session, options, milliseconds: expiresAt.getTime() - deps.clock.now().getTime() }
}

/** Options for a new passkey: of who has just signed in, or of whom the browser is signed in as. */
async function optionsForCreation(deps: HostedDeps, context: HostedContext, fields: URLSearchParams): Promise<unknown> {
  const { pool } = context
  const uid = fields.get('uid')
  const csrf = fields.get('csrf') ?? ''
  if (uid !== null) {
    const flow = await loadFlow(deps, context, uid)
    if (flow === null || !isCsrfToken(deps, `${pool.id}|${flow.interaction.uid}`, csrf)) return null
    return { options: await deps.operations.startWebAuthnRegistration({ pool, client: flow.client, user: await signedInUser(deps, flow) }) }
  }
  const found = await findPasskeyHolder(deps, context, askedWay(fields))
  if (found.kind !== 'holder' || !isCsrfToken(deps, `${pool.id}|${holderCsrfSubject(found.holder)}`, csrf)) return null
  const { client, user } = found.holder
  return { options: await deps.operations.startWebAuthnRegistration({ pool, client, user }) }
}
