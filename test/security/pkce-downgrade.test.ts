import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { answerOf, authorizeUrl, challengeOf, exchange, newVerifier, postForm } from '#test/oidc/oidc-steps.ts'
import { CALLBACK, openOidc } from '#test/oidc/open-oidc.ts'
import { createTestBrowser } from '#test/oidc/test-browser.ts'

test('OA-08 OA-09 a client that must send a challenge must send it in pushed and signed requests too, and plain is nowhere one', async (t) => {
  const oidc = await openOidc(t)
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' } as never]
  const app = await oidc.addClient({ Poolhouse: { pkceRequired: true, jwks: { keys } } })
  const verifier = newVerifier()
  const base = { response_type: 'code', client_id: app.id, redirect_uri: CALLBACK, scope: 'openid', state: 's' }
  const signed = (claims: Record<string, string>) => new SignJWT({ ...base, ...claims }).setProtectedHeader({ alg: 'ES256', kid: 'k' }).setIssuer(app.id).setAudience(oidc.base).setIssuedAt().setExpirationTime('1m').sign(privateKey)
  const weak: Record<string, string>[] = [{}, { code_challenge: verifier, code_challenge_method: 'plain' }, { code_challenge: challengeOf(verifier) }, { code_challenge: challengeOf(verifier), code_challenge_method: 'S512' }]
  for (const claims of weak) {
    const outer = { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' }
    const ways: Record<string, () => Promise<string | null>> = {
      plain: async () => (await createTestBrowser().get(authorizeUrl(oidc, app, claims))).location,
      signed: async () => (await createTestBrowser().get(authorizeUrl(oidc, app, { ...outer, request: await signed(claims) }))).location,
      pushed: async () => pushed(claims),
      'signed and pushed': async () => pushed({ ...outer, request: await signed(claims) }),
    }
    const pushed = async (change: Record<string, string>): Promise<string | null> => {
      const { body } = await postForm(`${oidc.base}/oauth2/par`, { ...base, ...change }) as { body: { request_uri?: string } }
      if (body.request_uri === undefined) return 'error=invalid_request'
      return (await createTestBrowser().get(`${oidc.base}/oauth2/authorize?${new URLSearchParams({ client_id: app.id, request_uri: body.request_uri })}`)).location
    }
    for (const [way, ask] of Object.entries(ways)) assert.match((await ask()) ?? '', /error=invalid_request/, `${way} ${JSON.stringify(claims)}`)
  }
  const browser = createTestBrowser()
  const asked = await browser.get(authorizeUrl(oidc, app, { request: await signed({ code_challenge: challengeOf(verifier), code_challenge_method: 'S256' }) }))
  const code = answerOf(await browser.get(await oidc.signIn(browser, asked.location ?? ''))).get('code') ?? ''
  assert.equal((await exchange(oidc, app, code)).body.error, 'invalid_grant')
  assert.equal((await exchange(oidc, app, code, { code_verifier: verifier })).status, 200)
})
