import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { clientAllowsFlow } from '#src/domain/app-clients/read-app-client.ts'
import type { TriggerName, TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'

export type OffersCustomSignInDeps = { triggers: Pick<TriggerRunner, 'has'> }

const FUNCTIONS: readonly TriggerName[] = ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse']

/** Whether the pages let people sign in by the pool's own functions: beside the password, in its place, or not at all. */
export type CustomSignInOffer = 'beside' | 'instead' | 'off'

/**
 * How the pages offer a sign-in by the pool's functions: as the pool's option `customSignIn` says, where the client takes part in
 * CUSTOM_AUTH and the pool has the three functions; off elsewhere. Without I/O.
 */
export const offersCustomSignIn = (deps: OffersCustomSignInDeps, { pool, client }: { pool: UserPool; client: AppClient }): CustomSignInOffer => {
  const possible = client.settings.SupportedIdentityProviders.includes('COGNITO') && clientAllowsFlow(client, 'CUSTOM_AUTH') && FUNCTIONS.every((trigger) => deps.triggers.has(pool, trigger))
  return possible ? pool.settings.Poolhouse.customSignIn ?? 'beside' : 'off'
}
