import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'

const CERTIFICATE = { CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/6f2c0f8e' }

async function openPools(...args: Parameters<typeof openAwsApi>) {
  const api = await openAwsApi(...args)
  const newPool = async () => (await api.sdk.createUserPool({ PoolName: 'people' })).UserPool?.Id ?? ''
  return { ...api, UserPoolId: await newPool(), other: await newPool() }
}

test('CreateUserPoolDomain: a prefix and a custom domain; the custom one says where its DNS record points to', async (t) => {
  const { sdk, post, UserPoolId } = await openPools(t)
  assert.deepEqual((await post('CreateUserPoolDomain', { UserPoolId, Domain: 'shop' })).json, { ManagedLoginVersion: 1 })
  const custom = await post('CreateUserPoolDomain', { UserPoolId, Domain: 'auth.example.com', ManagedLoginVersion: 2, CustomDomainConfig: CERTIFICATE })
  assert.deepEqual(custom.json, { ManagedLoginVersion: 2, CloudFrontDomain: 'localhost' })
  const { UserPool } = await sdk.describeUserPool({ UserPoolId })
  assert.deepEqual([UserPool?.Domain, UserPool?.CustomDomain], ['shop', 'auth.example.com'])
})

test('CreateUserPoolDomain: pages answer at the new domain at once', async (t) => {
  const { sdk, url, UserPoolId } = await openPools(t)
  await sdk.createUserPoolDomain({ UserPoolId, Domain: 'shop' })
  const { authorization_endpoint: endpoint } = (await (await fetch(`${url}/${UserPoolId}/.well-known/openid-configuration`)).json()) as { authorization_endpoint: string }
  assert.match(endpoint, /^http:\/\/shop\.auth\.localhost:\d+\/oauth2\/authorize$/)
})

test('CreateUserPoolDomain: a name once, one of each kind, and no reserved or malformed one', async (t) => {
  const { sdk, UserPoolId, other } = await openPools(t)
  await sdk.createUserPoolDomain({ UserPoolId, Domain: 'shop' })
  const of = (Domain: string, pool = other, more = {}) => refusalOf(sdk.createUserPoolDomain({ UserPoolId: pool, Domain, ...more }))
  assert.deepEqual(await of('shop'), { name: 'InvalidParameterException', message: 'Domain already associated with another user pool.', status: 400 })
  assert.equal((await of('shop2', UserPoolId)).message, 'User pool already has a domain configured.')
  assert.equal((await of('my-aws')).message, 'Domain cannot contain reserved word: aws')
  for (const Domain of ['Shop', '-shop', 'shop-', 'sh_op', 'x'.repeat(64)]) assert.match((await of(Domain)).message, /^1 validation error detected: Value at 'domain' failed/)
  assert.match((await of('shop3', other, { Routing: { Failover: { SecondaryRegion: 'eu-west-1', PrimaryRoute53HealthCheckId: 'abc' } } })).message, /needs a replica/)
  assert.equal((await of('shop3', 'us-east-1_000000000')).name, 'ResourceNotFoundException')
})

test('CreateUserPoolDomain: of two pools that want one name at once, one gets it', async (t) => {
  const { sdk, UserPoolId, other } = await openPools(t)
  const results = await Promise.allSettled([UserPoolId, other].map((pool) => sdk.createUserPoolDomain({ UserPoolId: pool, Domain: 'race' })))
  assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  for (const result of results) if (result.status === 'rejected') assert.equal((result.reason as Error).name, 'InvalidParameterException')
})

test('DescribeUserPoolDomain: shows a domain; an unknown one is empty, and no error', async (t) => {
  const { post, sdk, UserPoolId } = await openPools(t)
  await sdk.createUserPoolDomain({ UserPoolId, Domain: 'auth.example.com', CustomDomainConfig: CERTIFICATE })
  await sdk.createUserPoolDomain({ UserPoolId, Domain: 'shop' })
  const common = { UserPoolId, AWSAccountId: '000000000000', CloudFrontDistribution: 'localhost', Status: 'ACTIVE', ManagedLoginVersion: 1 }
  assert.deepEqual((await post('DescribeUserPoolDomain', { Domain: 'auth.example.com' })).json, { DomainDescription: { ...common, Domain: 'auth.example.com', CustomDomainConfig: CERTIFICATE } })
  assert.deepEqual((await post('DescribeUserPoolDomain', { Domain: 'shop' })).json, { DomainDescription: { ...common, Domain: 'shop', CustomDomainConfig: {} } })
  assert.deepEqual((await post('DescribeUserPoolDomain', { Domain: 'nobody' })).json, { DomainDescription: {} })
})

test('UpdateUserPoolDomain: changes look and certificate of its own pool’s domain', async (t) => {
  const { post, sdk, UserPoolId, other } = await openPools(t)
  await sdk.createUserPoolDomain({ UserPoolId, Domain: 'shop' })
  assert.deepEqual((await post('UpdateUserPoolDomain', { UserPoolId, Domain: 'shop', ManagedLoginVersion: 2 })).json, { ManagedLoginVersion: 2 })
  assert.equal((await sdk.describeUserPoolDomain({ Domain: 'shop' })).DomainDescription?.ManagedLoginVersion, 2)
  assert.deepEqual(await refusalOf(sdk.updateUserPoolDomain({ UserPoolId: other, Domain: 'shop', ManagedLoginVersion: 1 })), {
    name: 'InvalidParameterException', message: 'No such domain or user pool exists.', status: 400,
  })
})

test('DeleteUserPoolDomain: frees the name, for its own pool only', async (t) => {
  const { post, sdk, UserPoolId, other } = await openPools(t)
  await sdk.createUserPoolDomain({ UserPoolId, Domain: 'shop' })
  assert.equal((await refusalOf(sdk.deleteUserPoolDomain({ UserPoolId: other, Domain: 'shop' }))).message, 'No such domain or user pool exists.')
  const gone = await post('DeleteUserPoolDomain', { UserPoolId, Domain: 'shop' })
  assert.deepEqual([gone.status, gone.text], [200, '{}'])
  await sdk.createUserPoolDomain({ UserPoolId: other, Domain: 'shop' })
})
