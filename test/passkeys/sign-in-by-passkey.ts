import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { Passkey } from '#src/domain/passkeys/passkey.ts'
import { findRelyingParty } from '#src/domain/passkeys/relying-party.ts'
import { startPasskeySignIn, type StartPasskeySignInDeps } from '#src/domain/passkeys/start-passkey-sign-in.ts'
import { answerChallenge, type AnswerChallengeDeps } from '#src/domain/sign-in/answer-challenge.ts'
import type { SignInOutcome } from '#src/domain/sign-in/sign-in-outcome.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { SoftwareAuthenticator } from './software-authenticator.ts'

type Deps = StartPasskeySignInDeps & AnswerChallengeDeps & { passkeys: { addPasskey(passkey: Passkey, limit: number): Promise<void> } }

/** The pool, where passkeys let people in. */
export const takingPasskeys = (pool: UserPool): UserPool => ({
  ...pool, settings: { ...pool.settings, Policies: { ...pool.settings.Policies, SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } } },
})

/** Gives a user, whatever their state, a passkey and signs in by it without a name, as the pages do. */
export async function signInByPasskey(deps: Deps, { pool: given, client, user }: { pool: UserPool; client: AppClient; user: User }): Promise<SignInOutcome> {
  const pool = takingPasskeys(given)
  const party = await findRelyingParty(deps, pool)
  if (party === null) throw new Error('The pool takes no passkeys.')
  const { origin } = new URL(await deps.addresses.hostedBaseUrl(pool.id))
  const device = new SoftwareAuthenticator({ origin })
  device.belongTo(user.id)
  await deps.passkeys.addPasskey({
    poolId: pool.id, id: device.id, userId: user.id, publicKey: device.publicKey(), counter: 0, transports: [], aaguid: '00000000-0000-0000-0000-000000000000',
    name: 'Passkey', rpId: party.id, attachment: 'platform', backedUp: true, createdAt: deps.clock.now(), lastUsedAt: null,
  }, 20)
  const { session, options } = await startPasskeySignIn(deps, { pool, client, origin })
  return answerChallenge(deps, { pool, client, wire: 'hosted', challenge: 'WEB_AUTHN', session, responses: { CREDENTIAL: device.get(options) } })
}
