import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CreateUserPoolClientCommandInput } from '@aws-sdk/client-cognito-identity-provider'
import { type AwsApi, openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'

type ClientInput = Omit<CreateUserPoolClientCommandInput, 'UserPoolId' | 'ClientName'>

const NOBODY = 'us-east-1_000000000'
const OAUTH: ClientInput = {
  AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid', 'email'], CallbackURLs: ['https://app.example.com/callback', 'myapp://callback'],
  LogoutURLs: ['https://app.example.com/'], DefaultRedirectURI: 'myapp://callback',
}

async function openPool(...args: Parameters<typeof openAwsApi>) {
  const api = await openAwsApi(...args)
  const newPool = async () => (await api.sdk.createUserPool({ PoolName: 'people', Schema: [{ Name: 'team', AttributeDataType: 'String' }] })).UserPool?.Id ?? ''
  const UserPoolId = await newPool()
  return { ...api, newPool, UserPoolId, addClient: clientMaker(api, UserPoolId) }
}

const clientMaker = ({ sdk }: Pick<AwsApi, 'sdk'>, UserPoolId: string) => async (settings: ClientInput & { ClientName?: string } = {}) => {
  const { UserPoolClient } = await sdk.createUserPoolClient({ UserPoolId, ClientName: 'app', ...settings })
  if (UserPoolClient?.ClientId === undefined) throw new Error('No client.')
  return { ...UserPoolClient, ClientId: UserPoolClient.ClientId }
}

test('CreateUserPoolClient: a name alone makes a public client with every documented default', async (t) => {
  const { addClient, UserPoolId } = await openPool(t)
  const { ClientId, CreationDate, LastModifiedDate, ...described } = await addClient()
  assert.match(ClientId, /^[0-9a-z]{26}$/)
  assert.ok(CreationDate instanceof Date)
  assert.deepEqual(LastModifiedDate, CreationDate)
  assert.deepEqual(described, {
    UserPoolId, ClientName: 'app', RefreshTokenValidity: 30, TokenValidityUnits: {}, ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'],
    SupportedIdentityProviders: ['COGNITO'], AllowedOAuthFlowsUserPoolClient: false, PreventUserExistenceErrors: 'LEGACY', EnableTokenRevocation: true,
    EnablePropagateAdditionalUserContextData: false, AuthSessionValidity: 3, ClientType: 'REGULAR',
  })
})

test('CreateUserPoolClient: keeps every parameter as given', async (t) => {
  const { addClient, sdk, UserPoolId } = await openPool(t)
  const settings: ClientInput = {
    ...OAUTH, RefreshTokenValidity: 90, AccessTokenValidity: 10, IdTokenValidity: 3600, TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'seconds', RefreshToken: 'days' },
    ReadAttributes: ['email', 'custom:team'], WriteAttributes: ['email'], ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH'], SupportedIdentityProviders: ['COGNITO'],
    AnalyticsConfiguration: { ApplicationId: 'abc123', RoleArn: 'arn:aws:iam::123456789012:role/app', ExternalId: 'x', UserDataShared: true },
    PreventUserExistenceErrors: 'ENABLED', EnableTokenRevocation: false, EnablePropagateAdditionalUserContextData: true, AuthSessionValidity: 15,
    RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 30 },
  }
  const ClientSecret = 'chosen0secret0of0thirty0characters'
  const { ClientId, CreationDate, LastModifiedDate, ...made } = await addClient({ ...settings, ClientSecret })
  assert.deepEqual(made, { UserPoolId, ClientName: 'app', ClientSecret, ClientType: 'REGULAR', ...settings })
  const { UserPoolClient } = await sdk.describeUserPoolClient({ UserPoolId, ClientId })
  assert.deepEqual(UserPoolClient, { ...made, ClientId, CreationDate, LastModifiedDate })
})

test('CreateUserPoolClient: a secret is made when asked for, and an id is fixed by the name, once', async (t) => {
  const { addClient, sdk, newPool } = await openPool(t)
  assert.match((await addClient({ GenerateSecret: true })).ClientSecret ?? '', /^[0-9a-z]{51}$/)
  assert.equal((await addClient({ GenerateSecret: false })).ClientSecret, undefined)
  const { ClientId, ClientName } = await addClient({ ClientName: '_custom_id_:myclient' })
  assert.deepEqual([ClientId, ClientName], ['myclient', '_custom_id_:myclient'])
  // Unsigned requests name the client alone: an id is taken in all pools.
  assert.deepEqual(await refusalOf(sdk.createUserPoolClient({ UserPoolId: await newPool(), ClientName: '_custom_id_:myclient' })), {
    name: 'InvalidParameterException', message: 'User pool client myclient already exists.', status: 400,
  })
})

const REFUSED: readonly [string, ClientInput, string, RegExp][] = [
  ['two secrets', { GenerateSecret: true, ClientSecret: 'x'.repeat(30) }, 'InvalidParameterException', /GenerateSecret and ClientSecret/],
  ['a short secret', { ClientSecret: 'x'.repeat(23) }, 'InvalidParameterException', /'clientSecret' failed.*length greater than or equal to 24/],
  ['legacy flows beside new ones', { ExplicitAuthFlows: ['USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH'] }, 'InvalidParameterException', /cannot mix/],
  ['client_credentials beside code', { ...OAUTH, GenerateSecret: true, AllowedOAuthFlows: ['code', 'client_credentials'] }, 'InvalidOAuthFlowException', /along with code flow or implicit flow/],
  ['client_credentials of a public client', { ...OAUTH, AllowedOAuthFlows: ['client_credentials'] }, 'InvalidOAuthFlowException', /does not have a client secret/],
  ['a scope of no server', { ...OAUTH, AllowedOAuthScopes: ['orders/read'] }, 'ScopeDoesNotExistException', /orders\/read/],
  ['a callback without TLS', { ...OAUTH, CallbackURLs: ['http://app.example.com/'] }, 'InvalidParameterException', /cannot use the HTTP protocol/],
  ['a callback with a fragment', { ...OAUTH, CallbackURLs: ['https://app.example.com/#x'] }, 'InvalidParameterException', /fragment/],
  ['a default that is no callback', { ...OAUTH, DefaultRedirectURI: 'https://app.example.com/other' }, 'InvalidParameterException', /must be one of the CallbackURLs/],
  ['101 callbacks', { CallbackURLs: Array.from({ length: 101 }, (_, n) => `https://app.example.com/${n}`) }, 'InvalidParameterException', /'callbackURLs' failed.*length less than or equal to 100/],
  ['an access token of four minutes', { AccessTokenValidity: 4, TokenValidityUnits: { AccessToken: 'minutes' } }, 'InvalidParameterException', /Invalid range for token validity/],
  ['a refresh token of fifty minutes', { RefreshTokenValidity: 50, TokenValidityUnits: { RefreshToken: 'minutes' } }, 'InvalidParameterException', /Invalid range for token validity/],
  ['an unknown attribute to read', { ReadAttributes: ['custom:nothing'] }, 'InvalidParameterException', /Invalid read attributes/],
  ['sub to write', { WriteAttributes: ['sub'] }, 'InvalidParameterException', /Invalid write attributes/],
  ['an unknown provider', { SupportedIdentityProviders: ['Nobody'] }, 'InvalidParameterException', /The provider Nobody does not exist/],
  ['context data without a secret', { EnablePropagateAdditionalUserContextData: true }, 'InvalidParameterException', /with a secret/],
  ['a session of sixteen minutes', { AuthSessionValidity: 16 }, 'InvalidParameterException', /'authSessionValidity' failed.*value less than or equal to 15/],
  ['rotation beside the old refresh flow', { RefreshTokenRotation: { Feature: 'ENABLED' }, ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] }, 'InvalidParameterException', /rotation is enabled/],
]

test('CreateUserPoolClient: refuses what contradicts itself', async (t) => {
  const { addClient, sdk } = await openPool(t)
  for (const [what, settings, name, message] of REFUSED) {
    const refused = await refusalOf(addClient(settings))
    assert.deepEqual([refused.name, refused.status], [name, 400], what)
    assert.match(refused.message, message, what)
  }
  assert.equal((await refusalOf(sdk.createUserPoolClient({ UserPoolId: NOBODY, ClientName: 'app' }))).message, `User pool ${NOBODY} does not exist.`)
})

test('DescribeUserPoolClient: AW-09 a client of another pool is not found', async (t) => {
  const { addClient, sdk, newPool, UserPoolId } = await openPool(t)
  const { ClientId } = await addClient()
  const refused = await refusalOf(sdk.describeUserPoolClient({ UserPoolId: await newPool(), ClientId }))
  assert.deepEqual(refused, { name: 'ResourceNotFoundException', message: `User pool client ${ClientId} does not exist.`, status: 400 })
  assert.equal((await refusalOf(sdk.describeUserPoolClient({ UserPoolId, ClientId: 'nobody' }))).message, 'User pool client nobody does not exist.')
})

test('UpdateUserPoolClient: replaces all but name and secret; what is left out goes back to its default', async (t) => {
  const { addClient, sdk, UserPoolId } = await openPool(t)
  const { ClientId, ClientSecret, CreationDate } = await addClient({
    ...OAUTH, GenerateSecret: true, PreventUserExistenceErrors: 'ENABLED', ExplicitAuthFlows: ['ALLOW_USER_AUTH'], AuthSessionValidity: 10, RefreshTokenValidity: 5, ReadAttributes: ['email'],
  })
  const { UserPoolClient: updated } = await sdk.updateUserPoolClient({ UserPoolId, ClientId, AccessTokenValidity: 2 })
  const defaults = await addClient({ AccessTokenValidity: 2 })
  const own = { ClientId, CreationDate, LastModifiedDate: null }
  assert.deepEqual({ ...updated, ...own }, { ...defaults, ClientSecret, ...own })
  assert.deepEqual((await sdk.describeUserPoolClient({ UserPoolId, ClientId })).UserPoolClient, updated)
  assert.equal((await sdk.updateUserPoolClient({ UserPoolId, ClientId, ClientName: 'renamed' })).UserPoolClient?.ClientName, 'renamed')
})

test('UpdateUserPoolClient: refuses as creation does, foreign clients, and says when another was first', async (t) => {
  const { addClient, sdk, newPool, UserPoolId } = await openPool(t)
  const { ClientId } = await addClient()
  assert.equal((await refusalOf(sdk.updateUserPoolClient({ UserPoolId, ClientId, ...OAUTH, AllowedOAuthScopes: ['orders/read'] }))).name, 'ScopeDoesNotExistException')
  assert.equal((await refusalOf(sdk.updateUserPoolClient({ UserPoolId, ClientId, ...OAUTH, AllowedOAuthFlows: ['client_credentials'] }))).name, 'InvalidOAuthFlowException')
  assert.equal((await refusalOf(sdk.updateUserPoolClient({ UserPoolId: await newPool(), ClientId }))).name, 'ResourceNotFoundException')
  const results = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => sdk.updateUserPoolClient({ UserPoolId, ClientId, ClientName: `app-${n}` })))
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as Error).name] : []))
  assert.ok(refused.length < 8)
  for (const name of refused) assert.equal(name, 'ConcurrentModificationException')
})

test('DeleteUserPoolClient: takes the client away with an empty answer, only from its own pool', async (t) => {
  const { addClient, post, sdk, newPool, UserPoolId } = await openPool(t)
  const { ClientId } = await addClient()
  assert.equal((await refusalOf(sdk.deleteUserPoolClient({ UserPoolId: await newPool(), ClientId }))).name, 'ResourceNotFoundException')
  const gone = await post('DeleteUserPoolClient', { UserPoolId, ClientId })
  assert.deepEqual([gone.status, gone.text], [200, ''])
  assert.equal((await refusalOf(sdk.describeUserPoolClient({ UserPoolId, ClientId }))).name, 'ResourceNotFoundException')
})

test('ListUserPoolClients: goes through all pages without secrets; MaxResults is 1 to 60', async (t) => {
  const { addClient, sdk, newPool, UserPoolId } = await openPool(t)
  for (const n of [1, 2, 3]) await addClient({ ClientName: `_custom_id_:client${n}`, GenerateSecret: true })
  const first = await sdk.listUserPoolClients({ UserPoolId, MaxResults: 2 })
  assert.deepEqual(first.UserPoolClients?.[0], { ClientId: 'client1', UserPoolId, ClientName: '_custom_id_:client1' })
  const second = await sdk.listUserPoolClients({ UserPoolId, MaxResults: 2, NextToken: first.NextToken })
  assert.deepEqual([...(first.UserPoolClients ?? []), ...(second.UserPoolClients ?? [])].map(({ ClientId }) => ClientId), ['client1', 'client2', 'client3'])
  assert.equal(second.NextToken, undefined)
  assert.equal((await sdk.listUserPoolClients({ UserPoolId, ClientType: 'REGULAR' })).UserPoolClients?.length, 3)
  assert.deepEqual((await sdk.listUserPoolClients({ UserPoolId, ClientType: 'DCR' })).UserPoolClients, [])
  const other = await newPool()
  for (const request of [{ UserPoolId, MaxResults: 0 }, { UserPoolId, MaxResults: 61 }, { UserPoolId: other, NextToken: first.NextToken }]) {
    assert.equal((await refusalOf(sdk.listUserPoolClients(request))).name, 'InvalidParameterException')
  }
})

test('AddUserPoolClientSecret: shows a made secret once and never a chosen one; two live, both verify', async (t) => {
  const { addClient, sdk, UserPoolId, url } = await openPool(t)
  const { ClientId, ClientSecret } = await addClient({ GenerateSecret: true, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: [await serverScope(sdk, UserPoolId)] })
  const { ClientSecretDescriptor: added } = await sdk.addUserPoolClientSecret({ UserPoolId, ClientId })
  assert.match(added?.ClientSecretId ?? '', new RegExp(`^${ClientId}--\\d{13}$`))
  assert.match(added?.ClientSecretValue ?? '', /^[0-9a-z]{51}$/)
  assert.ok(added?.ClientSecretCreateDate instanceof Date)
  const tokenStatus = async (secret: string) => (await fetch(`${url}/${UserPoolId}/oauth2/token`, {
    method: 'POST', headers: { authorization: `Basic ${btoa(`${ClientId}:${secret}`)}` }, body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })).status
  assert.deepEqual([await tokenStatus(ClientSecret ?? ''), await tokenStatus(added?.ClientSecretValue ?? ''), await tokenStatus('wrong')], [200, 200, 401])
  assert.equal((await refusalOf(sdk.addUserPoolClientSecret({ UserPoolId, ClientId }))).name, 'LimitExceededException')

  const { ClientSecrets } = await sdk.listUserPoolClientSecrets({ UserPoolId, ClientId })
  assert.equal(ClientSecrets?.length, 2)
  await sdk.deleteUserPoolClientSecret({ UserPoolId, ClientId, ClientSecretId: ClientSecrets?.[0]?.ClientSecretId })
  assert.deepEqual([await tokenStatus(ClientSecret ?? ''), await tokenStatus(added?.ClientSecretValue ?? '')], [401, 200])
  const chosen = await sdk.addUserPoolClientSecret({ UserPoolId, ClientId, ClientSecret: 'chosen0secret0of0thirty0characters' })
  assert.deepEqual(Object.keys(chosen.ClientSecretDescriptor ?? {}).sort(), ['ClientSecretCreateDate', 'ClientSecretId'])
  assert.equal(await tokenStatus('chosen0secret0of0thirty0characters'), 200)
})

const serverScope = async (sdk: AwsApi['sdk'], UserPoolId: string): Promise<string> => {
  await sdk.createResourceServer({ UserPoolId, Identifier: 'orders', Name: 'Orders', Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read' }] })
  return 'orders/read'
}

test('AddUserPoolClientSecret: of many added at once one fits; a public client has none', async (t) => {
  const { addClient, sdk, UserPoolId } = await openPool(t)
  const { ClientId } = await addClient({ GenerateSecret: true })
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => sdk.addUserPoolClientSecret({ UserPoolId, ClientId })))
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const result of results) if (result.status === 'rejected') assert.equal((result.reason as Error).name, 'LimitExceededException')
  const open = await addClient()
  assert.equal((await refusalOf(sdk.addUserPoolClientSecret({ UserPoolId, ClientId: open.ClientId }))).name, 'InvalidParameterException')
})

test('ListUserPoolClientSecrets: tells ids and dates, no values, on one page', async (t) => {
  const { addClient, sdk, UserPoolId } = await openPool(t)
  const { ClientId } = await addClient({ GenerateSecret: true })
  const { ClientSecrets, NextToken } = await sdk.listUserPoolClientSecrets({ UserPoolId, ClientId })
  assert.deepEqual(ClientSecrets?.map((secret) => Object.keys(secret).sort()), [['ClientSecretCreateDate', 'ClientSecretId']])
  assert.equal(NextToken, undefined)
  assert.equal((await refusalOf(sdk.listUserPoolClientSecrets({ UserPoolId, ClientId, NextToken: 'junk' }))).name, 'InvalidParameterException')
  assert.deepEqual((await sdk.listUserPoolClientSecrets({ UserPoolId, ClientId: (await addClient()).ClientId })).ClientSecrets, [])
})

test('DeleteUserPoolClientSecret: never the last one, nor one that is not there', async (t) => {
  const { addClient, sdk, UserPoolId } = await openPool(t)
  const { ClientId } = await addClient({ GenerateSecret: true })
  const { ClientSecrets } = await sdk.listUserPoolClientSecrets({ UserPoolId, ClientId })
  assert.equal((await refusalOf(sdk.deleteUserPoolClientSecret({ UserPoolId, ClientId, ClientSecretId: ClientSecrets?.[0]?.ClientSecretId }))).name, 'LimitExceededException')
  assert.equal((await refusalOf(sdk.deleteUserPoolClientSecret({ UserPoolId, ClientId, ClientSecretId: 'nothing' }))).name, 'ResourceNotFoundException')
})
