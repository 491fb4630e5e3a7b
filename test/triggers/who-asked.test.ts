import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { createSdk, postRaw } from '#test/aws-api/open-aws-api.ts'
import { beginAuthorize, browserFor, CALLBACK, signInHosted } from '#test/drive/application.ts'
import { codeOf, pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { until } from '#test/reliability/until.ts'
import { arnOf, registerText } from './register-functions.ts'

const KMSKeyID = 'arn:aws:kms:us-east-1:000000000000:key/5e4d'
const ADA = 'ada@example.com'
const NOBODYS_SDK = 'aws-sdk-unknown-unknown'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A pool whose functions pass everything on, and Ada in it. */
async function open(t: TestContext): Promise<Poolhouse> {
  const poolhouse = await openPoolhouse(t, {
    variables: { CODE_KEYS: `${KMSKeyID}=aes:${Buffer.alloc(32, 7).toString('base64')}` },
    pool: {
      LambdaConfig: { PreAuthentication: arnOf('pass'), PreTokenGenerationConfig: { LambdaArn: arnOf('pass'), LambdaVersion: 'V3_0' }, CustomEmailSender: { LambdaArn: arnOf('pass'), LambdaVersion: 'V1_0' }, KMSKeyID },
    },
  })
  await registerText(poolhouse, 'pass', 'exports.handler = async (event) => event')
  await poolhouse.addUser(ADA)
  return poolhouse
}

type Logged = { source: string; requestId: string | null; sdk: string }

/** The log of calls since the last question, the oldest first, once there are as many as that. */
function reader({ stores, pool }: Poolhouse): (count: number) => Promise<Logged[]> {
  let seen = 0
  return async (count) => {
    const read = async () => {
      await stores.triggerInvocations.flush()
      return (await stores.triggerInvocations.listInvocations({ poolId: pool.id }, 100)).toReversed().slice(seen)
    }
    await until(`${count} calls are in the log`, async () => (await read()).length >= count)
    const fresh = await read()
    seen += fresh.length
    return fresh.map(({ source, requestId, event }) => ({ source, requestId, sdk: (event['callerContext'] as { awsSdkVersion: string }).awsSdkVersion }))
  }
}

async function askForTokens({ url, pool }: Poolhouse, form: Record<string, string>, headers: Record<string, string> = {}) {
  const answer = await fetch(`${url}/${pool.id}/oauth2/token`, { method: 'POST', headers, body: new URLSearchParams(form) })
  const tokens = (await answer.json()) as { refresh_token?: string }
  assert.equal(answer.status, 200, JSON.stringify(tokens))
  return { tokens, requestId: answer.headers.get('x-amzn-requestid') }
}

test('the token endpoint, and answers of the authorization endpoint, name their request in the log of calls, and no SDK', async (t) => {
  const poolhouse = await open(t)
  const { application, client, domain, stores, pool, clock } = poolhouse
  const logged = reader(poolhouse)
  const code = codeOf(await signInHosted(browserFor(application), application, { username: ADA, password: PASSWORD }))
  const [signedIn] = await logged(1)
  assert.deepEqual([signedIn?.source, signedIn?.sdk], ['PreAuthentication_Authentication', NOBODYS_SDK])
  assert.match(signedIn?.requestId ?? '', UUID)

  // Whoever says that it is an SDK is none here.
  const pretending = { 'user-agent': 'aws-sdk-js/3.1.0', 'x-amz-user-agent': 'aws-sdk-js/3.1.0' }
  const first = await askForTokens(poolhouse, { grant_type: 'authorization_code', client_id: client.id, redirect_uri: CALLBACK, code }, pretending)
  const again = await askForTokens(poolhouse, { grant_type: 'refresh_token', client_id: client.id, refresh_token: first.tokens.refresh_token ?? '' }, pretending)
  await stores.resourceServers.createResourceServer({ poolId: pool.id, identifier: 'orders', name: 'Orders', scopes: [{ name: 'read', description: 'Read' }], createdAt: clock.now(), updatedAt: clock.now() })
  const machine = await createUserPoolClient(domain, {
    UserPoolId: pool.id, ClientName: 'machine', GenerateSecret: true, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: ['orders/read'],
  })
  const machines = await askForTokens(poolhouse, { grant_type: 'client_credentials', client_id: machine.id, client_secret: machine.secrets[0]?.value ?? '' })
  assert.deepEqual(await logged(3), [
    { source: 'TokenGeneration_HostedAuth', requestId: first.requestId, sdk: NOBODYS_SDK },
    { source: 'TokenGeneration_RefreshTokens', requestId: again.requestId, sdk: NOBODYS_SDK },
    { source: 'TokenGeneration_ClientCredentials', requestId: machines.requestId, sdk: NOBODYS_SDK },
  ])

  const implicit = await createUserPoolClient(domain, {
    UserPoolId: pool.id, ClientName: 'old app', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['implicit'], AllowedOAuthScopes: ['openid'], CallbackURLs: [CALLBACK],
  })
  const browser = browserFor(application)
  const page = pageOf(await beginAuthorize(browser, { ...application, clientId: implicit.id }, { response_type: 'token', scope: 'openid' }), 'sign-in')
  const stop = await browser.submit(page, 'sign-in', { username: ADA, password: PASSWORD })
  assert.match(stop.kind === 'application' ? stop.location.hash : stop.kind, /access_token=/)
  const [authenticated, issued] = await logged(2)
  assert.deepEqual([issued?.source, issued?.sdk], ['TokenGeneration_HostedAuth', NOBODYS_SDK])
  assert.match(issued?.requestId ?? '', UUID)
  assert.notEqual(issued?.requestId, authenticated?.requestId)
})

test('functions are told which SDK asks, of whichever it names itself by, and so are those that send messages later', async (t) => {
  const poolhouse = await open(t)
  const { url, client } = poolhouse
  const logged = reader(poolhouse)
  const sdk = createSdk(url)
  t.after(() => sdk.destroy())
  const { $metadata } = await sdk.forgotPassword({ ClientId: client.id, Username: ADA })
  const [sent] = await logged(1)
  assert.deepEqual([sent?.source, sent?.requestId], ['CustomEmailSender_ForgotPassword', $metadata.requestId])
  assert.match(sent?.sdk ?? '', /^aws-sdk-js-3\.\d+\.\d+$/)

  const signIn = (headers: Record<string, string>) => postRaw(url, 'InitiateAuth', { ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: ADA, PASSWORD } }, headers)
  for (const [headers, expected] of [
    [{ 'user-agent': 'aws-sdk-java/2.31.6 Linux/6.1 Java/21' }, 'aws-sdk-java-2.31.6'],
    [{ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)', 'x-amz-user-agent': 'aws-sdk-js/3.940.0 ua/2.1 os/Linux lang/js' }, 'aws-sdk-js-3.940.0'],
    [{ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)', 'x-amz-user-agent': 'aws-amplify/6.15.0 auth/4 framework/1' }, NOBODYS_SDK],
    [{ 'user-agent': 'Boto3/1.40.0 md/Botocore#1.40.0 lang/python#3.12' }, NOBODYS_SDK],
    [{ 'user-agent': `aws-sdk-js/3.${'1'.repeat(500)}` }, NOBODYS_SDK],
    [{ 'user-agent': 'aws-sdk-js/<script>' }, NOBODYS_SDK],
  ] as const) {
    const { status, headers: answered } = await signIn(headers)
    assert.equal(status, 200)
    const requestId = answered.get('x-amzn-requestid')
    assert.deepEqual(await logged(2), ['PreAuthentication_Authentication', 'TokenGeneration_Authentication'].map((source) => ({ source, requestId, sdk: expected })))
  }
})
