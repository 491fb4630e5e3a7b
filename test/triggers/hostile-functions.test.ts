import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { refusalOf } from '#test/aws-api/open-aws-api.ts'
import { browserFor, exchangeCode, signInHosted, signUpHosted } from '#test/drive/application.ts'
import { codeOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { PASSWORD } from '#test/drive/open-poolhouse.ts'
import { AMPLE_MS, handlerText, type HostileStage, json, openHostileStage } from './hostile-stage.ts'
import { arnOf, registerBehaviour, registerText, type RunnerKind, RUNNERS } from './register-functions.ts'
import type { Behaviour } from './serve-functions.ts'

const TEN_MEGABYTES = 10 * 1024 * 1024

/** Milliseconds of an attempt that is not answered: a file has to be loaded first. */
const patience = (kind: RunnerKind): number => (kind === 'module' ? 4000 : 500)

type Hostile = { what: string; code: string; message: RegExp; mostCalls: number; isSilent?: boolean; text: string | null; behaviour: Behaviour | null }

const UNREADABLE = { code: 'InvalidLambdaResponseException', message: /^Unrecognizable lambda output$/, mostCalls: 1 }
const UNANSWERED = { code: 'UnexpectedLambdaException', message: /^PreSignUp (?:failed|invocation failed)/, mostCalls: 3 }
const deep = `{"response":${'['.repeat(5000)}${']'.repeat(5000)}}`

/** What a function may do to whoever calls it; null where its runner leaves no room for it. */
const HOSTILE: readonly Hostile[] = [
  {
    what: 'throws', code: 'UserLambdaValidationException', message: /^PreSignUp failed with error No entry\.$/, mostCalls: 1,
    text: handlerText('throw new Error("No entry")'), behaviour: (response) => json(response, { errorMessage: 'No entry', errorType: 'Error' }, 400),
  },
  { what: 'TR-03 never answers', isSilent: true, ...UNANSWERED, text: handlerText('return new Promise(() => setInterval(() => {}, 1000))'), behaviour: () => undefined },
  { what: 'TR-03 works for ever', isSilent: true, ...UNANSWERED, text: handlerText('for (;;);'), behaviour: null },
  { what: 'TR-03 is killed in the middle of a call', ...UNANSWERED, text: handlerText('process.exit(1)'), behaviour: (response) => void response.writeHead(200, { 'content-length': '1000' }).write('{"resp', () => void response.destroy()) },
  { what: 'TR-04 answers garbage', ...UNREADABLE, text: handlerText('return "garbage"'), behaviour: (response) => json(response, '<html>') },
  { what: 'TR-04 answers nothing', ...UNREADABLE, text: handlerText(''), behaviour: (response) => json(response, '') },
  { what: 'TR-04 answers ten megabytes', ...UNREADABLE, text: handlerText(`return { response: { filler: "x".repeat(${TEN_MEGABYTES}) } }`), behaviour: (response) => json(response, { response: { filler: 'x'.repeat(TEN_MEGABYTES) } }) },
  { what: 'TR-04 answers what reaches a prototype', ...UNREADABLE, text: handlerText('return JSON.parse(\'{"response":{"__proto__":{"autoConfirmUser":true}}}\')'), behaviour: (response) => json(response, '{"response":{"__proto__":{"autoConfirmUser":true}}}') },
  { what: 'TR-04 answers thousands of levels', ...UNREADABLE, text: handlerText(`return JSON.parse(${JSON.stringify(deep)})`), behaviour: (response) => json(response, deep) },
  { what: 'TR-04 answers another event', ...UNREADABLE, text: handlerText('return { ...event, triggerSource: "PostConfirmation_ConfirmSignUp" }'), behaviour: (response, event) => json(response, { ...event, triggerSource: 'PostConfirmation_ConfirmSignUp' }) },
  { what: 'TR-04 answers in the wrong form', ...UNREADABLE, text: handlerText('return { ...event, response: { autoConfirmUser: "yes" } }'), behaviour: (response, event) => json(response, { ...event, response: { autoConfirmUser: 'yes' } }) },
]

async function register(t: TestContext, poolhouse: HostileStage, kind: RunnerKind, name: string, { text: file, behaviour }: Pick<Hostile, 'text' | 'behaviour'>): Promise<(() => Promise<number>) | null> {
  if (kind === 'module') return file === null ? null : (await registerText(poolhouse, name, file)).calls
  if (behaviour === null) return null
  // Lambda answers 200 for errors of functions, and names them in a header.
  const spoken: Behaviour = kind === 'lambda' && name === 'hostile-0' ? (response) => json(response, { errorMessage: 'No entry', errorType: 'Error' }, 200, { 'x-amz-function-error': 'Unhandled' }) : behaviour
  const { events } = await registerBehaviour(t, poolhouse, kind, name, spoken)
  return async () => (await events()).length
}

for (const kind of RUNNERS) {
  test(`a function that goes wrong stores nobody, sends nothing and is called no oftener than it may, by ${kind}`, async (t) => {
    const poolhouse = await openHostileStage(t)
    const { sdk, pool, application, name, signUp, signIn, addUser, development, limits } = poolhouse
    await addUser('ada@example.com')
    const refusesSignUp = async (n: number, hostile: Hostile, calls: () => Promise<number>) => {
      const email = `eve${n}@example.com`
      limits.timeoutMs = hostile.isSilent === true ? patience(kind) : AMPLE_MS
      await name({ PreSignUp: arnOf(`hostile-${n}`) })
      const refusal = await refusalOf(signUp(email))
      assert.equal(refusal.name, hostile.code, `${hostile.what}: ${refusal.message}`)
      assert.match(refusal.message, hostile.message, hostile.what)
      const counted = await calls()
      assert.ok(counted >= 1 && counted <= hostile.mostCalls, `${hostile.what}: ${counted} calls`)
      assert.equal((await refusalOf(sdk.adminGetUser({ UserPoolId: pool.id, Username: email }))).name, 'UserNotFoundException', hostile.what)
      assert.equal(await development?.inbox.latest({ to: email }, { waitMs: 0, signal: AbortSignal.timeout(1000) }), null, hostile.what)
    }
    for (const [n, hostile] of HOSTILE.entries()) {
      const calls = await register(t, poolhouse, kind, `hostile-${n}`, hostile)
      if (calls !== null) await t.test(`${hostile.what}, by ${kind}`, () => refusesSignUp(n, hostile, calls))
    }
    limits.timeoutMs = AMPLE_MS
    await name({ PreSignUp: arnOf('hostile-0') })
    const shown = await signUpHosted(browserFor(application), application, { email: 'eve@example.com', password: PASSWORD })
    assert.match(JSON.stringify(shown), /No entry/, 'a person is told')
    await name({ PreAuthentication: arnOf('hostile-0') })
    for (let time = 0; time < 12; time++) assert.equal((await refusalOf(signIn('ada@example.com'))).name, 'UserLambdaValidationException')
    await name({})
    // What a function stopped before anything was compared locks nobody out.
    assert.ok((await signIn('ada@example.com')).AuthenticationResult?.AccessToken)
  })

  test(`TR-03 a function that does not answer lets nobody in: not by migration, not at the token endpoint, not on pages, by ${kind}`, async (t) => {
    const poolhouse = await openHostileStage(t, { limits: { timeoutMs: patience(kind) / 2 } })
    const { sdk, pool, application, name, signIn, addUser } = poolhouse
    await addUser('ada@example.com')
    await register(t, poolhouse, kind, 'silent', { text: handlerText('return new Promise(() => setInterval(() => {}, 1000))'), behaviour: () => undefined })
    await name({ UserMigration: arnOf('silent') })
    assert.equal((await refusalOf(signIn('old@example.com', 'Old-Horse-1887'))).name, 'UnexpectedLambdaException')
    assert.equal((await refusalOf(sdk.adminGetUser({ UserPoolId: pool.id, Username: 'old@example.com' }))).name, 'UserNotFoundException')
    await name({ PreTokenGeneration: arnOf('silent') })
    const { status, body } = await exchangeCode(application, codeOf(await signInHosted(browserFor(application), application, { username: 'ada@example.com', password: PASSWORD })))
    assert.deepEqual([status >= 400, body.access_token, body.id_token], [true, undefined, undefined])
    await name({ PreAuthentication: arnOf('silent') })
    const stop = await signInHosted(browserFor(application), application, { username: 'ada@example.com', password: PASSWORD })
    assert.equal(stop.kind === 'application', false)
    assert.notEqual(summaryOf(stop), 'wrong_credentials')
    await name({})
    assert.ok((await signIn('ada@example.com')).AuthenticationResult?.AccessToken)
  })

  test(`TR-05 claims that are the pool's own stay as they are, by ${kind}`, async (t) => {
    const poolhouse = await openHostileStage(t)
    const { pool, client, application, name, addUser } = poolhouse
    const { id } = await addUser('ada@example.com')
    const claims = { sub: 'x', iss: 'x', aud: 'x', exp: 1, iat: 1, token_use: 'x', 'cognito:username': 'x', 'cognito:groups': 'x', jti: 'x', origin_jti: 'x', auth_time: 1, client_id: 'x', username: 'x', own: 'kept' }
    const details = { idTokenGeneration: { claimsToAddOrOverride: claims, claimsToSuppress: ['sub', 'iss', 'exp', 'token_use'] }, accessTokenGeneration: { claimsToAddOrOverride: claims, claimsToSuppress: ['sub', 'client_id', 'exp'], scopesToAdd: ['aws.cognito.signin.user.admin'] } }
    const answer = { response: { claimsAndScopeOverrideDetails: details } }
    await register(t, poolhouse, kind, 'claims', { text: handlerText(`return ${JSON.stringify(answer)}`), behaviour: (response) => json(response, answer) })
    await name({ PreTokenGenerationConfig: { LambdaArn: arnOf('claims'), LambdaVersion: 'V2_0' } })
    const { body } = await exchangeCode(application, codeOf(await signInHosted(browserFor(application), application, { username: 'ada@example.com', password: PASSWORD })))
    const [idToken, accessToken] = [body.id_token, body.access_token].map((token = '') => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>)
    const iss = `${application.publicUrl}/${pool.id}`
    assert.deepEqual([idToken?.['sub'], idToken?.['iss'], idToken?.['aud'], idToken?.['token_use'], idToken?.['cognito:username'], idToken?.['own']], [id, iss, client.id, 'id', id, 'kept'])
    assert.deepEqual([accessToken?.['sub'], accessToken?.['iss'], accessToken?.['client_id'], accessToken?.['token_use'], accessToken?.['username'], accessToken?.['own']], [id, iss, client.id, 'access', id, 'kept'])
    for (const token of [idToken, accessToken]) {
      assert.ok(Number(token?.['exp']) > Number(token?.['iat']) && Number(token?.['iat']) > 1)
      assert.notEqual(token?.['jti'], 'x')
      assert.equal(token?.['cognito:groups'], undefined)
    }
  })
}

for (const kind of ['webhook', 'lambda'] as const) {
  test(`TR-02 a redirect to an inner address is not followed, and not tried again, by ${kind}`, async (t) => {
    let visited = 0
    const inner = createServer((_request, response) => (visited++, void response.end('{}')))
    await new Promise<void>((resolve) => inner.listen(0, '127.0.0.1', resolve))
    t.after(() => void inner.close())
    const poolhouse = await openHostileStage(t)
    for (const status of [301, 302, 307, 308]) {
      const { events } = await registerBehaviour(t, poolhouse, kind, `moved-${status}`, (response) => json(response, '', status, { location: `http://127.0.0.1:${(inner.address() as AddressInfo).port}/latest/meta-data` }))
      await poolhouse.name({ PreSignUp: arnOf(`moved-${status}`) })
      assert.equal((await refusalOf(poolhouse.signUp('eve@example.com'))).name, 'UnexpectedLambdaException')
      assert.deepEqual([(await events()).length, visited], [1, 0])
    }
  })

  test(`TR-01 an address of a private network that nobody allowed is refused at the call too, by ${kind}`, async (t) => {
    const poolhouse = await openHostileStage(t, { allow: [] })
    const { events } = await registerBehaviour(t, poolhouse, kind, 'inner', (response, event) => json(response, event))
    await poolhouse.name({ PreSignUp: arnOf('inner') })
    assert.deepEqual(await refusalOf(poolhouse.signUp('eve@example.com')).then(({ name, message }) => [name, message]), ['UnexpectedLambdaException', 'PreSignUp invocation failed due to error ServiceException.'])
    assert.equal((await events()).length, 0)
  })
}

test('TR-08 a function that hangs is asked by a few at a time, turns others away at once, and no other pool waits for it', async (t) => {
  const poolhouse = await openHostileStage(t, { limits: { timeoutMs: AMPLE_MS, patienceMs: AMPLE_MS, concurrency: 3, maxQueue: 2 } })
  const { sdk, client, name, signUp } = poolhouse
  const held: (() => void)[] = []
  const { promise: full, resolve: isFull } = Promise.withResolvers<void>()
  const { events } = await registerBehaviour(t, poolhouse, 'webhook', 'slow', (response, event) => {
    held.push(() => json(response, event))
    if (held.length === 3) isFull()
  })
  await name({ PreSignUp: arnOf('slow') })
  const { UserPool } = await sdk.createUserPool({ PoolName: 'others', AutoVerifiedAttributes: ['email'] })
  const { UserPoolClient } = await sdk.createUserPoolClient({ UserPoolId: UserPool?.Id ?? '', ClientName: 'app', ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] })
  const waiting = Array.from({ length: 12 }, (_, n) => signUp(`eve${n}@example.com`).then(() => 'stored', (error: Error) => error.name))
  await full
  await sdk.signUp({ ClientId: UserPoolClient?.ClientId ?? '', Username: 'bob', Password: PASSWORD, UserAttributes: [{ Name: 'email', Value: 'bob@example.com' }] })
  assert.equal((await events()).length, 3, `others of ${client.id} wait or were turned away`)
  const first = await Promise.race(waiting)
  assert.equal(first, 'UnexpectedLambdaException')
  await name({})
  while (held.length > 0) {
    held.splice(0).forEach((answer) => answer())
    await Promise.race([full, new Promise((resolve) => setImmediate(resolve))])
  }
  const drained = setInterval(() => held.splice(0).forEach((answer) => answer()), 10)
  const ends = await Promise.all(waiting)
  clearInterval(drained)
  assert.deepEqual([ends.filter((end) => end === 'stored').length, ends.filter((end) => end === 'UnexpectedLambdaException').length], [5, 7])
})

test('TR-07 passwords, codes and tokens that functions are sent, or answer, are in no log', async (t) => {
  const poolhouse = await openHostileStage(t)
  const { name, signIn, stores, pool, logLines } = poolhouse
  await registerText(poolhouse, 'migrate', handlerText(`console.log("got", JSON.stringify(event)); if (event.request.password !== "Old-Horse-1887") throw new Error("not " + event.request.password)
    return { response: { userAttributes: { email: event.userName, email_verified: "true" }, finalUserStatus: "CONFIRMED" } }`))
  await name({ UserMigration: arnOf('migrate') })
  await refusalOf(signIn('old@example.com', 'Wrong-Horse-1886'))
  assert.ok((await signIn('old@example.com', 'Old-Horse-1887')).AuthenticationResult)
  await stores.triggerInvocations.flush()
  const written = await stores.triggerInvocations.listInvocations({ poolId: pool.id }, 10)
  assert.deepEqual(written.map(({ outcome }) => outcome).toSorted(), ['answered', 'threw'])
  const all = JSON.stringify(written) + logLines.join('\n')
  assert.match(all, /not \[redacted\]/)
  for (const secret of ['Old-Horse-1887', 'Wrong-Horse-1886']) assert.ok(!all.includes(secret))
})
