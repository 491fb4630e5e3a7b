import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes } from '#src/contracts/duration.ts'
import { basic, challengeOf, exchange, getCode, newVerifier, payloadOf, postForm, refresh, requestTokens, userInfo } from './oidc-steps.ts'
import { CALLBACK, openOidc } from './open-oidc.ts'

test('OA-08, OA-10: the verifier must be the one of the challenge, and there must have been one', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const verifier = newVerifier()
  const challenge = challengeOf(verifier)
  for (const wrong of [undefined, '', newVerifier(), 'short', challenge, `${verifier}x`, verifier.slice(1), 'x'.repeat(129)]) {
    const code = await getCode(oidc, app, { code_challenge: challenge, code_challenge_method: 'S256' })
    const answer = await exchange(oidc, app, code, { code_verifier: wrong })
    assert.deepEqual([answer.status, answer.body.error], [400, 'invalid_grant'], String(wrong))
  }
  assert.equal((await exchange(oidc, app, await getCode(oidc, app), { code_verifier: verifier })).body.error, 'invalid_grant')
  const right = await exchange(oidc, app, await getCode(oidc, app, { code_challenge: challenge, code_challenge_method: 'S256' }), { code_verifier: verifier })
  assert.equal(right.status, 200)
})

test('OA-12, OA-13: a code goes to the address and the client it was made for', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ GenerateSecret: true, CallbackURLs: [CALLBACK, `${CALLBACK}2`] })
  const others = [await oidc.addClient({}), await oidc.addClient({ GenerateSecret: true })]
  for (const uri of [undefined, '', `${CALLBACK}2`, `${CALLBACK}/`]) {
    assert.equal((await exchange(oidc, app, await getCode(oidc, app), { redirect_uri: uri })).body.error, 'invalid_grant', String(uri))
  }
  const code = await getCode(oidc, app)
  for (const other of others) assert.equal((await exchange(oidc, other, code)).body.error, 'invalid_grant')
  assert.equal((await exchange(oidc, app, code)).status, 200, 'a foreign try does not use the code up')
})

test('OA-14: a code used twice fails, and ends what the first use brought', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const code = await getCode(oidc, app)
  const first = await exchange(oidc, app, code)
  assert.equal((await userInfo(oidc, first.body.access_token ?? '')).status, 200)
  assert.equal((await exchange(oidc, app, code)).body.error, 'invalid_grant')
  assert.equal((await userInfo(oidc, first.body.access_token ?? '')).status, 401)
  assert.equal((await refresh(oidc, app, first.body.refresh_token)).body.error, 'invalid_grant')
})

test('OA-15: of twelve exchanges of one code over two instances exactly one wins, and none is a server error', async (t) => {
  const oidc = await openOidc(t, { instances: 2 })
  const app = await oidc.addClient({})
  const code = await getCode(oidc, app)
  const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => exchange(oidc, app, code, {}, i % 2)))
  const winners = answers.filter(({ status }) => status === 200)
  assert.equal(winners.length, 1)
  assert.deepEqual([...new Set(answers.filter(({ status }) => status !== 200).map(({ status, body }) => `${status} ${body.error}`))], ['400 invalid_grant'])
  assert.equal((await userInfo(oidc, winners[0]?.body.access_token ?? '')).status, 401, 'the losers ended the winner')
  assert.deepEqual(oidc.logged, [])
})

test('OA-43: a code lives five minutes', async (t) => {
  const oidc = await openOidc(t)
  oidc.clock.hold()
  const app = await oidc.addClient({})
  const [old, young] = [await getCode(oidc, app), await getCode(oidc, app)]
  oidc.clock.advance(minutes(4.9))
  assert.equal((await exchange(oidc, app, young)).status, 200)
  oidc.clock.advance(minutes(0.2))
  assert.equal((await exchange(oidc, app, old)).body.error, 'invalid_grant')
})

test('a code brings nothing for a user who was disabled or signed out everywhere meanwhile', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const user = await oidc.addUser()
  const code = await getCode(oidc, app, {}, { user })
  await oidc.stores.users.updateUser({ ...user, enabled: false })
  assert.equal((await exchange(oidc, app, code)).body.error, 'invalid_grant')
  const later = await getCode(oidc, app)
  oidc.clock.advance(2000)
  await oidc.stores.tokens.revokeUser(oidc.pool.id, oidc.user.id, oidc.clock.now())
  assert.equal((await exchange(oidc, app, later)).body.error, 'invalid_grant')
})

test('OA-22, OA-23: client authentication by header or body, both when they agree, nothing less', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ GenerateSecret: true })
  const open = await oidc.addClient({})
  const secret = app.secrets[0]?.value ?? ''
  const url = `${oidc.base}/oauth2/token`
  const form = async () => ({ grant_type: 'authorization_code', code: await getCode(oidc, app), redirect_uri: CALLBACK })
  assert.equal((await postForm(url, await form(), basic(app.id, secret))).status, 200, 'header')
  assert.equal((await postForm(url, { ...(await form()), client_id: app.id, client_secret: secret })).status, 200, 'body')
  assert.equal((await postForm(url, { ...(await form()), client_id: app.id, client_secret: secret }, basic(app.id, secret))).status, 200, 'both')
  assert.equal((await postForm(url, { ...(await form()), client_id: app.id }, basic(app.id, secret))).status, 200, 'header, and id in the body')
  const good = await form()
  const refused: [string, Record<string, string | undefined>, Record<string, string>, number, string][] = [
    ['no secret', { client_id: app.id }, {}, 400, 'invalid_client'],
    ['empty secret', { client_id: app.id, client_secret: '' }, {}, 400, 'invalid_client'],
    ['wrong secret', { client_id: app.id, client_secret: `${secret}x` }, {}, 400, 'invalid_client'],
    ['wrong in the header', {}, basic(app.id, 'wrong'), 401, 'invalid_client'],
    ['empty in the header', {}, basic(app.id, ''), 401, 'invalid_client'],
    ['header right, body wrong', { client_secret: 'wrong' }, basic(app.id, secret), 401, 'invalid_client'],
    ['header wrong, body right', { client_id: app.id, client_secret: secret }, basic(app.id, 'wrong'), 401, 'invalid_client'],
    ['two ids', { client_id: open.id }, basic(app.id, secret), 400, 'invalid_request'],
    ['malformed header', {}, { authorization: 'Basic !!!' }, 400, 'invalid_request'],
    ['another scheme', {}, { authorization: `Bearer ${secret}` }, 400, 'invalid_request'],
    ['nobody', {}, {}, 400, 'invalid_client'],
    ['unknown', { client_id: 'nobody', client_secret: 'x' }, {}, 400, 'invalid_client'],
    ['a public client with a secret', { client_id: open.id, client_secret: 'x' }, {}, 400, 'invalid_client'],
  ]
  for (const [name, credentials, headers, status, error] of refused) {
    const answer = await postForm(url, { ...good, ...credentials }, headers)
    assert.deepEqual([answer.status, answer.body.error], [status, error], name)
    if (status === 401) assert.match(answer.headers.get('www-authenticate') ?? '', /^Basic /)
  }
  const inQuery = await postForm(`${url}?client_secret=${secret}`, { ...good, client_id: app.id })
  assert.equal(inQuery.body.error, 'invalid_client', 'in the query')
  assert.equal((await postForm(url, good, basic(app.id, secret))).status, 200, 'refused tries used nothing up')
})

test('a client of another pool is unknown here', async (t) => {
  const oidc = await openOidc(t)
  const { createUserPool } = await import('#src/domain/user-pools/create-user-pool.ts')
  const elsewhere = await createUserPool({ ...oidc.stores, clock: oidc.clock, random: (await import('#src/crypto/random.ts')).systemRandom, regions: 'any', createFirstSigningKey: () => Promise.resolve() }, { region: 'us-east-1', request: { PoolName: 'other' } })
  const foreign = await oidc.addClient({ UserPoolId: elsewhere.id, GenerateSecret: true })
  const answer = await requestTokens(oidc, foreign, { grant_type: 'refresh_token', refresh_token: 'x' })
  assert.equal(answer.body.error, 'invalid_client')
})

test('both live secrets of a client work', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({ GenerateSecret: true })
  const { addUserPoolClientSecret } = await import('#src/domain/app-clients/add-user-pool-client-secret.ts')
  await addUserPoolClientSecret({ ...oidc.stores, clock: oidc.clock, random: (await import('#src/crypto/random.ts')).systemRandom }, { UserPoolId: oidc.pool.id, ClientId: app.id })
  const both = (await oidc.stores.appClients.findClient(app.id))?.secrets.map(({ value }) => value) ?? []
  assert.equal(both.length, 2)
  for (const secret of both) {
    const answer = await postForm(`${oidc.base}/oauth2/token`, { grant_type: 'authorization_code', code: await getCode(oidc, app), redirect_uri: CALLBACK }, basic(app.id, secret))
    assert.equal(answer.status, 200)
  }
})

test('OA-24, OA-25: other methods, types, grants and forms are refused as JSON that nobody keeps', async (t) => {
  const oidc = await openOidc(t)
  const app = await oidc.addClient({})
  const url = `${oidc.base}/oauth2/token`
  assert.equal((await fetch(url)).status, 405)
  const json = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"grant_type":"refresh_token"}' })
  assert.deepEqual([json.status, ((await json.json()) as { error: string }).error], [400, 'invalid_request'])
  const code = await getCode(oidc, app)
  const bodies: [string, string][] = [
    [`grant_type=authorization_code&code=${code}&code=${code}&redirect_uri=${CALLBACK}&client_id=${app.id}`, 'invalid_request'],
    [`client_id=${app.id}`, 'invalid_request'],
    [`grant_type=password&username=a&password=b&client_id=${app.id}`, 'unsupported_grant_type'],
    [`grant_type=__proto__&client_id=${app.id}`, 'unsupported_grant_type'],
    [`grant_type=constructor&client_id=${app.id}`, 'unsupported_grant_type'],
    [`grant_type=client_credentials&client_id=${app.id}`, 'unauthorized_client'],
    [`grant_type=refresh_token&refresh_token=%00&client_id=${app.id}`, 'invalid_request'],
    [`grant_type=refresh_token&refresh_token=%ed%a0%80&client_id=${app.id}`, 'invalid_request'],
    [`grant_type=refresh_token&refresh_token=%ff&client_id=${app.id}`, 'invalid_request'],
    [`grant_type=refresh_token&client_id=${app.id}`, 'invalid_request'],
    [`grant_type=authorization_code&client_id=${app.id}`, 'invalid_request'],
    [`grant_type=authorization_code&code=unknown&redirect_uri=${CALLBACK}&client_id=${app.id}`, 'invalid_grant'],
    ['x=1&'.repeat(200), 'invalid_request'],
    [`grant_type=refresh_token&pad=${'x'.repeat(60 * 1024)}`, 'invalid_request'],
  ]
  for (const [body, error] of bodies) {
    const answer = await postForm(url, body)
    assert.deepEqual([answer.status, answer.body.error], [400, error], body.slice(0, 80))
    assert.match(answer.headers.get('cache-control') ?? '', /no-store/)
    assert.doesNotMatch(JSON.stringify(answer.body), /at .*\.(js|ts)/)
  }
  assert.equal((await exchange(oidc, app, code)).status, 200)
  assert.deepEqual(oidc.logged, [])
})

test('OA-44: machine tokens carry custom scopes of the client alone', async (t) => {
  const oidc = await openOidc(t)
  await oidc.stores.resourceServers.createResourceServer({
    poolId: oidc.pool.id, identifier: 'https://api.example.com', name: 'api', scopes: ['read', 'write', 'admin'].map((name) => ({ name, description: name })), createdAt: oidc.clock.now(), updatedAt: oidc.clock.now(),
  })
  const [read, write] = ['https://api.example.com/read', 'https://api.example.com/write'] as const
  const app = await oidc.addClient({ GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: [read, write], CallbackURLs: [] })
  const ask = (scope: string | undefined, more = {}) => requestTokens(oidc, app, { grant_type: 'client_credentials', scope, ...more })
  const all = await ask(undefined)
  assert.deepEqual([all.status, all.body.id_token, all.body.refresh_token, all.body.expires_in, all.body.token_type], [200, undefined, undefined, 3600, 'Bearer'])
  const claims = payloadOf(all.body.access_token)
  assert.deepEqual([claims.sub, claims.client_id, claims.scope, claims.token_use, claims.version, claims.username, claims.iss], [app.id, app.id, `${read} ${write}`, 'access', 2, undefined, oidc.base])
  assert.equal(payloadOf((await ask(write)).body.access_token).scope, write)
  for (const scope of ['openid', 'aws.cognito.signin.user.admin', 'https://api.example.com/admin', 'https://other.example.com/read', `${read} openid`]) {
    assert.equal((await ask(scope)).body.error, 'invalid_scope', scope)
  }
  assert.equal(payloadOf((await ask(read, { resource: 'https://api.example.com/v1' })).body.access_token).aud, 'https://api.example.com/v1')
  assert.equal((await ask(read, { aws_client_metadata: 'not json' })).body.error, 'invalid_request')
  assert.equal((await userInfo(oidc, all.body.access_token ?? '')).status, 401)
})
