import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose'
import * as client from 'openid-client'
import { answerOf, authorizeUrl, basic, exchange, getCode, logIn, payloadOf, postForm, refresh, requestTokens, userInfo } from './oidc-steps.ts'
import { CALLBACK, openOidc } from './open-oidc.ts'
import type { OpenOidc } from './open-oidc.ts'
import { createTestBrowser } from './test-browser.ts'

const push = (oidc: OpenOidc, app: { id: string; secrets: { value: string }[] }, form: Record<string, string>) =>
  postForm(`${oidc.base}/oauth2/par`, form, basic(app.id, app.secrets[0]?.value ?? '')) as Promise<{ status: number; body: { request_uri?: string; error?: string } }>

test('PAR: a pushed request works once, for its own client, and within a minute', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ GenerateSecret: true, Poolhouse: { requirePushedAuthorizationRequests: true } })
  const other = await oidc.addClient({ GenerateSecret: true })
  const request = { response_type: 'code', client_id: app.id, redirect_uri: CALLBACK, scope: 'openid', state: 'pushed' }
  assert.equal(answerOf(await createTestBrowser().get(authorizeUrl(oidc, app))).get('error'), 'invalid_request', 'it must be pushed')
  const pushed = await push(oidc, app, request)
  assert.equal(pushed.status, 201)
  const uri = pushed.body.request_uri ?? ''
  const url = (clientId: string, requestUri = uri) => `${oidc.base}/oauth2/authorize?${new URLSearchParams({ client_id: clientId, request_uri: requestUri })}`
  assert.doesNotMatch((await createTestBrowser().get(url(other.id))).location ?? '', /\/login/)
  const browser = createTestBrowser()
  const asked = await browser.get(url(app.id))
  const answered = await browser.get(await oidc.signIn(browser, asked.location ?? ''))
  const code = answerOf(answered).get('code') ?? ''
  assert.deepEqual([answerOf(answered).get('state'), (await exchange(oidc, app, code)).status], ['pushed', 200])
  assert.doesNotMatch((await browser.get(url(app.id))).location ?? '', /code=/, 'used twice')
  const second = await push(oidc, app, request)
  const racers = await Promise.all([1, 2, 3].map(() => createTestBrowser(browser).get(url(app.id, second.body.request_uri))))
  assert.ok(racers.filter(({ location }) => location?.includes('code=')).length <= 1, 'used at once')
  const third = await push(oidc, app, request)
  oidc.clock.advance(61_000)
  assert.doesNotMatch((await browser.get(url(app.id, third.body.request_uri))).location ?? '', /code=/, 'expired')
  assert.equal((await push(oidc, app, { ...request, redirect_uri: 'https://evil.example/' })).body.error, 'invalid_request')
  assert.equal((await push(oidc, app, { ...request, scope: 'openid admin' })).body.error, 'invalid_scope')
  assert.equal((await push(oidc, app, { ...request, response_type: 'token' })).body.error, 'unauthorized_client')
  assert.equal((await postForm(`${oidc.base}/oauth2/par`, { ...request, client_id: app.id })).body.error, 'invalid_client')
})

test('OA-33: request_uri that is not ours is refused and never fetched', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  let fetched = 0
  oidc.instances[0]?.server.on('request', (req) => { if (req.url === '/trap') fetched++ })
  for (const uri of [`${oidc.instances[0]?.url}/trap`, 'http://169.254.169.254/latest/meta-data', 'file:///etc/passwd', 'urn:ietf:params:oauth:request_uri:unknown', 'urn:ietf:params:oauth:request_uri:']) {
    const visit = await createTestBrowser().get(`${oidc.base}/oauth2/authorize?${new URLSearchParams({ client_id: app.id, request_uri: uri, redirect_uri: CALLBACK, response_type: 'code' })}`)
    assert.doesNotMatch(visit.location ?? '', /login|code=/, uri)
  }
  assert.equal(fetched, 0)
})

test('JAR: a request object signed by the client counts, and Cognito\'s rules hold inside it', async (t) => {
  const oidc = await openOidc(t)
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256', use: 'sig' }
  const app = await oidc.addClient({ Poolhouse: { jwks: { keys: [jwk as never] }, requestObjectSigningAlg: 'ES256' } })
  const stranger = await generateKeyPair('ES256')
  const signed = (claims: Record<string, unknown>, key = privateKey) =>
    new SignJWT({ response_type: 'code', client_id: app.id, redirect_uri: CALLBACK, scope: 'openid', state: 'inside', ...claims }).setProtectedHeader({ alg: 'ES256', kid: 'k' }).setIssuer(app.id).setAudience(oidc.base).setExpirationTime('1m').setIssuedAt().sign(key)
  const url = (request: string) => `${oidc.base}/oauth2/authorize?${new URLSearchParams({ client_id: app.id, request, redirect_uri: CALLBACK, response_type: 'code', scope: 'openid', state: 'outside' })}`
  const browser = createTestBrowser()
  const asked = await browser.get(url(await signed({})))
  const answered = await browser.get(await oidc.signIn(browser, asked.location ?? ''))
  assert.equal(answerOf(answered).get('state'), 'inside')
  const more = answerOf(await browser.get(url(await signed({ scope: 'openid admin' })))).get('code') ?? ''
  assert.equal(payloadOf((await exchange(oidc, app, more)).body.access_token).scope, 'openid', 'a scope that nobody has is dropped')
  assert.doesNotMatch((await browser.get(url(await signed({ redirect_uri: 'https://evil.example/' })))).location ?? '', /evil\.example|code=/)
  for (const forged of [await signed({}, stranger.privateKey), `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await signed({})).split('.')[1]}.`]) {
    assert.doesNotMatch((await browser.get(url(forged))).location ?? '', /code=|login/)
  }
})

test('private_key_jwt authenticates a client, each assertion once', async (t) => {
  const oidc = await openOidc(t)
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const app = await oidc.addClient({ GenerateSecret: true, Poolhouse: { tokenEndpointAuthMethod: 'private_key_jwt', jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' } as never] } } })
  const assertion = await new SignJWT({ jti: crypto.randomUUID() }).setProtectedHeader({ alg: 'ES256', kid: 'k' }).setIssuer(app.id).setSubject(app.id).setAudience(oidc.base).setExpirationTime('1m').setIssuedAt().sign(privateKey)
  const ask = async () => postForm(`${oidc.base}/oauth2/token`, {
    grant_type: 'authorization_code', code: await getCode(oidc, app), redirect_uri: CALLBACK, client_id: app.id,
    client_assertion: assertion, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  })
  const first = await ask()
  assert.equal(first.status, 200, JSON.stringify(first.body))
  assert.notEqual((await ask()).status, 200, 'the same assertion again')
  assert.equal((await exchange(oidc, app, await getCode(oidc, app))).body.error, 'invalid_client', 'the secret is not enough')
})

test('DPoP: tokens are bound to the key, at every endpoint', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ Poolhouse: { dpopBoundAccessTokens: true } })
  const config = await client.discovery(new URL(oidc.base), app.id, undefined, client.None(), { execute: [client.allowInsecureRequests] })
  const handle = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'))
  const back = new URL(`${CALLBACK}?${new URLSearchParams({ code: await getCode(oidc, app), state: 's', iss: oidc.base })}`)
  const tokens = await client.authorizationCodeGrant(config, back, { expectedState: 's' }, undefined, { DPoP: handle })
  assert.equal(tokens.token_type, 'dpop')
  assert.ok((payloadOf(tokens.access_token).cnf as { jkt: string }).jkt)
  const info = await client.fetchUserInfo(config, tokens.access_token, oidc.user.id, { DPoP: handle })
  assert.equal(info.sub, oidc.user.id)
  assert.equal((await userInfo(oidc, tokens.access_token)).status, 401, 'as a bearer token')
  const fresh = await client.refreshTokenGrant(config, tokens.refresh_token ?? '', undefined, { DPoP: handle })
  assert.deepEqual(payloadOf(fresh.access_token).cnf, payloadOf(tokens.access_token).cnf)
  const thief = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'))
  await assert.rejects(client.refreshTokenGrant(config, tokens.refresh_token ?? '', undefined, { DPoP: thief }), { error: 'invalid_grant' })
  await assert.rejects(client.fetchUserInfo(config, tokens.access_token, oidc.user.id, { DPoP: thief }))
  assert.equal((await refresh(oidc, app, tokens.refresh_token)).body.error, 'invalid_grant', 'without a proof')
  assert.equal((await exchange(oidc, app, await getCode(oidc, app))).body.error, 'invalid_grant', 'a code without a proof')
})

test('DPoP: a proof is good for one user info request', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = await exportJWK(publicKey)
  const proof = (htu: string, htm: string, ath?: string) => new SignJWT({ htu, htm, jti: crypto.randomUUID(), ...(ath !== undefined && { ath }) }).setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk }).setIssuedAt().sign(privateKey)
  const { body } = await requestTokens(oidc, app, { grant_type: 'authorization_code', code: await getCode(oidc, app), redirect_uri: CALLBACK }, { dpop: await proof(`${oidc.base}/oauth2/token`, 'POST') })
  const token = body.access_token ?? ''
  assert.deepEqual(payloadOf(token).cnf, { jkt: await calculateJwkThumbprint(jwk) })
  const { createHash } = await import('node:crypto')
  const ath = createHash('sha256').update(token).digest('base64url')
  const url = `${oidc.base}/oauth2/userInfo`
  const ask = (dpop: string) => userInfo(oidc, null, { authorization: `DPoP ${token}`, dpop })
  const good = await proof(url, 'GET', ath)
  assert.equal((await ask(good)).status, 200)
  for (const bad of [good, await proof(url, 'POST', ath), await proof(`${oidc.base}/other`, 'GET', ath), await proof(url, 'GET'), await proof(url, 'GET', 'x'), 'junk']) assert.equal((await ask(bad)).status, 401)
})

test('introspection is for confidential clients that have it', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ GenerateSecret: true, Poolhouse: { introspection: true } })
  const [without, open] = [await oidc.addClient({ GenerateSecret: true }), await oidc.addClient({ Poolhouse: { introspection: true } })]
  const tokens = await logIn(oidc, app)
  const ask = (token: string, by = app) => postForm(`${oidc.base}/oauth2/introspect`, { token, client_id: by.id, client_secret: by.secrets[0]?.value }) as Promise<{ status: number; body: Record<string, unknown> }>
  const { body } = await ask(tokens.access_token)
  assert.deepEqual([body.active, body.sub, body.username, body.client_id, body.scope], [true, oidc.user.id, oidc.user.username, app.id, 'openid'])
  assert.equal((await ask(tokens.refresh_token)).body.active, true)
  const foreign = await logIn(oidc, without)
  for (const token of ['junk', tokens.id_token ?? '', foreign.refresh_token]) assert.deepEqual((await ask(token)).body, { active: false })
  assert.equal((await ask(tokens.access_token, without)).body.error, 'unauthorized_client')
  assert.equal((await ask(tokens.access_token, open)).body.error, 'invalid_client')
  await postForm(`${oidc.base}/oauth2/revoke`, { token: tokens.refresh_token, client_id: app.id, client_secret: app.secrets[0]?.value })
  assert.deepEqual([(await ask(tokens.access_token)).body, (await ask(tokens.refresh_token)).body], [{ active: false }, { active: false }])
})

test('the device flow: the code is typed on another screen, agreed to, and exchanged once', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ Poolhouse: { deviceFlow: true } })
  const without = await oidc.addClient({})
  const grant = 'urn:ietf:params:oauth:grant-type:device_code'
  assert.equal((await postForm(`${oidc.base}/oauth2/device_authorization`, { client_id: without.id })).status, 400)
  const started = (await postForm(`${oidc.base}/oauth2/device_authorization`, { client_id: app.id, scope: 'openid email' })).body as { device_code: string; user_code: string; verification_uri: string }
  assert.equal(started.verification_uri, `${oidc.base}/device`)
  const poll = () => requestTokens(oidc, app, { grant_type: grant, device_code: started.device_code })
  assert.equal((await poll()).body.error, 'authorization_pending')
  const browser = createTestBrowser()
  const pageIn = ({ text }: { text: string }) => JSON.parse(text) as { page: string; step: string; xsrf: string; code: string; clientName: string }
  const entry = await browser.get(started.verification_uri)
  const typed = await browser.post(started.verification_uri, { xsrf: pageIn(entry).xsrf, user_code: started.user_code })
  assert.deepEqual([pageIn(typed).step, pageIn(typed).code, pageIn(typed).clientName], ['confirm', started.user_code, app.name])
  const agreed = await browser.post(started.verification_uri, { xsrf: pageIn(typed).xsrf, user_code: started.user_code, confirm: 'yes' })
  assert.match(agreed.location ?? '', /\/login\?uid=/, agreed.text)
  const done = await browser.get(await oidc.signIn(browser, agreed.location ?? ''))
  assert.equal(pageIn(done).step, 'connected', `${done.status} ${done.location}`)
  const tokens = await poll()
  assert.equal(tokens.status, 200, JSON.stringify(tokens.body))
  assert.deepEqual([payloadOf(tokens.body.id_token).sub, payloadOf(tokens.body.access_token).scope], [oidc.user.id, 'openid email'])
  assert.equal((await poll()).body.error, 'invalid_grant')
  assert.equal((await userInfo(oidc, tokens.body.access_token ?? '')).status, 401, 'exchanged twice: all of it is dead')
})

test('a load balancer signs in: no PKCE, no nonce, credentials in both places, user info as JSON', async (t) => {
  const oidc = await openOidc(t)
  const callback = 'https://alb.example.com/oauth2/idpresponse'
  const app = await oidc.addClient({ GenerateSecret: true, CallbackURLs: [callback] })
  const secret = app.secrets[0]?.value ?? ''
  const code = await getCode(oidc, app, { redirect_uri: callback, state: 'AbC+/==', scope: 'openid' })
  const { status, body } = await postForm(`${oidc.base}/oauth2/token`, { grant_type: 'authorization_code', code, redirect_uri: callback, client_id: app.id, client_secret: secret }, basic(app.id, secret))
  assert.equal(status, 200)
  assert.deepEqual([payloadOf(body.id_token).iss, payloadOf(body.id_token).aud], [oidc.base, app.id])
  assert.equal((await userInfo(oidc, body.access_token ?? '')).body.sub, payloadOf(body.id_token).sub)
  assert.equal((await refresh(oidc, app, body.refresh_token)).status, 200)
})

test('resource binding: the audience is the resource, also after a refresh', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const resource = 'https://api.example.com/v1'
  const tokens = await logIn(oidc, app, { resource, scope: 'openid email' })
  assert.deepEqual([payloadOf(tokens.access_token).aud, payloadOf(tokens.access_token).scope], [resource, 'openid email'])
  assert.equal(payloadOf((await refresh(oidc, app, tokens.refresh_token)).body.access_token).aud, resource)
  assert.match((await createTestBrowser().get(authorizeUrl(oidc, app, { resource: 'relative' }))).location ?? '', /error=invalid_target/)
})
