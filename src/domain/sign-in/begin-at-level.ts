import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { clientAllowsFlow } from '#src/domain/app-clients/read-app-client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { type VerifiedAccessToken, verifyAccessToken, type VerifyAccessTokenDeps } from '#src/domain/tokens/verify-access-token.ts'
import { isNameOf } from '#src/domain/users/user-names.ts'
import { type AcrLevel, knowsLevels, namedLevels } from './acr.ts'
import type { SignInOutcome } from './sign-in-outcome.ts'
import { flowNotEnabled, startSignIn, type StartSignInDeps, type StartSignInInput } from './start-sign-in.ts'
import { stepUp } from './step-up.ts'

export type BeginAtLevelDeps = StartSignInDeps & VerifyAccessTokenDeps

export type BeginAtLevelInput = Extract<StartSignInInput, { flow: 'USER_AUTH' }> & {
  /** TARGET_ACR_VALUES, MAX_AGE and ACCESS_TOKEN, as given. */
  acrValues: string | undefined
  maxAge: string | undefined
  accessToken: string | undefined
}

/**
 * USER_AUTH towards a level (Cognito: step-up authentication with the USER_AUTH flow): from the proofs behind an access token of this
 * client where one is given and they are fresh enough, by what is missing alone; else from the beginning. FeatureUnavailableInTier,
 * InvalidParameter (no level named, none in reach, nothing missing, a token without levels), NotAuthorized for a token that is dead, of
 * another client, bound to a key, or another user's; otherwise as startSignIn refuses.
 */
export const beginAtLevel = async (deps: BeginAtLevelDeps, input: BeginAtLevelInput): Promise<SignInOutcome> => {
  const { pool, client, acrValues, accessToken } = input
  if (!clientAllowsFlow(client, 'USER_AUTH')) throw flowNotEnabled('USER_AUTH')
  const maxAge = readMaxAge(input.maxAge)
  if (acrValues === undefined) {
    if (accessToken !== undefined) throw invalid('ACCESS_TOKEN needs TARGET_ACR_VALUES.', 'TARGET_ACR_VALUES')
    return startSignIn(deps, input)
  }
  if (!knowsLevels(pool)) throw new DomainError('FeatureUnavailableInTier', 'Step-up authentication is not available in the Lite tier.', { reason: 'tier' })
  const levels = namedLevels(pool, acrValues)
  if (levels.length === 0) throw invalid('None of the requested authentication levels is known.', 'TARGET_ACR_VALUES')
  const outcome = accessToken === undefined ? null : await goOn(deps, input, { levels, maxAge, accessToken })
  return outcome ?? startSignIn(deps, { ...input, wanted: { levels, credit: null } })
}

/** Null when the proofs behind the token are too old, or none. */
const goOn = async (
  deps: BeginAtLevelDeps, input: BeginAtLevelInput, { levels, maxAge, accessToken }: { levels: AcrLevel[]; maxAge: number | null; accessToken: string },
): Promise<SignInOutcome | null> => {
  const { pool, client, username } = input
  const verified = await verifyAccessToken(deps, { pool, token: accessToken })
  requireOwnToken(client, verified)
  if (!isNameOf(pool, verified.user, username)) throw notItsToken()
  const { amr, auth_time: authTime } = verified.claims
  if (!Array.isArray(amr) || typeof authTime !== 'number') return null
  const provenAt = new Date(authTime * 1000)
  if (maxAge !== null && deps.clock.now().getTime() - provenAt.getTime() > maxAge * 1000) return null
  return stepUp(deps, {
    ...input, user: verified.user, levels,
    credit: { amr: amr.filter((method) => typeof method === 'string'), provenAt, session: null },
  })
}

/** What any holder of somebody's token could do with it must not include a new sign-in: tokens of other clients and bound ones count nothing. */
const requireOwnToken = (client: AppClient, { clientId, jkt }: VerifiedAccessToken): void => {
  if (clientId !== client.id || jkt !== null) throw notItsToken()
}

const readMaxAge = (given: string | undefined): number | null => {
  if (given === undefined) return null
  if (!/^\d{1,10}$/.test(given)) throw invalid('MAX_AGE must be a number of seconds.', 'MAX_AGE')
  return Number(given)
}

const notItsToken = (): DomainError => new DomainError('NotAuthorized', 'Invalid Access Token', { reason: 'access-token-invalid' })
const invalid = (message: string, field: string): DomainError => new DomainError('InvalidParameter', message, { field })
