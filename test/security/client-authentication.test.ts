import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { exchange, getCode, refresh } from '#test/oidc/oidc-steps.ts'
import { openOidc } from '#test/oidc/open-oidc.ts'

test('OA-22 a client that proves itself by its key is not believed for its id alone, at any grant or endpoint', async (t) => {
  const oidc = await openOidc(t)
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' } as never]
  const app = await oidc.addClient({ Poolhouse: { tokenEndpointAuthMethod: 'private_key_jwt', jwks: { keys } } })
  const assertion = (): Promise<string> =>
    new SignJWT({ jti: crypto.randomUUID() }).setProtectedHeader({ alg: 'ES256', kid: 'k' }).setIssuer(app.id).setSubject(app.id).setAudience(oidc.base).setIssuedAt().setExpirationTime('1m').sign(privateKey)
  const proof = async () => ({ client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await assertion() })
  const code = await getCode(oidc, app)
  assert.equal((await exchange(oidc, app, code)).body.error, 'invalid_client')
  const { status, body } = await exchange(oidc, app, code, await proof())
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal((await refresh(oidc, app, body.refresh_token)).body.error, 'invalid_client', 'a stolen refresh token and the public id')
  assert.equal((await refresh(oidc, app, body.refresh_token, await proof())).status, 200)
})
