import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { answerChallenge } from '#src/domain/sign-in/answer-challenge.ts'
import { SIGN_IN_FLOWS, type SignInFlow } from '#src/domain/sign-in/sign-in-progress.ts'
import type { SignInOutcome } from '#src/domain/sign-in/sign-in-outcome.ts'
import { startSignIn } from '#src/domain/sign-in/start-sign-in.ts'
import { signInAfterSignUp } from '#src/domain/sign-up/sign-in-after-sign-up.ts'
import { signUp } from '#src/domain/sign-up/sign-up.ts'
import type { TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'
import type { User } from '#src/domain/users/user.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { signInByPasskey } from '#test/passkeys/sign-in-by-passkey.ts'
import { createSrpClient } from '#test/users/srp-client.ts'

/** Each way in with the right secret, for a user who signed up with PASSWORD. A new way does not compile until it is here. */
const WAYS: Record<SignInFlow, (poolhouse: Poolhouse, username: string, proof: string) => Promise<SignInOutcome>> = {
  USER_PASSWORD_AUTH: ({ domain, pool, client }, username) => startSignIn(domain, { pool, client, wire: 'api', flow: 'USER_PASSWORD_AUTH', username, password: PASSWORD }),
  ADMIN_USER_PASSWORD_AUTH: ({ domain, pool, client }, username) => startSignIn(domain, { pool, client, wire: 'admin', flow: 'ADMIN_USER_PASSWORD_AUTH', username, password: PASSWORD }),
  HOSTED_PASSWORD: ({ domain, pool, client }, username) => startSignIn(domain, { pool, client, wire: 'hosted', flow: 'HOSTED_PASSWORD', username, password: PASSWORD }),
  USER_SRP_AUTH: async ({ domain, pool, client }, username) => {
    const srp = createSrpClient()
    const begun = await startSignIn(domain, { pool, client, wire: 'api', flow: 'USER_SRP_AUTH', username, srpA: srp.srpA })
    if (begun.kind !== 'challenge') throw new Error('SRP asks for a proof first.')
    return answerChallenge(domain, { pool, client, wire: 'api', session: begun.session, challenge: 'PASSWORD_VERIFIER', responses: srp.answer(begun.parameters, pool.id, PASSWORD) })
  },
  CUSTOM_AUTH: async ({ domain, pool, client }, username) => {
    // Functions that let anybody in.
    const triggers: TriggerRunner = {
      has: () => true,
      run: ({ trigger, request }) => Promise.resolve(
        trigger !== 'DefineAuthChallenge' ? { answerCorrect: true } : (request['session'] as unknown[]).length > 0 ? { issueTokens: true } : { challengeName: 'CUSTOM_CHALLENGE' },
      ),
    }
    const deps = { ...domain, triggers }
    const begun = await startSignIn(deps, { pool, client, wire: 'api', flow: 'CUSTOM_AUTH', username })
    if (begun.kind !== 'challenge') throw new Error('The functions ask something first.')
    return answerChallenge(deps, { pool, client, wire: 'api', session: begun.session, challenge: 'CUSTOM_CHALLENGE', responses: { ANSWER: 'anything' } })
  },
  USER_AUTH: async ({ domain, pool, client }, username) => {
    const begun = await startSignIn(domain, { pool, client, wire: 'api', flow: 'USER_AUTH', username })
    if (begun.kind !== 'challenge') throw new Error('There is a choice first.')
    return answerChallenge(domain, { pool, client, wire: 'api', session: begun.session, challenge: 'SELECT_CHALLENGE', responses: { ANSWER: 'PASSWORD', PASSWORD } })
  },
  HOSTED_PASSKEY: async ({ domain, pool, client, findUser }, username) => signInByPasskey(domain, { pool, client, user: await findUser(username) }),
  SIGN_UP_PROOF: ({ domain, pool, client }, _username, proof) => signInAfterSignUp(domain, { pool, client, proof }),
}

const STATES: Record<string, { change: Partial<User>; outcome: string }> = {
  confirmed: { change: { status: 'CONFIRMED' }, outcome: 'signed-in' },
  disabled: { change: { status: 'CONFIRMED', enabled: false }, outcome: 'NotAuthorized' },
  unconfirmed: { change: { status: 'UNCONFIRMED' }, outcome: 'UserNotConfirmed' },
  'to be reset': { change: { status: 'RESET_REQUIRED' }, outcome: 'PasswordResetRequired' },
  'with a temporary password': { change: { status: 'FORCE_CHANGE_PASSWORD' }, outcome: 'NEW_PASSWORD_REQUIRED' },
}

test('every way to sign in ends behind the same gates: disabled, unconfirmed, to be reset and temporary users get no further on any', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { UsernameAttributes: [] } })
  const { domain, pool, client } = poolhouse
  for (const flow of SIGN_IN_FLOWS) {
    for (const [state, { change, outcome }] of Object.entries(STATES)) {
      const username = `${flow}-${state.replaceAll(' ', '-')}`
      const { proof } = await signUp(domain, { pool, client, wire: 'hosted', username, password: PASSWORD, attributes: { email: `${username}@example.com` } })
      await domain.users.updateUser({ ...(await poolhouse.findUser(username)), ...change })
      const reached = await WAYS[flow](poolhouse, username, proof).then(
        (ended) => (ended.kind === 'challenge' ? ended.challenge : ended.kind),
        ({ code }: { code: string }) => code,
      )
      assert.equal(reached, outcome, `${flow}, ${state}`)
    }
  }
})

test('nothing but completeSignIn says who is signed in', () => {
  const sources = globSync('src/**/*.ts', { cwd: process.cwd(), exclude: (name) => name.endsWith('.test.ts') || name.endsWith('generated') })
  const saying = sources.filter((path) => /kind: 'signed-in',/.test(readFileSync(path, 'utf8')))
  assert.deepEqual(saying, ['src/domain/sign-in/complete-sign-in.ts'])
})
