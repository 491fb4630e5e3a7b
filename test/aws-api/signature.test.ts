import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { OPERATIONS } from '#src/aws-api/operation-table.ts'
import { createSigningKeyReader, signatureOf } from '#src/aws-api/signature/signing-key.ts'
import { createAccessKey } from '#src/domain/access-keys/create-access-key.ts'
import { createSdk, openAwsApi, postRaw, refusalOf, type AwsApi } from './open-aws-api.ts'
import { type Signable, signedHeaders, presignedQuery } from './sign-request.ts'

/** About a pool that is not there: whoever is told so was believed. */
const OPERATION = 'AdminGetUser'
const BODY = JSON.stringify({ UserPoolId: 'us-east-1_000000000', Username: 'ada' })
const BELIEVED = 'ResourceNotFoundException'

/** A server that checks signatures, with a live key pair. */
async function openVerifying(t: TestContext): Promise<{ api: AwsApi; key: { id: string; secret: string } }> {
  const api = await openAwsApi(t, { variables: { SIGV4: 'verify', REGIONS: 'us-east-1,eu-west-1' } })
  return { api, key: await createAccessKey({ ...api.domain, accessKeys: api.stores.accessKeys }, { description: null }) }
}

const signable = (api: AwsApi, key: { id: string; secret: string }): Signable => ({
  url: api.url, operation: OPERATION, body: BODY, key, region: 'us-east-1', service: 'cognito-idp', at: api.clock.now(),
})

const send = async (api: AwsApi, headers: Record<string, string>, body = BODY, operation = OPERATION) => {
  const answer = await postRaw(api.url, operation, body, headers)
  return String(answer.json.__type)
}

test('AW-01 operators\' operations unsigned: missing authentication token, and nothing is done', async (t) => {
  const { api } = await openVerifying(t)
  const operations = [...OPERATIONS.values()].filter(({ authorization }) => authorization === 'iam')
  assert.ok(operations.length > 2)
  for (const { name: operation } of operations) {
    const answer = await fetch(`${api.url}/`, {
      method: 'POST', body: '{}', headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` },
    })
    assert.deepEqual([answer.status, answer.headers.get('x-amzn-errortype')], [400, 'MissingAuthenticationTokenException:'], operation)
  }
})

test('the AWS SDK signs with a stored key, whose last use is noted', async (t) => {
  const { api, key } = await openVerifying(t)
  const sdk = createSdk(api.url, { accessKeyId: key.id, secretAccessKey: key.secret })
  t.after(() => sdk.destroy())
  assert.equal((await refusalOf(sdk.adminGetUser({ UserPoolId: 'us-east-1_000000000', Username: 'ada' }))).name, BELIEVED)
  const { keys } = await api.stores.accessKeys.listAccessKeys({ after: null, limit: 10 })
  assert.ok(keys.find(({ id }) => id === key.id)?.lastUsedAt)
})

test('a request signed by hand is believed in its header and in its address', async (t) => {
  const { api, key } = await openVerifying(t)
  const request = signable(api, key)
  assert.equal(await send(api, signedHeaders(request)), BELIEVED)
  const answer = await fetch(`${api.url}/?${presignedQuery({ ...request, expires: 60 })}`, {
    method: 'POST', body: BODY, headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSCognitoIdentityProviderService.${OPERATION}` },
  })
  assert.equal(answer.headers.get('x-amzn-errortype'), `${BELIEVED}:`)
})

test('a presigned request is refused once its seconds are over', async (t) => {
  const { api, key } = await openVerifying(t)
  const query = presignedQuery({ ...signable(api, key), expires: 60 })
  api.clock.advance(61_000)
  const answer = await fetch(`${api.url}/?${query}`, { method: 'POST', body: BODY, headers: { 'x-amz-target': `AWSCognitoIdentityProviderService.${OPERATION}` } })
  assert.equal(answer.headers.get('x-amzn-errortype'), 'InvalidSignatureException:')
})

test('AW-02 wrong secret, key, region, service, time, digest of the body, unsigned host or date: refused', async (t) => {
  const { api, key } = await openVerifying(t)
  const right = signable(api, key)
  const minutes = (count: number) => new Date(right.at.getTime() + count * 60_000)
  const cases: [string, Record<string, string>, string][] = [
    ['secret', signedHeaders({ ...right, key: { ...key, secret: `${key.secret}x` } }), 'InvalidSignatureException'],
    ['key', signedHeaders({ ...right, key: { ...key, id: 'PHAKUNKNOWN000000000' } }), 'UnrecognizedClientException'],
    ['region', signedHeaders({ ...right, region: 'ap-south-1' }), 'InvalidSignatureException'],
    ['service', signedHeaders({ ...right, service: 'iam' }), 'InvalidSignatureException'],
    ['late', signedHeaders({ ...right, at: minutes(-20) }), 'InvalidSignatureException'],
    ['early', signedHeaders({ ...right, at: minutes(20) }), 'InvalidSignatureException'],
    ['host', signedHeaders(right, ['x-amz-date', 'x-amz-target']), 'InvalidSignatureException'],
    ['date', signedHeaders(right, ['host', 'x-amz-target']), 'InvalidSignatureException'],
    ['payload', { ...signedHeaders(right), 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }, 'InvalidSignatureException'],
    ['session token', { ...signedHeaders(right), 'x-amz-security-token': 'token' }, 'UnrecognizedClientException'],
  ]
  for (const [name, headers, expected] of cases) assert.equal(await send(api, headers), expected, name)
})

test('AW-03 body, target or signature changed, target unsigned, malformed headers: refused', async (t) => {
  const { api, key } = await openVerifying(t)
  const right = signedHeaders(signable(api, key))
  const authorization = right.authorization ?? ''
  assert.equal(await send(api, right, BODY.replace('ada', 'eve')), 'InvalidSignatureException')
  assert.equal(await send(api, right, BODY, 'ListGroups'), 'InvalidSignatureException')
  assert.equal(await send(api, signedHeaders(signable(api, key), ['host', 'x-amz-date'])), 'InvalidSignatureException')
  const flipped = authorization.endsWith('0') ? `${authorization.slice(0, -1)}1` : `${authorization.slice(0, -1)}0`
  assert.equal(await send(api, { ...right, authorization: flipped }), 'InvalidSignatureException')
  const malformed = [
    'AWS4-HMAC-SHA256', 'Bearer token', authorization.replace('Credential=', 'Cred='), authorization.replace(/Signature=.*/, 'Signature=xyz'),
    authorization.replace('/aws4_request', ''), `${authorization}, Signature=${'0'.repeat(64)}`, authorization.replace(/SignedHeaders=[^,]*/, 'SignedHeaders='),
  ]
  for (const header of malformed) assert.equal(await send(api, { ...right, authorization: header }), 'IncompleteSignatureException', header)
})

test('AW-23 a revoked key is refused at once, and no list shows a secret', async (t) => {
  const { api, key } = await openVerifying(t)
  assert.equal(await send(api, signedHeaders(signable(api, key))), BELIEVED)
  await api.stores.accessKeys.revokeAccessKey(key.id, api.clock.now())
  assert.equal(await send(api, signedHeaders(signable(api, key))), 'UnrecognizedClientException')
  const { keys } = await api.stores.accessKeys.listAccessKeys({ after: null, limit: 10 })
  assert.ok(!JSON.stringify(keys).includes(key.secret))
})

test('keys and signatures are those of the scheme\'s published example', () => {
  const scope = { date: '20150830', region: 'us-east-1', service: 'iam' }
  const key = createSigningKeyReader()('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', scope)
  assert.equal(key.export().toString('hex'), 'c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9')
  const digest = 'f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59'
  assert.equal(signatureOf(key, { ...scope, time: '20150830T123600Z' }, digest), '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7')
})
