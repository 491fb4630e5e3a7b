import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { minutes } from '#src/contracts/duration.ts'
import { makePool, makeUser, PASSWORD, signIn } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { createSrpClient } from '#test/users/srp-client.ts'

/** A warm installation with somebody who has signed in before. */
async function openWarm(t: TestContext, engine: 'embedded' | 'postgresql', client: Parameters<typeof makePool>[2] = {}) {
  const api = await openAwsApi(t, { engine })
  const made = await makePool(api, {}, { PreventUserExistenceErrors: 'ENABLED', ...client })
  await makeUser(api, made.pool, 'ada')
  return { ...api, ...made, tokens: await signIn(api, made.client, 'ada') }
}

/** The least of a few attempts counts: what runs by the clock comes on top now and then. */
async function statementsOf({ opened }: Pick<Awaited<ReturnType<typeof openWarm>>, 'opened'>, work: () => Promise<unknown>): Promise<number> {
  const counts: number[] = []
  for (let attempt = 0; attempt < 8; attempt++) {
    const before = opened.statements()
    await work()
    counts.push(opened.statements() - before)
  }
  return Math.min(...counts)
}

for (const engine of ['embedded', 'postgresql'] as const) {
  test(`a sign-in by password takes 2 statements, by SRP 5 (${engine})`, async (t) => {
    const warm = await openWarm(t, engine)
    const { sdk, client, pool } = warm
    assert.equal(await statementsOf(warm, () => signIn(warm, client, 'ada')), 2)
    assert.equal(await statementsOf(warm, async () => {
      const srp = createSrpClient()
      const { Session, ChallengeParameters = {} } = await sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: 'ada', SRP_A: srp.srpA } })
      await sdk.respondToAuthChallenge({ ClientId: client.id, ChallengeName: 'PASSWORD_VERIFIER', Session, ChallengeResponses: srp.answer(ChallengeParameters, pool.id, PASSWORD) })
    }), 5)
  })

  test(`a wrong password and an unknown user take the same one statement, and so do both by SRP (${engine})`, async (t) => {
    const warm = await openWarm(t, engine)
    const { sdk, client, pool } = warm
    // Late enough that no attempt meets the lock of those before.
    const wrong = (USERNAME: string) => statementsOf(warm, () => (warm.clock.advance(minutes(20)), refusalOf(sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD: 'Wrong-Horse-9' } }))))
    assert.deepEqual([await wrong('ada'), await wrong('nobody')], [1, 1])
    const wrongProof = (USERNAME: string) => statementsOf(warm, async () => {
      warm.clock.advance(minutes(20))
      const srp = createSrpClient()
      const { Session, ChallengeParameters = {} } = await sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME, SRP_A: srp.srpA } })
      await refusalOf(sdk.respondToAuthChallenge({ ClientId: client.id, ChallengeName: 'PASSWORD_VERIFIER', Session, ChallengeResponses: srp.answer(ChallengeParameters, pool.id, 'Wrong-Horse-9') }))
    })
    assert.deepEqual([await wrongProof('ada'), await wrongProof('nobody')], [4, 4])
  })

  test(`a refresh takes one statement, with rotation two, a revocation two (${engine})`, async (t) => {
    const plain = await openWarm(t, engine)
    const refresh = () => plain.sdk.initiateAuth({ ClientId: plain.client.id, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: plain.tokens.refresh } })
    assert.equal(await statementsOf(plain, refresh), 1)
    const rotating = await openWarm(t, engine, { RefreshTokenRotation: { Feature: 'ENABLED' }, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] })
    let RefreshToken = rotating.tokens.refresh
    assert.equal(await statementsOf(rotating, async () => {
      const { AuthenticationResult } = await rotating.sdk.getTokensFromRefreshToken({ ClientId: rotating.client.id, RefreshToken })
      RefreshToken = AuthenticationResult?.RefreshToken ?? assert.fail()
    }), 2)
    const tokens = [plain.tokens]
    while (tokens.length < 8) tokens.push(await signIn(plain, plain.client, 'ada'))
    assert.ok(await statementsOf(plain, () => plain.sdk.revokeToken({ ClientId: plain.client.id, Token: tokens.pop()?.refresh })) <= 3)
  })
}
