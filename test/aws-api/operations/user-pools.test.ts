import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { makePool, makeUser } from '#test/aws-api/make-pool.ts'
import { createSdk, openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'

const SMS = { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms', ExternalId: 'outside', SnsRegion: 'us-east-1' }
const NOBODY = 'us-east-1_000000000'

test('CreateUserPool: a name alone makes a pool with every documented default', async (t) => {
  const api = await openAwsApi(t)
  const { UserPool } = await api.sdk.createUserPool({ PoolName: 'people' })
  const { Id, Arn, CreationDate, LastModifiedDate, SchemaAttributes, ...described } = UserPool ?? {}
  assert.match(Id ?? '', /^us-east-1_[0-9A-Za-z]{9}$/)
  assert.equal(Arn, `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${Id}`)
  assert.ok(CreationDate && Math.abs(CreationDate.getTime() - Date.now()) < 60_000)
  assert.deepEqual(LastModifiedDate, CreationDate)
  assert.deepEqual(SchemaAttributes?.find(({ Name }) => Name === 'email'), {
    Name: 'email', AttributeDataType: 'String', DeveloperOnlyAttribute: false, Mutable: true, Required: false, StringAttributeConstraints: { MinLength: '0', MaxLength: '2048' },
  })
  assert.deepEqual(described, {
    Name: 'people', DeletionProtection: 'INACTIVE', LambdaConfig: {}, MfaConfiguration: 'OFF', EstimatedNumberOfUsers: 0, UserPoolTags: {}, UserPoolTier: 'ESSENTIALS',
    Policies: {
      PasswordPolicy: {
        MinimumLength: 8, RequireUppercase: true, RequireLowercase: true, RequireNumbers: true, RequireSymbols: true, PasswordHistorySize: 0, TemporaryPasswordValidityDays: 7,
      },
      SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] },
    },
    VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE' },
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: [] },
    EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
    AcrConfiguration: Object.fromEntries([1, 2, 3, 4].map((level) => [`Level${level}`, { AcrValue: `urn:cognito:loa:${level}` }])),
  })
})

test('CreateUserPool: a tag or a name fixes the id, once', async (t) => {
  const { sdk } = await openAwsApi(t)
  const byTag = await sdk.createUserPool({ PoolName: 'a', UserPoolTags: { _custom_id_: 'us-east-1_Fixed1', team: 'x' } })
  const byName = await sdk.createUserPool({ PoolName: '_custom_id_:Fixed2' })
  const elsewhere = await sdk.createUserPool({ PoolName: 'a', UserPoolTags: { _custom_id_: 'local_Fixed3' } })
  assert.deepEqual([byTag, byName, elsewhere].map(({ UserPool }) => UserPool?.Id), ['us-east-1_Fixed1', 'us-east-1_Fixed2', 'local_Fixed3'])
  assert.equal((await sdk.describeUserPool({ UserPoolId: 'us-east-1_Fixed2' })).UserPool?.Name, '_custom_id_:Fixed2')
  assert.deepEqual(await refusalOf(sdk.createUserPool({ PoolName: '_custom_id_:us-east-1_Fixed1' })), {
    name: 'InvalidParameterException', message: 'User pool us-east-1_Fixed1 already exists.', status: 400,
  })
  assert.equal((await refusalOf(sdk.createUserPool({ PoolName: 'a', UserPoolTags: { _custom_id_: 'no id' } }))).name, 'InvalidParameterException')
})

test('CreateUserPool: of twenty pools with one fixed id made at once, one exists', async (t) => {
  const { sdk } = await openAwsApi(t)
  const made = await Promise.allSettled(Array.from({ length: 20 }, () => sdk.createUserPool({ PoolName: '_custom_id_:Race1' })))
  assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const result of made) {
    if (result.status === 'rejected') assert.match((result.reason as Error).name, /^(InvalidParameter|ConcurrentModification)Exception$/)
  }
})

test('CreateUserPool: refuses what contradicts itself, in the words of the service', async (t) => {
  const { sdk, post } = await openAwsApi(t)
  const messageOf = async (settings: object) => (await refusalOf(sdk.createUserPool({ PoolName: 'a', ...settings }))).message
  assert.match(await messageOf({ MfaConfiguration: 'ON' }), /^SMS configuration and Auto verification for phone_number are required/)
  assert.match(await messageOf({ AliasAttributes: ['email'], UsernameAttributes: ['email'] }), /^Only one of the aliasAttributes or usernameAttributes/)
  assert.match(await messageOf({ Schema: [{ Name: 'team', Required: true }] }), /^Required custom attributes are not supported currently/)
  assert.equal(await messageOf({ Policies: { PasswordPolicy: { MinimumLength: 5 } } }),
    "1 validation error detected: Value at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: Member must have value greater than or equal to 6")
  const unnamed = await post('CreateUserPool', {})
  assert.deepEqual([unnamed.status, unnamed.json], [400, {
    __type: 'InvalidParameterException', message: "1 validation error detected: Value at 'poolName' failed to satisfy constraint: Member must not be null",
  }])
})

test('CreateUserPool: the region a request is signed for is the region of the pool, and ListUserPools lists that region', async (t) => {
  const api = await openAwsApi(t)
  const paris = createSdk(api.url, undefined, 'eu-west-3')
  t.after(() => paris.destroy())
  const { UserPool } = await paris.createUserPool({ PoolName: 'people' })
  await api.sdk.createUserPool({ PoolName: 'others' })
  assert.match(UserPool?.Id ?? '', /^eu-west-3_/)
  assert.match(UserPool?.Arn ?? '', /:eu-west-3:/)
  assert.deepEqual((await paris.listUserPools({ MaxResults: 60 })).UserPools?.map(({ Id }) => Id), [UserPool?.Id])
  assert.deepEqual((await api.sdk.listUserPools({ MaxResults: 60 })).UserPools?.map(({ Name }) => Name), ['others'])
  assert.equal((await api.sdk.describeUserPool({ UserPoolId: UserPool?.Id })).UserPool?.Name, 'people')
})

test('CreateUserPool: only regions that are served, also in a fixed id', async (t) => {
  const api = await openAwsApi(t, { variables: { REGIONS: 'us-east-1,eu-west-1' } })
  const paris = createSdk(api.url, undefined, 'eu-west-3')
  t.after(() => paris.destroy())
  assert.deepEqual(await refusalOf(paris.createUserPool({ PoolName: 'people' })), {
    name: 'InvalidParameterException', message: 'User pools of region eu-west-3 are not served here, only of us-east-1, eu-west-1.', status: 400,
  })
  assert.match((await refusalOf(api.sdk.createUserPool({ PoolName: '_custom_id_:eu-west-3_abc' }))).message, /eu-west-3 are not served/)
  assert.match((await api.sdk.createUserPool({ PoolName: '_custom_id_:eu-west-1_abc' })).UserPool?.Id ?? '', /^eu-west-1_abc$/)
})

test('DescribeUserPool: shows what was given, its domain, and its users counted now', async (t) => {
  const api = await openAwsApi(t)
  const settings = {
    AliasAttributes: ['email' as const], AutoVerifiedAttributes: ['email' as const], UsernameConfiguration: { CaseSensitive: true }, 
    DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false },
    SmsConfiguration: SMS, MfaConfiguration: 'OPTIONAL' as const, EmailVerificationSubject: 'Hello', SmsAuthenticationMessage: 'Use {####}',
    AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: 'verified_email' as const }] }, Schema: [{ Name: 'team', AttributeDataType: 'String' as const }],
  }
  const { UserPool: made } = await api.sdk.createUserPool({ PoolName: 'people', ...settings })
  const UserPoolId = made?.Id ?? ''
  await api.sdk.createUserPoolDomain({ UserPoolId, Domain: 'people' })
  const pool = await api.domain.userPools.findPool(UserPoolId)
  assert.ok(pool)
  await makeUser(api, pool, 'ada')
  const { UserPool } = await api.sdk.describeUserPool({ UserPoolId })
  assert.deepEqual(UserPool, { ...made, Domain: 'people', EstimatedNumberOfUsers: 1 })
  const { Schema, ...shown } = settings
  for (const [member, value] of Object.entries(shown)) {
    assert.deepEqual((UserPool as Record<string, unknown>)[member], value, member)
  }
  assert.equal(UserPool?.SchemaAttributes?.at(-1)?.Name, `custom:${Schema[0]?.Name}`)
  assert.deepEqual(await refusalOf(api.sdk.describeUserPool({ UserPoolId: NOBODY })), {
    name: 'ResourceNotFoundException', message: `User pool ${NOBODY} does not exist.`, status: 400,
  })
})

test('UpdateUserPool: replaces, so that what is left out goes back to its default; what was fixed at creation stays', async (t) => {
  const { sdk, post } = await openAwsApi(t)
  const { UserPool: made } = await sdk.createUserPool({
    PoolName: 'people', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'], UsernameConfiguration: { CaseSensitive: false }, UserPoolTags: { team: 'a' },
    Policies: { PasswordPolicy: { MinimumLength: 20 } }, LambdaConfig: { PreSignUp: 'arn:aws:lambda:us-east-1:123456789012:function:check' }, DeletionProtection: 'ACTIVE',
  })
  const UserPoolId = made?.Id ?? ''
  assert.deepEqual((await post('UpdateUserPool', { UserPoolId, PoolName: 'persons', UsernameAttributes: ['phone_number'], UsernameConfiguration: { CaseSensitive: true }, AutoVerifiedAttributes: null })).json, {})
  const { UserPool } = await sdk.describeUserPool({ UserPoolId })
  const { UserPool: fresh } = await sdk.createUserPool({ PoolName: 'persons', UsernameAttributes: ['email'], UsernameConfiguration: { CaseSensitive: false }, UserPoolTags: { team: 'a' } })
  const own = { Id: null, Arn: null, CreationDate: null, LastModifiedDate: null }
  assert.deepEqual({ ...UserPool, ...own }, { ...fresh, ...own })
  assert.ok(UserPool?.LastModifiedDate && made?.LastModifiedDate && UserPool.LastModifiedDate > made.LastModifiedDate)
  assert.equal((await refusalOf(sdk.updateUserPool({ UserPoolId: NOBODY }))).name, 'ResourceNotFoundException')
  assert.equal((await refusalOf(sdk.updateUserPool({ UserPoolId, MfaConfiguration: 'ON' }))).name, 'InvalidParameterException')
})

test('UpdateUserPool: a pool without name configuration cannot be given one', async (t) => {
  const { sdk, post } = await openAwsApi(t)
  const { UserPool } = await sdk.createUserPool({ PoolName: 'people' })
  await post('UpdateUserPool', { UserPoolId: UserPool?.Id, UsernameConfiguration: { CaseSensitive: false } })
  assert.equal((await sdk.describeUserPool({ UserPoolId: UserPool?.Id })).UserPool?.UsernameConfiguration, undefined)
})

test('UpdateUserPool: of updates at the same time none is lost without a word', async (t) => {
  const { sdk } = await openAwsApi(t)
  const { UserPool } = await sdk.createUserPool({ PoolName: 'people' })
  const results = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => sdk.updateUserPool({ UserPoolId: UserPool?.Id, PoolName: `people-${n}` })))
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as Error).name] : []))
  assert.ok(refused.length < 8)
  for (const name of refused) assert.equal(name, 'ConcurrentModificationException')
})

test('DeleteUserPool: is refused under protection and with a domain, then takes the pool away with an empty answer', async (t) => {
  const { sdk, post } = await openAwsApi(t)
  const { UserPool } = await sdk.createUserPool({ PoolName: 'people', DeletionProtection: 'ACTIVE' })
  const UserPoolId = UserPool?.Id
  await sdk.createUserPoolDomain({ UserPoolId, Domain: 'people' })
  assert.match((await refusalOf(sdk.deleteUserPool({ UserPoolId }))).message, /deletion protection is activated/)
  await sdk.updateUserPool({ UserPoolId, DeletionProtection: 'INACTIVE' })
  const withDomain = await refusalOf(sdk.deleteUserPool({ UserPoolId }))
  assert.deepEqual([withDomain.name, /has a domain configured/.test(withDomain.message)], ['InvalidParameterException', true])
  await sdk.deleteUserPoolDomain({ UserPoolId, Domain: 'people' })
  const gone = await post('DeleteUserPool', { UserPoolId })
  assert.deepEqual([gone.status, gone.text], [200, ''])
  assert.equal((await refusalOf(sdk.deleteUserPool({ UserPoolId }))).name, 'ResourceNotFoundException')
})

test('ListUserPools: goes through all pages of the region; MaxResults is required and at most 60', async (t) => {
  const { sdk, post, url } = await openAwsApi(t)
  for (const n of [1, 2, 3]) await sdk.createUserPool({ PoolName: `_custom_id_:Pool${n}`, LambdaConfig: { PreSignUp: 'arn:aws:lambda:us-east-1:123456789012:function:check' } })
  const first = await sdk.listUserPools({ MaxResults: 2 })
  const [listed] = first.UserPools ?? []
  assert.deepEqual(Object.keys(listed ?? {}).sort(), ['CreationDate', 'Id', 'LambdaConfig', 'LastModifiedDate', 'Name'])
  assert.ok(listed?.CreationDate instanceof Date && listed.LambdaConfig?.PreSignUp)
  const second = await sdk.listUserPools({ MaxResults: 2, NextToken: first.NextToken })
  assert.deepEqual([...(first.UserPools ?? []), ...(second.UserPools ?? [])].map(({ Id }) => Id), [1, 2, 3].map((n) => `us-east-1_Pool${n}`))
  assert.equal(second.NextToken, undefined)
  for (const body of [{}, { MaxResults: 0 }, { MaxResults: 61 }, { MaxResults: 1.5 }, { MaxResults: 1, NextToken: 'junk' }]) {
    assert.equal((await post('ListUserPools', body)).json.__type, 'InvalidParameterException', JSON.stringify(body))
  }
  const paris = createSdk(url, undefined, 'eu-west-3')
  t.after(() => paris.destroy())
  assert.equal((await refusalOf(paris.listUserPools({ MaxResults: 2, NextToken: first.NextToken }))).name, 'InvalidParameterException')
})

test('AddCustomAttributes: adds for good, and refuses a taken name, a required one and too many', async (t) => {
  const { sdk, post } = await openAwsApi(t)
  const { UserPool } = await sdk.createUserPool({ PoolName: 'people' })
  const UserPoolId = UserPool?.Id
  assert.deepEqual((await post('AddCustomAttributes', { UserPoolId, CustomAttributes: [{ Name: 'team' }, { Name: 'note', DeveloperOnlyAttribute: true, Mutable: false }] })).json, {})
  const attributes = (await sdk.describeUserPool({ UserPoolId })).UserPool?.SchemaAttributes?.slice(-2)
  assert.deepEqual(attributes?.map(({ Name, Mutable }) => [Name, Mutable]), [['custom:team', true], ['dev:custom:note', false]])
  const messageOf = async (CustomAttributes: { Name: string; Required?: boolean }[]) => (await refusalOf(sdk.addCustomAttributes({ UserPoolId, CustomAttributes }))).message
  assert.equal(await messageOf([{ Name: 'team' }]), 'custom:team: Existing attribute already has name custom:team.')
  assert.match(await messageOf([{ Name: 'other', Required: true }]), /^Required custom attributes/)
  assert.match(await messageOf(Array.from({ length: 26 }, (_, n) => ({ Name: `n${n}` }))), /'customAttributes' failed.*less than or equal to 25$/)
  await sdk.addCustomAttributes({ UserPoolId, CustomAttributes: Array.from({ length: 25 }, (_, n) => ({ Name: `a${n}` })) })
  await sdk.addCustomAttributes({ UserPoolId, CustomAttributes: Array.from({ length: 23 }, (_, n) => ({ Name: `b${n}` })) })
  assert.match(await messageOf([{ Name: 'one-more' }]), /maximum number of custom attributes is 50/)
})

test('GetUserPoolMfaConfig: a new pool says only that MFA is off', async (t) => {
  const { sdk, post } = await openAwsApi(t)
  const { UserPool } = await sdk.createUserPool({ PoolName: 'people' })
  assert.deepEqual((await post('GetUserPoolMfaConfig', { UserPoolId: UserPool?.Id })).json, { MfaConfiguration: 'OFF' })
  assert.equal((await refusalOf(sdk.getUserPoolMfaConfig({ UserPoolId: NOBODY }))).name, 'ResourceNotFoundException')
})

test('SetUserPoolMfaConfig: sets every factor, answers them, and refuses MFA without a factor and factors without MFA', async (t) => {
  const { sdk } = await openAwsApi(t)
  const { UserPool } = await sdk.createUserPool({ PoolName: 'people' })
  const UserPoolId = UserPool?.Id
  const config = {
    MfaConfiguration: 'OPTIONAL' as const, SoftwareTokenMfaConfiguration: { Enabled: true }, EmailMfaConfiguration: { Message: 'Code {####}', Subject: 'Code' },
    SmsMfaConfiguration: { SmsAuthenticationMessage: 'Use {####}', SmsConfiguration: SMS },
    WebAuthnConfiguration: { RelyingPartyId: 'example.com', UserVerification: 'required' as const, FactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION' as const },
  }
  const { $metadata: _set, ...set } = await sdk.setUserPoolMfaConfig({ UserPoolId, ...config })
  const { $metadata: _got, ...got } = await sdk.getUserPoolMfaConfig({ UserPoolId })
  assert.deepEqual([set, got], [config, config])
  const { $metadata: _less, ...less } = await sdk.setUserPoolMfaConfig({ UserPoolId, MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true } })
  assert.deepEqual(less, { MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true }, WebAuthnConfiguration: config.WebAuthnConfiguration })
  const messageOf = async (request: object) => (await refusalOf(sdk.setUserPoolMfaConfig({ UserPoolId, ...request }))).message
  assert.equal(await messageOf({ MfaConfiguration: 'ON' }), "Invalid MFA configuration given, can't disable all MFAs and require an MFA.")
  assert.equal(await messageOf({ MfaConfiguration: 'OFF', SoftwareTokenMfaConfiguration: { Enabled: true } }), "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.")
})

test('GetSigningCertificate: an X.509 certificate of the key that signs tokens, the same each time', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  const { Certificate } = await api.sdk.getSigningCertificate({ UserPoolId: pool.id })
  assert.equal((await api.sdk.getSigningCertificate({ UserPoolId: pool.id })).Certificate, Certificate)
  const certificate = new X509Certificate(Buffer.from(Certificate ?? '', 'base64'))
  const { keys } = (await (await fetch(`${api.url}/${pool.id}/.well-known/jwks.json`)).json()) as { keys: { n: string }[] }
  assert.deepEqual(keys.map(({ n }) => n), [certificate.publicKey.export({ format: 'jwk' }).n])
  assert.ok(certificate.verify(certificate.publicKey))
  assert.equal(certificate.subject, `CN=${pool.id}`)
  assert.equal(certificate.validToDate.getUTCFullYear() - certificate.validFromDate.getUTCFullYear(), 10)
  assert.equal((await refusalOf(api.sdk.getSigningCertificate({ UserPoolId: NOBODY }))).name, 'ResourceNotFoundException')
})
