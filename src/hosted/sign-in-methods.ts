import { SIGN_IN_METHODS, type OfferedMethod, type SignInMethod } from '#src/contracts/hosted/views/first-factor-view.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { clientAllowsFlow } from '#src/domain/app-clients/read-app-client.ts'
import type { ChallengeName } from '#src/domain/sign-in/challenge.ts'
import { firstFactorsOfPool } from '#src/domain/sign-in/first-factors.ts'
import type { CustomSignInOffer } from '#src/domain/sign-in/offers-custom-sign-in.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { readLastMethod } from './last-method-cookie.ts'
import type { HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'

/**
 * Whether the sign-in page asks for the name first and for the way to sign in after it: the client takes part in choice-based sign-in, and
 * somebody in the pool could sign in by something else than a password (Cognito: USER_AUTH in managed login).
 */
export const asksNameFirst = (pool: UserPool, client: AppClient): boolean =>
  client.settings.SupportedIdentityProviders.includes('COGNITO') && clientAllowsFlow(client, 'USER_AUTH')
  && firstFactorsOfPool(pool).some((factor) => !factor.startsWith('PASSWORD'))

/** What a page offers of the available first factors; SRP is how programs prove a password. */
export const methodsOf = (available: readonly ChallengeName[]): SignInMethod[] => SIGN_IN_METHODS.filter((method) => method !== 'CUSTOM_AUTH' && available.includes(method))

/** The same with what the pool's functions ask, at the end, or where the password was. */
export const withCustom = (methods: readonly SignInMethod[], offer: CustomSignInOffer): SignInMethod[] => {
  if (offer === 'off') return [...methods]
  return [...methods.filter((method) => offer === 'beside' || method !== 'PASSWORD'), 'CUSTOM_AUTH']
}

/** Whether nobody signs in by a password on these pages. */
export const replacesPassword = (deps: Pick<HostedDeps, 'operations'>, { pool, client }: { pool: UserPool; client: AppClient }): boolean =>
  deps.operations.offersCustomSignIn({ pool, client }) === 'instead'

/** The methods, with the one last used in this browser marked. */
export const markLastUsed = (context: Pick<HostedContext, 'req' | 'request' | 'pool'>, methods: readonly SignInMethod[]): OfferedMethod[] => {
  const last = readLastMethod(context)
  return methods.map((method) => ({ method, ...(method === last ? { lastUsed: true } : {}) }))
}
