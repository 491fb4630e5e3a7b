import type { ServerResponse } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { dateOfSeconds, epochSeconds } from '#src/domain/clock.ts'
import { redirect } from './answers.ts'
import { cookieNames, setCookie } from './cookies.ts'
import { INTERACTION_TTL } from './lifetimes.ts'
import type { OidcDeps } from './oidc-deps.ts'
import { PATHS } from './paths.ts'
import { signInAddress } from './sign-in-address.ts'
import type { StoredInteraction } from './stored-interaction.ts'
import type { StoredModels } from './stored-models.ts'

export type Beginning = { request: PoolRequest; parameters: Readonly<Record<string, string>>; browserDigest: string }

/**
 * Keeps the request of a browser that nobody is signed in to, and sends it to the sign-in page: record and cookies are those of
 * oidc-provider, which can resume it. One statement.
 */
export async function beginInteraction(
  deps: OidcDeps & { storedModels(poolId: string): Pick<StoredModels, 'save'> }, res: ServerResponse, { request, parameters, browserDigest }: Beginning,
): Promise<void> {
  const uid = deps.random.token()
  const now = epochSeconds(deps.clock.now())
  const exp = now + INTERACTION_TTL
  const { login_hint: hint } = parameters
  const record: StoredInteraction & Record<string, unknown> = {
    iat: now, exp, kind: 'Interaction', cid: deps.random.token(),
    returnTo: `${request.address.baseUrl}${PATHS.authorize}/${uid}`,
    prompt: { name: 'login', reasons: ['no_session'], details: hint === undefined ? {} : { login_hint: hint } },
    params: parameters, browser: browserDigest,
  }
  await deps.storedModels(request.poolId).save('Interaction', uid, record)
  const secure = deps.publicUrl.startsWith('https:')
  const { interaction, resume } = cookieNames(request.poolId, secure)
  const expires = dateOfSeconds(exp)
  setCookie(res, interaction, uid, secure, { expires })
  setCookie(res, resume, uid, secure, { expires, path: resumePath(request, uid) })
  redirect(res, signInAddress(deps, request, uid, parameters))
}

/** Path of the way back, and of the cookie that opens it. */
export const resumePath = ({ address }: PoolRequest, uid: string): string => `${address.basePath}${PATHS.authorize}/${uid}`
