import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { makeSignUpProof } from '#src/domain/sign-up/sign-up-proof.ts'
import { signInAfterSignUp } from '#src/domain/sign-up/sign-in-after-sign-up.ts'
import { signUp } from '#src/domain/sign-up/sign-up.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { requireUser } from '#src/domain/users/find-user.ts'
import type { User } from '#src/domain/users/user.ts'
import { makePoolAndClient, openUserDeps, PASSWORD, type UserDeps } from '#test/users/open-user-deps.ts'
import { signInByPasskey } from '#test/passkeys/sign-in-by-passkey.ts'
import { createSrpClient } from '#test/users/srp-client.ts'
import { answerChallenge } from './answer-challenge.ts'
import { SIGN_IN_FLOWS, type SignInFlow } from './sign-in-progress.ts'
import { startSignIn } from './start-sign-in.ts'
import type { SignInOutcome } from './sign-in-outcome.ts'

type Way = (deps: UserDeps, who: { pool: UserPool; client: AppClient; user: User }) => Promise<SignInOutcome>

/** Every way in. A new flow does not compile until it has its way here. */
const WAYS: Record<SignInFlow, Way> = {
  USER_PASSWORD_AUTH: (deps, { pool, client, user }) =>
    startSignIn(deps, { pool, client, wire: 'api', flow: 'USER_PASSWORD_AUTH', username: user.username, password: PASSWORD }),
  ADMIN_USER_PASSWORD_AUTH: (deps, { pool, client, user }) =>
    startSignIn(deps, { pool, client, wire: 'admin', flow: 'ADMIN_USER_PASSWORD_AUTH', username: user.username, password: PASSWORD }),
  HOSTED_PASSWORD: (deps, { pool, client, user }) =>
    startSignIn(deps, { pool, client, wire: 'hosted', flow: 'HOSTED_PASSWORD', username: user.username, password: PASSWORD }),
  USER_SRP_AUTH: async (deps, { pool, client, user }) => {
    const srp = createSrpClient()
    const begun = await startSignIn(deps, { pool, client, wire: 'api', flow: 'USER_SRP_AUTH', username: user.username, srpA: srp.srpA })
    if (begun.kind !== 'challenge') return begun
    const responses = srp.answer(begun.parameters, pool.id, PASSWORD)
    return answerChallenge(deps, { pool, client, wire: 'api', challenge: 'PASSWORD_VERIFIER', session: begun.session, responses })
  },
  CUSTOM_AUTH: async (deps, { pool, client, user }) => {
    deps.functions.DefineAuthChallenge = ({ request }) => ((request['session'] as unknown[]).length > 0 ? { issueTokens: true } : { challengeName: 'CUSTOM_CHALLENGE' })
    deps.functions.CreateAuthChallenge = () => ({})
    deps.functions.VerifyAuthChallengeResponse = () => ({ answerCorrect: true })
    const begun = await startSignIn(deps, { pool, client, wire: 'api', flow: 'CUSTOM_AUTH', username: user.username })
    if (begun.kind !== 'challenge') return begun
    return answerChallenge(deps, { pool, client, wire: 'api', challenge: 'CUSTOM_CHALLENGE', session: begun.session, responses: { ANSWER: 'anything' } })
  },
  USER_AUTH: async (deps, { pool, client, user }) => {
    const begun = await startSignIn(deps, { pool, client, wire: 'api', flow: 'USER_AUTH', username: user.username })
    if (begun.kind !== 'challenge') return begun
    return answerChallenge(deps, { pool, client, wire: 'api', challenge: 'SELECT_CHALLENGE', session: begun.session, responses: { ANSWER: 'PASSWORD', PASSWORD } })
  },
  HOSTED_PASSKEY: signInByPasskey,
  SIGN_UP_PROOF: (deps, { pool, client, user }) => signInAfterSignUp(deps, { pool, client, proof: makeSignUpProof(deps.keyedHash, client, user.id) }),
}

const STATES: [string, Partial<User>, string][] = [
  ['confirmed', { status: 'CONFIRMED' }, 'signed-in'],
  ['disabled', { status: 'CONFIRMED', enabled: false }, 'NotAuthorized'],
  ['unconfirmed', { status: 'UNCONFIRMED' }, 'UserNotConfirmed'],
  ['to be reset', { status: 'RESET_REQUIRED' }, 'PasswordResetRequired'],
  ['with a temporary password', { status: 'FORCE_CHANGE_PASSWORD' }, 'NEW_PASSWORD_REQUIRED'],
]

for (const flow of SIGN_IN_FLOWS) {
  test(`every gate stands before the end of ${flow}`, async (t) => {
    const deps = await openUserDeps(t)
    const { pool, client } = await makePoolAndClient(deps)
    for (const [name, state, expected] of STATES) {
      const username = name.replaceAll(' ', '-')
      await signUp(deps, { pool, client, wire: 'api', username, password: PASSWORD, attributes: { email: 'ada@example.com' } })
      const user = await deps.users.updateUser({ ...(await requireUser(deps, pool, username)), ...state })
      const end = await WAYS[flow](deps, { pool, client, user }).then(
        (outcome) => (outcome.kind === 'challenge' ? outcome.challenge : outcome.kind), (error: { code: string }) => error.code)
      assert.equal(end, expected, name)
    }
  })
}
