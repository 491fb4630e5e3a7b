import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePool, openPoolDeps } from '#test/pools/open-pool-deps.ts'
import { addCustomAttributes } from './add-custom-attributes.ts'
import { createUserPool } from './create-user-pool.ts'
import { deleteUserPool } from './delete-user-pool.ts'
import { createUserPoolDomain } from './create-user-pool-domain.ts'
import { deleteUserPoolDomain } from './delete-user-pool-domain.ts'
import { describeUserPoolDomain } from './describe-user-pool-domain.ts'
import { describeUserPool, userPoolDescription } from './describe-user-pool.ts'
import { getUserPoolMfaConfig } from './get-user-pool-mfa-config.ts'
import { listTagsForResource } from './list-tags-for-resource.ts'
import { listUserPools } from './list-user-pools.ts'
import { setUserPoolMfaConfig } from './set-user-pool-mfa-config.ts'
import { tagResource } from './tag-resource.ts'
import { untagResource } from './untag-resource.ts'
import { updateUserPool } from './update-user-pool.ts'
import { updateUserPoolDomain } from './update-user-pool-domain.ts'

test('a new pool has an id of its region, the settings asked for, and a key to sign with', async (t) => {
  const deps = await openPoolDeps(t)
  const pool = await createUserPool(deps, { region: 'eu-central-1', request: { PoolName: 'Shop', UsernameAttributes: ['email'] } })
  assert.match(pool.id, /^eu-central-1_[0-9a-zA-Z]{9}$/)
  const { pool: stored } = await describeUserPool(deps, { UserPoolId: pool.id })
  assert.deepEqual(stored.settings, pool.settings)
  assert.equal(stored.name, 'Shop')
  assert.equal((await deps.signingKeys.listKeys(pool.id)).length, 1)
})

test('a caller can fix the id by tag or by name, once', async (t) => {
  const deps = await openPoolDeps(t)
  const byTag = await createUserPool(deps, { region: 'us-east-1', request: { PoolName: 'a', UserPoolTags: { _custom_id_: 'eu-west-1_Fixed1' } } })
  assert.equal(byTag.id, 'eu-west-1_Fixed1')
  assert.equal(byTag.region, 'eu-west-1')
  const byName = await createUserPool(deps, { region: 'us-east-1', request: { PoolName: '_custom_id_:Fixed2' } })
  assert.equal(byName.id, 'us-east-1_Fixed2')
  await assert.rejects(createUserPool(deps, { region: 'us-east-1', request: { PoolName: '_custom_id_:Fixed2' } }), { code: 'InvalidParameter', message: 'User pool us-east-1_Fixed2 already exists.' })
  await assert.rejects(createUserPool(deps, { region: 'us-east-1', request: { PoolName: 'a', UserPoolTags: { _custom_id_: 'a b' } } }), { code: 'InvalidParameter' })
  await assert.rejects(createUserPool(deps, { region: 'us-east-1', request: { PoolName: 'a:b' } }), { code: 'InvalidParameter' })
})

test('an unknown or malformed pool id is answered in Cognito’s words', async (t) => {
  const deps = await openPoolDeps(t)
  await assert.rejects(describeUserPool(deps, { UserPoolId: 'us-east-1_nobody' }), { code: 'ResourceNotFound', message: 'User pool us-east-1_nobody does not exist.' })
  await assert.rejects(describeUserPool(deps, { UserPoolId: 'nobody' }), { code: 'InvalidParameter', message: /^1 validation error detected: Value at 'userPoolId'/ })
})

test('an update replaces: what is left out goes back to its default, what is fixed or set elsewhere stays', async (t) => {
  const deps = await openPoolDeps(t)
  const pool = await makePool(deps, {
    UsernameAttributes: ['email'], UsernameConfiguration: { CaseSensitive: false }, AutoVerifiedAttributes: ['email'], Schema: [{ Name: 'team' }],
    Policies: { PasswordPolicy: { MinimumLength: 20 } }, DcrConfiguration: { EnableStatus: 'Enabled' }, Poolhouse: { issuer: 'https://issuer.example.com' },
    SoftwareTokenMfaConfiguration: { Enabled: true }, MfaConfiguration: 'OPTIONAL', UserPoolTags: { team: 'a' },
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
  })
  deps.clock.advance(1000)
  const updated = await updateUserPool(deps, { UserPoolId: pool.id, PoolName: 'renamed', MfaConfiguration: 'ON' })
  assert.equal(updated.name, 'renamed')
  assert.equal(updated.settings.Policies.PasswordPolicy.MinimumLength, 8)
  assert.deepEqual(updated.settings.AutoVerifiedAttributes, [])
  assert.equal(updated.settings.MfaConfiguration, 'ON')
  for (const member of ['UsernameAttributes', 'UsernameConfiguration', 'Schema', 'DcrConfiguration', 'Poolhouse', 'SoftwareTokenMfaConfiguration', 'UserPoolTags', 'UserAttributeUpdateSettings'] as const) {
    assert.deepEqual(updated.settings[member], pool.settings[member], member)
  }
  assert.equal(updated.updatedAt.getTime() - pool.createdAt.getTime(), 1000)
  assert.equal((await updateUserPool(deps, { UserPoolId: pool.id })).name, 'renamed')
})

test('one of two updates of the same version loses', async (t) => {
  const deps = await openPoolDeps(t)
  const pool = await makePool(deps)
  await updateUserPool(deps, { UserPoolId: pool.id })
  const stale = { ...deps, userPools: { ...deps.userPools, findPool: () => Promise.resolve(pool) } }
  await assert.rejects(updateUserPool(stale, { UserPoolId: pool.id }), { code: 'ConcurrentModification' })
})

test('deletion protection and domains keep a pool', async (t) => {
  const deps = await openPoolDeps(t)
  const { id: UserPoolId } = await makePool(deps, { DeletionProtection: 'ACTIVE' })
  await assert.rejects(deleteUserPool(deps, { UserPoolId }), { code: 'InvalidParameter', message: /deletion protection is activated/ })
  await updateUserPool(deps, { UserPoolId, DeletionProtection: 'INACTIVE' })
  await createUserPoolDomain(deps, { UserPoolId, Domain: 'shop' })
  await assert.rejects(deleteUserPool(deps, { UserPoolId }), { code: 'InvalidParameter', message: /domain configured/ })
  await deleteUserPoolDomain(deps, { UserPoolId, Domain: 'shop' })
  await deleteUserPool(deps, { UserPoolId })
  await assert.rejects(describeUserPool(deps, { UserPoolId }), { code: 'ResourceNotFound' })
})

test('pools are listed by region, page by page', async (t) => {
  const deps = await openPoolDeps(t)
  for (const region of ['us-east-1', 'us-east-1', 'us-east-1', 'eu-west-1']) await createUserPool(deps, { region, request: { PoolName: 'p' } })
  const first = await listUserPools(deps, { region: 'us-east-1', limit: 2, after: null })
  const second = await listUserPools(deps, { region: 'us-east-1', limit: 2, after: first.next })
  assert.deepEqual([first.pools.length, second.pools.length, second.next], [2, 1, null])
  assert.equal((await listUserPools(deps, { region: null, limit: 60, after: null })).pools.length, 4)
})

test('custom attributes are added for good', async (t) => {
  const deps = await openPoolDeps(t)
  const { id: UserPoolId } = await makePool(deps, { Schema: [{ Name: 'team' }] })
  await addCustomAttributes(deps, { UserPoolId, CustomAttributes: [{ Name: 'level', AttributeDataType: 'Number' }] })
  const names = (await describeUserPool(deps, { UserPoolId })).pool.settings.Schema.map(({ Name }) => Name)
  assert.deepEqual(names.slice(-2), ['custom:team', 'custom:level'])
  await assert.rejects(addCustomAttributes(deps, { UserPoolId, CustomAttributes: [{ Name: 'team' }] }), { code: 'InvalidParameter', message: /Existing attribute already has name custom:team/ })
  await assert.rejects(addCustomAttributes(deps, { UserPoolId, CustomAttributes: [] }), { code: 'InvalidParameter', message: /'customAttributes'/ })
})

test('factors are switched on and off together with MFA', async (t) => {
  const deps = await openPoolDeps(t)
  const { id: UserPoolId } = await makePool(deps)
  assert.deepEqual(await getUserPoolMfaConfig(deps, { UserPoolId }), { MfaConfiguration: 'OFF' })
  await assert.rejects(setUserPoolMfaConfig(deps, { UserPoolId, MfaConfiguration: 'ON' }), { code: 'InvalidParameter', message: /can't disable all MFAs/ })
  await assert.rejects(setUserPoolMfaConfig(deps, { UserPoolId, MfaConfiguration: 'OFF', SoftwareTokenMfaConfiguration: { Enabled: true } }), { code: 'InvalidParameter', message: /can't turn off MFA/ })
  const SmsConfiguration = { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' }
  await setUserPoolMfaConfig(deps, { UserPoolId, MfaConfiguration: 'ON', SmsMfaConfiguration: { SmsConfiguration }, SoftwareTokenMfaConfiguration: { Enabled: true } })
  await setUserPoolMfaConfig(deps, { UserPoolId, WebAuthnConfiguration: { RelyingPartyId: 'example.com' } })
  assert.deepEqual(await getUserPoolMfaConfig(deps, { UserPoolId }), {
    MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true }, SmsMfaConfiguration: { SmsConfiguration },
    WebAuthnConfiguration: { RelyingPartyId: 'example.com', UserVerification: 'preferred', FactorConfiguration: 'SINGLE_FACTOR' },
  })
  const replaced = await setUserPoolMfaConfig(deps, { UserPoolId, MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } })
  assert.equal(replaced.SmsMfaConfiguration, undefined)
  assert.notEqual(replaced.WebAuthnConfiguration, undefined)
})

test('an update without SMS configuration no longer sends codes as a second factor', async (t) => {
  const deps = await openPoolDeps(t)
  const SmsConfiguration = { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' }
  const { id: UserPoolId } = await makePool(deps, { MfaConfiguration: 'ON', SmsConfiguration })
  const other = { SnsCallerArn: 'arn:aws:iam::123456789012:role/other' }
  assert.deepEqual((await updateUserPool(deps, { UserPoolId, MfaConfiguration: 'ON', SmsConfiguration: other })).settings.SmsMfaConfiguration, { SmsConfiguration: other })
  assert.equal((await updateUserPool(deps, { UserPoolId })).settings.SmsMfaConfiguration, undefined)
  await assert.rejects(updateUserPool(deps, { UserPoolId, MfaConfiguration: 'ON' }), { code: 'InvalidParameter' })
})

test('a pool has one prefix and one custom domain, each name once', async (t) => {
  const deps = await openPoolDeps(t)
  const { id: UserPoolId } = await makePool(deps)
  const { id: other } = await makePool(deps)
  await createUserPoolDomain(deps, { UserPoolId, Domain: 'shop' })
  await createUserPoolDomain(deps, { UserPoolId, Domain: 'auth.example.com', ManagedLoginVersion: 2 })
  await assert.rejects(createUserPoolDomain(deps, { UserPoolId, Domain: 'shop2' }), { code: 'InvalidParameter', message: 'User pool already has a domain configured.' })
  await assert.rejects(createUserPoolDomain(deps, { UserPoolId: other, Domain: 'shop' }), { code: 'InvalidParameter', message: 'Domain already associated with another user pool.' })
  const { pool, domains } = await describeUserPool(deps, { UserPoolId })
  const description = userPoolDescription(pool, domains, '000000000000')
  assert.equal(description.Domain, 'shop')
  assert.equal(description.CustomDomain, 'auth.example.com')
  assert.ok(!('Poolhouse' in description) && !('Schema' in description) && description.SchemaAttributes.length === 20)
  assert.equal((await describeUserPoolDomain(deps, { Domain: 'auth.example.com' }))?.managedLoginVersion, 2)
  assert.equal(await describeUserPoolDomain(deps, { Domain: 'nowhere' }), null)
})

const NO_DOMAINS = ['-shop', 'shop-', 'Shop', 'sh_op', 'my-aws-shop', 'amazonia', 'cognito', 'x'.repeat(64), '', 'a..b', '.example.com', '127.0.0.1', 'auth.example.com/']

test('a domain is a label without reserved words, or a whole host name', async (t) => {
  const deps = await openPoolDeps(t)
  const { id: UserPoolId } = await makePool(deps)
  for (const Domain of NO_DOMAINS) await assert.rejects(createUserPoolDomain(deps, { UserPoolId, Domain }), { code: 'InvalidParameter' }, Domain)
})

test('a domain is changed and deleted by its own pool only', async (t) => {
  const deps = await openPoolDeps(t)
  const { id: UserPoolId } = await makePool(deps)
  const { id: other } = await makePool(deps)
  await createUserPoolDomain(deps, { UserPoolId, Domain: 'shop' })
  await assert.rejects(updateUserPoolDomain(deps, { UserPoolId: other, Domain: 'shop', ManagedLoginVersion: 2 }), { code: 'InvalidParameter', message: 'No such domain or user pool exists.' })
  await assert.rejects(deleteUserPoolDomain(deps, { UserPoolId: other, Domain: 'shop' }), { code: 'InvalidParameter' })
  await updateUserPoolDomain(deps, { UserPoolId, Domain: 'shop', ManagedLoginVersion: 2 })
  assert.equal((await describeUserPoolDomain(deps, { Domain: 'shop' }))?.managedLoginVersion, 2)
})

test('tags are added, replaced and removed by ARN', async (t) => {
  const deps = await openPoolDeps(t)
  const pool = await makePool(deps, { UserPoolTags: { team: 'a' } })
  const ResourceArn = `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${pool.id}`
  await tagResource(deps, { ResourceArn, Tags: { team: 'b', stage: 'dev' } })
  assert.deepEqual(await listTagsForResource(deps, { ResourceArn }), { team: 'b', stage: 'dev' })
  await untagResource(deps, { ResourceArn, TagKeys: ['team', 'unknown'] })
  assert.deepEqual(await listTagsForResource(deps, { ResourceArn }), { stage: 'dev' })
  await assert.rejects(tagResource(deps, { ResourceArn, Tags: Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${n}`, ''])) }), { code: 'InvalidParameter', message: /maximum number of tags/ })
  await assert.rejects(listTagsForResource(deps, { ResourceArn: 'arn:aws:s3:us-east-1:000000000000:bucket/x' }), { code: 'InvalidParameter' })
  await assert.rejects(listTagsForResource(deps, { ResourceArn: `${ResourceArn}x` }), { code: 'ResourceNotFound' })
})
