import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { preciseSeconds } from '#src/domain/clock.ts'
import type { Authentication } from '#src/domain/sign-in/challenge.ts'
import { answerPlainly } from './answer-plainly.ts'
import { endSession, findBrowserSession } from './browser-session.ts'
import { findContinuedSession } from './continued-session.ts'
import type { OidcDeps } from './oidc-deps.ts'
import type { Finished, InteractionBridge, PendingInteraction } from './pending-interaction.ts'
import { findSignedIn } from './signed-in-browser.ts'
import { PATHS } from './paths.ts'
import { readRequest, signStoredRequest, textParameters } from './signed-request.ts'
import { SECOND_FACTOR_MISSING } from './session-strength.ts'
import { browserOf, isPendingIn } from './stored-interaction.ts'
import type { StoredInteraction as Stored, StoredLogin } from './stored-interaction.ts'
import { storedModelsOf } from './stored-models.ts'
import type { KeptModels } from './stored-models.ts'

const EXPIRED: Finished = { kind: 'expired' }
/** Reasons for which being signed in already is not enough. */
const NOT_ENOUGH: ReadonlySet<string> = new Set(['login_prompt', 'max_age', 'session_too_old', 'id_token_hint', 'create_prompt', SECOND_FACTOR_MISSING])

/** The hosted pages' side of pending authorize requests. Shares what is kept in process with the providers. */
export function createInteractionBridge(deps: OidcDeps, kept: KeptModels): InteractionBridge {
  const storedOf = (request: PoolRequest) => storedModelsOf(deps, kept, request.poolId)

  /** The interaction, if it still waits for an answer from this browser. */
  async function load(req: IncomingMessage, request: PoolRequest, uid: string): Promise<Stored | null> {
    const browser = browserOf(deps, req, request.poolId)
    const found = browser === null || uid === '' ? null : await storedOf(request).find('Interaction', uid)
    const pending = found?.payload as Stored | undefined
    return browser !== null && pending !== undefined && pending.result === undefined && isPendingIn(browser, deps, pending) ? pending : null
  }

  async function finish(request: PoolRequest, uid: string, pending: Stored, result: Record<string, unknown>): Promise<Finished> {
    // The answer settles everything that was asked: choosing an account or signing up happened on the way.
    const settled = { ...result, ...(pending.prompt.name !== 'login' && !('error' in result) && { [pending.prompt.name]: {} }) }
    if (!(await storedOf(request).update('Interaction', uid, { ...pending, result: settled }))) return EXPIRED
    const r = signStoredRequest(deps.keyedHash, request.poolId, pending.params)
    return { kind: 'resume', url: `${pending.returnTo}?${new URLSearchParams({ r })}` }
  }

  return {
    async readInteraction(req, request, uid) {
      const pending = await load(req, request, uid)
      return pending === null ? null : describe(deps, request, uid, pending)
    },
    async saveFlow(req, request, uid, flow) {
      const pending = await load(req, request, uid)
      if (pending === null) return false
      const { flow: _old, ...rest } = pending
      // Another form of the same page may have ended the sign-in meanwhile: its answer stays.
      return storedOf(request).updateUnanswered(uid, flow === null ? rest : { ...rest, flow })
    },
    restartFrom(request, r) {
      const query = readRequest(deps.keyedHash, request.poolId, r)
      return query === null ? null : `${request.address.baseUrl}${PATHS.authorize}?${query}`
    },
    async answerAtOnce(req, res, request, { pool, uid, authentication, keep, settles }) {
      const pending = await load(req, request, uid)
      if (pending === null || authentication.continuedSession !== undefined) return null
      requireOwn(request, pending, authentication)
      const answered = { ...pending, result: { login: loginOf(authentication, keep) } }
      const answer = await answerPlainly({ ...deps, storedModels: () => storedOf(request) }, req, res, request, pool, { uid, pending: answered, settles })
      return answer?.headers['Location'] ?? null
    },
    async finishInteraction(req, res, request, uid, authentication, keep = true) {
      const pending = await load(req, request, uid)
      if (pending === null) return EXPIRED
      requireOwn(request, pending, authentication)
      if (authentication.continuedSession === undefined) {
        return finish(request, uid, await leavingOtherAccount(deps, req, res, request, pending, authentication), { login: loginOf(authentication, keep) })
      }
      const session = await findContinuedSession(deps, req, request, describe(deps, request, uid, pending), authentication)
      return session === null ? EXPIRED : finish(request, uid, pending, { login: loginOf(authentication, session.transient !== true) })
    },
    async continueAsRemembered(req, _res, request, uid) {
      const pending = await load(req, request, uid)
      if (pending === null || describe(deps, request, uid, pending).rememberedAccount === null) return EXPIRED
      return finish(request, uid, pending, {})
    },
    async abandonInteraction(req, _res, request, uid) {
      const pending = await load(req, request, uid)
      return pending === null ? EXPIRED : finish(request, uid, pending, { error: 'access_denied', error_description: 'The user left the sign-in.' })
    },
    async refuseLevel(req, _res, request, uid) {
      const pending = await load(req, request, uid)
      return pending === null ? EXPIRED : finish(request, uid, pending, {
        error: 'unmet_authentication_requirements', error_description: 'The user cannot reach the requested authentication level.',
      })
    },
    signedIn: (req, pool, client) => findSignedIn(deps, req, pool, client),
  }
}

function requireOwn({ poolId }: PoolRequest, { params }: Stored, authentication: Authentication): void {
  if (authentication.poolId === poolId && authentication.clientId === params.client_id) return
  throw new Error('The authentication is of another pool or client than the request it would finish.')
}

const loginOf = ({ userId, authTime, amr, acr, deviceKey }: Authentication, keep: boolean): StoredLogin =>
  ({ accountId: userId, ts: preciseSeconds(authTime), remember: keep, amr, ...(acr !== null && { acr }), ...(deviceKey !== null && { deviceKey }) })

/** Whoever was signed in before is signed out when somebody else signs in: oidc-provider would ask for it on a page of its own. */
async function leavingOtherAccount(deps: OidcDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest, pending: Stored, { userId }: Authentication): Promise<Stored> {
  const before = (await findBrowserSession(deps, req, request.poolId))?.payload.accountId ?? null
  if (before !== null && before !== userId) await endSession(deps, req, res, request.poolId)
  if (before === userId) return pending
  const { session: _session, ...rest } = pending
  return rest
}

function describe(deps: OidcDeps, request: PoolRequest, uid: string, pending: Stored): PendingInteraction {
  const { prompt, session } = pending
  const params = textParameters(pending.params)
  const userId = prompt.reasons.some((reason) => NOT_ENOUGH.has(reason)) ? undefined : session?.accountId
  return {
    uid, params, expiresAt: pending.exp * 1000, clientId: params.client_id ?? '', reasons: prompt.reasons, flow: pending.flow ?? null,
    prompt: prompt.name === 'select_account' || prompt.name === 'create' ? prompt.name : 'login',
    rememberedAccount: userId === undefined ? null : { userId },
    r: signStoredRequest(deps.keyedHash, request.poolId, pending.params),
  }
}
