import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { CognitoJwtVerifier, JwtVerifier } from 'aws-jwt-verify'
import type { Jwks } from 'aws-jwt-verify/jwk'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import { browserFor, issuerOf, logIn, type TokenSet } from '#test/drive/application.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'

async function open(t: TestContext, pool: UserPoolSettingsInput = {}): Promise<{ poolhouse: Poolhouse; tokens: TokenSet; jwks: Jwks }> {
  const poolhouse = await openPoolhouse(t, { pool })
  await poolhouse.addUser('ann@example.com')
  const tokens = await logIn(browserFor(poolhouse.application), poolhouse.application, { username: 'ann@example.com', password: PASSWORD })
  const answer = await fetch(`${issuerOf(poolhouse.application)}/.well-known/jwks.json`)
  return { poolhouse, tokens, jwks: (await answer.json()) as Jwks }
}

test('the generic verifier of aws-jwt-verify believes tokens of this issuer, and of no other', async (t) => {
  const { poolhouse: { application }, tokens, jwks } = await open(t)
  const verifier = JwtVerifier.create({ issuer: issuerOf(application), audience: application.clientId, jwksUri: `${issuerOf(application)}/.well-known/jwks.json` })
  // It fetches keys over https only: they are handed to it.
  verifier.cacheJwks(jwks)
  const id = await verifier.verify(tokens.id_token)
  assert.deepEqual([id['token_use'], id['email']], ['id', 'ann@example.com'])
  const access = await verifier.verify(tokens.access_token, { audience: null })
  assert.deepEqual([access['token_use'], access['client_id'], access.aud], ['access', application.clientId, undefined])
  const stranger = JwtVerifier.create({ issuer: 'https://other.example.com', audience: null, jwksUri: 'https://other.example.com/jwks' })
  stranger.cacheJwks(jwks)
  await assert.rejects(stranger.verify(tokens.id_token))
})

test('code that insists on Cognito\'s own issuer runs unchanged once the pool is given that issuer', async (t) => {
  const region = 'us-east-1'
  const name = `${region}_Unchanged1`
  const { poolhouse: { application, pool }, tokens, jwks } = await open(t, {
    UserPoolTags: { _custom_id_: name }, Poolhouse: { issuer: `https://cognito-idp.${region}.amazonaws.com/${name}` },
  })
  assert.equal(pool.id, name)
  const verify = (token: string, tokenUse: 'id' | 'access', clientId = application.clientId): Promise<{ token_use: string }> => {
    const verifier = CognitoJwtVerifier.create({ userPoolId: pool.id, clientId, tokenUse })
    // Its keys would come from Amazon.
    verifier.cacheJwks(jwks)
    return verifier.verify(token)
  }
  assert.equal((await verify(tokens.id_token, 'id')).token_use, 'id')
  assert.equal((await verify(tokens.access_token, 'access')).token_use, 'access')
  await assert.rejects(verify(tokens.access_token, 'id'), /Token use/)
  await assert.rejects(verify(tokens.id_token, 'access'), /Token use/)
  await assert.rejects(verify(tokens.access_token, 'access', 'another'), /client/i)
})
