import assert from 'node:assert/strict'
import { request as httpRequest } from 'node:http'
import { test } from 'node:test'
import { openAwsApi, postRaw, type AwsApi } from './open-aws-api.ts'

const typeOf = ({ json }: { json: Record<string, unknown> }) => json.__type

test('AW-18 every answer is JSON 1.1 with a request id, and an error names itself in body and header', async (t) => {
  const api = await openAwsApi(t)
  const answer = await api.post('AdminGetUser', { UserPoolId: 'us-east-1_000000000', Username: 'ada' })
  assert.equal(answer.status, 400)
  assert.deepEqual(answer.json, { __type: 'ResourceNotFoundException', message: 'User pool us-east-1_000000000 does not exist.' })
  assert.equal(answer.headers.get('content-type'), 'application/x-amz-json-1.1')
  assert.equal(answer.headers.get('x-amzn-errortype'), 'ResourceNotFoundException:')
  assert.match(answer.headers.get('x-amzn-requestid') ?? '', /^[0-9a-f-]{36}$/)
})

test('AW-04 bodies that are no JSON object, and targets that name no operation', async (t) => {
  const api = await openAwsApi(t)
  const bodies = [
    '{', '}', '[]', '"text"', '1', 'null', 'true', '{"a":}', '{"a":1,}', "{'a':1}", '{"a":1}{"b":2}', '\u0000', `{"a":${'['.repeat(40)}${']'.repeat(40)}}`, '{"a":NaN}',
  ]
  for (const body of bodies) assert.deepEqual([typeOf(await api.post('GetUser', body)), body], ['SerializationException', body])
  const broken = await sendBytes(api, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))
  assert.match(broken, /SerializationException/)
  for (const operation of ['', 'getUser', 'GetUser.', '__proto__', 'constructor', 'toString', '../GetUser']) {
    assert.deepEqual([typeOf(await api.post(operation, {})), operation], ['UnknownOperationException', operation])
  }
})

test('AW-07 a body beyond a megabyte, and one that is compressed, are refused before they are read', async (t) => {
  const api = await openAwsApi(t)
  const large = await fetch(`${api.url}/`, { method: 'POST', body: 'x'.repeat(2_000_000), headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.GetUser' } })
  assert.equal(large.status, 413)
  assert.equal((await api.post('GetUser', {}, { 'content-encoding': 'gzip' })).status, 415)
})

test('AW-19 browsers of every origin may call, without credentials', async (t) => {
  const api = await openAwsApi(t)
  const preflight = await fetch(`${api.url}/`, {
    method: 'OPTIONS', headers: { origin: 'https://app.example.com', 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-amz-target,cache-control' },
  })
  assert.equal(preflight.status, 200)
  assert.equal(preflight.headers.get('access-control-allow-origin'), '*')
  assert.equal(preflight.headers.get('access-control-allow-credentials'), null)
  for (const name of ['content-type', 'x-amz-target', 'x-amz-user-agent', 'cache-control', 'amz-sdk-request']) {
    assert.ok(preflight.headers.get('access-control-allow-headers')?.includes(name), name)
  }
  const answer = await api.post('GetUser', {}, { origin: 'https://app.example.com' })
  assert.equal(answer.headers.get('access-control-allow-origin'), '*')
  assert.match(answer.headers.get('access-control-expose-headers') ?? '', /x-amzn-ErrorType/)
})

test('AW-21 no other spelling of the path reaches the API', async (t) => {
  const api = await openAwsApi(t)
  for (const path of ['//', '/./', '/%2e/', '/;x', '/index', '/?x=1']) {
    const answer = await rawPath(api, path)
    if (path === '/?x=1') assert.match(answer, /InvalidParameterException|SerializationException|NotAuthorized/)
    else assert.match(answer, /^(40[045]|421) /, path)
  }
})

test('a category that is used up answers TooManyRequestsException, and is full again a second later', async (t) => {
  const api = await openAwsApi(t, { variables: { RATE_LIMITS: 'UserRead=3' } })
  api.clock.hold()
  const ask = async () => typeOf(await postRaw(api.url, 'GetUser', { AccessToken: 'a.b.c' }))
  const answers = await Promise.all(Array.from({ length: 8 }, ask))
  assert.equal(answers.filter((type) => type === 'NotAuthorizedException').length, 3)
  assert.equal(answers.filter((type) => type === 'TooManyRequestsException').length, 5)
  api.clock.advance(1000)
  assert.equal(await ask(), 'NotAuthorizedException')
})

const sendBytes = (api: AwsApi, body: Buffer): Promise<string> => sendTo(api, '/', body)
const rawPath = (api: AwsApi, path: string): Promise<string> => sendTo(api, path, Buffer.from('{}'))

/** A request whose path and body no client library has touched. */
function sendTo(api: AwsApi, path: string, body: Buffer): Promise<string> {
  const { hostname, port } = new URL(api.url)
  return new Promise((resolve, reject) => {
    const headers = { 'x-amz-target': 'AWSCognitoIdentityProviderService.GetUser', 'content-length': body.length }
    const sent = httpRequest({ hostname, port, path, method: 'POST', headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => { text += chunk }).on('end', () => resolve(`${answer.statusCode} ${text}`))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
