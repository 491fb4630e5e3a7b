import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { secretMatches } from '#src/domain/app-clients/read-app-client.ts'
import { updateUserPool } from '#src/domain/user-pools/update-user-pool.ts'
import { adminSetUserPassword } from '#src/domain/users/admin-set-user-password.ts'
import { findUser } from '#src/domain/users/find-user.ts'
import { createTestRuntime } from '#test/create-test-runtime.ts'
import { applySeed } from './apply-seed.ts'
import { DEMO, demoPoolId, demoSeed } from './demo.ts'
import { seedInstallation } from './seed-installation.ts'
import type { Seed, SeedPool } from './seed-schema.ts'

const open = async (t: TestContext) => (await createTestRuntime(t)).domain
const pool = (changes: Partial<SeedPool> = {}): Seed => ({
  UserPools: [{
    Id: 'eu-west-1_Shop00001', PoolName: 'Shop', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'], EmailVerificationSubject: 'First',
    Schema: [{ Name: 'team' }],
    Domains: [{ Domain: 'shop' }],
    ResourceServers: [{ Identifier: 'api', Name: 'API', Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read' }] }],
    Clients: [{
      ClientId: 'shopweb', ClientName: 'web', ClientSecret: 'shopwebsecret00000000000', CallbackURLs: ['https://shop.example.com/'],
      AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid', 'api/read'],
    }],
    Groups: [{ GroupName: 'staff', Precedence: 3 }],
    Users: [
      { Username: 'ada@example.com', Password: 'Lovelace-1815', UserAttributes: { 'email_verified': 'true', 'custom:team': 'engines' }, Groups: ['staff'] },
      { Username: 'bob@example.com', Password: 'Temporary-1', UserStatus: 'FORCE_CHANGE_PASSWORD' },
    ],
    ...changes,
  }],
})
const NOTHING = { created: [], changed: [] }

test('a seed makes everything it declares, and a second run nothing', async (t) => {
  const domain = await open(t)
  assert.deepEqual(await applySeed(domain, pool()), {
    created: ['user pool eu-west-1_Shop00001', 'domain shop', 'resource server api', 'app client shopweb', 'group staff', 'user ada@example.com', 'user bob@example.com'],
    changed: [],
  })
  const stored = await domain.userPools.findPool('eu-west-1_Shop00001')
  assert.ok(stored)
  const ada = await findUser(domain, stored, 'ada@example.com')
  assert.equal(ada?.status, 'CONFIRMED')
  assert.equal(ada.attributes['email'], 'ada@example.com')
  assert.ok(await domain.passwordHasher.verify(ada.credential?.hash ?? '', 'Lovelace-1815'))
  assert.deepEqual((await domain.groups.groupsOfUser(ada.id)).map(({ name }) => name), ['staff'])
  assert.equal((await findUser(domain, stored, 'bob@example.com'))?.status, 'FORCE_CHANGE_PASSWORD')
  const before = stored.version
  assert.deepEqual(await applySeed(domain, pool()), NOTHING)
  assert.equal((await domain.userPools.findPool('eu-west-1_Shop00001'))?.version, before)
})

test('a changed seed changes what it declares and keeps the rest, users above all', async (t) => {
  const domain = await open(t)
  await applySeed(domain, pool())
  const stored = await domain.userPools.findPool('eu-west-1_Shop00001')
  assert.ok(stored)
  const { Schema: _, ...settings } = stored.settings
  await updateUserPool(domain, { ...settings, UserPoolId: stored.id, DeletionProtection: 'ACTIVE' })
  await adminSetUserPassword(domain, { pool: stored, username: 'ada@example.com', password: 'Changed-Horse-1816', permanent: true })
  const [web] = pool().UserPools[0]?.Clients ?? []
  assert.ok(web)
  const changed = pool({
    PoolName: 'Shop 2', EmailVerificationSubject: 'Second', Schema: [{ Name: 'team' }, { Name: 'level' }], Domains: [{ Domain: 'shop', ManagedLoginVersion: 2 }],
    Clients: [{ ...web, CallbackURLs: ['https://new.example.com/'], ClientSecret: 'shopwebsecret00000000001' }], Groups: [{ GroupName: 'staff', Precedence: 1 }],
    ResourceServers: [{ Identifier: 'api', Name: 'API', Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read' }, { ScopeName: 'write', ScopeDescription: 'Write' }] }],
  })
  assert.deepEqual(await applySeed(domain, changed), {
    created: [], changed: ['user pool eu-west-1_Shop00001', 'domain shop', 'resource server api', 'app client shopweb', 'group staff'],
  })
  const after = await domain.userPools.findPool(stored.id)
  assert.equal(after?.name, 'Shop 2')
  assert.equal(after.settings.DeletionProtection, 'ACTIVE')
  assert.equal(after.settings.VerificationMessageTemplate.EmailSubject, 'Second')
  assert.ok(after.settings.Schema.some(({ Name }) => Name === 'custom:level'))
  const client = await domain.appClients.findClient('shopweb')
  assert.deepEqual(client?.settings.CallbackURLs, ['https://new.example.com/'])
  assert.ok(secretMatches(client, 'shopwebsecret00000000000') && secretMatches(client, 'shopwebsecret00000000001'))
  const ada = await findUser(domain, after, 'ada@example.com')
  assert.ok(await domain.passwordHasher.verify(ada?.credential?.hash ?? '', 'Changed-Horse-1816'))
  assert.deepEqual(await applySeed(domain, changed), NOTHING)
})

test('a third secret replaces the oldest', async (t) => {
  const { domain, clock } = await createTestRuntime(t)
  const [web] = pool().UserPools[0]?.Clients ?? []
  assert.ok(web)
  for (const n of [1, 2, 3]) {
    await applySeed(domain, pool({ Clients: [{ ...web, ClientSecret: `shopwebsecret0000000000${n}` }] }))
    clock.advance(1000)
  }
  const client = await domain.appClients.findClient('shopweb')
  assert.ok(client)
  assert.deepEqual([1, 2, 3].map((n) => secretMatches(client, `shopwebsecret0000000000${n}`)), [false, true, true])
})

test('what is fixed once a pool exists cannot be changed by a seed', async (t) => {
  const domain = await open(t)
  await applySeed(domain, pool())
  await assert.rejects(applySeed(domain, pool({ UsernameAttributes: ['phone_number'] })), { code: 'ConfigurationInvalid', message: /UsernameAttributes of user pool eu-west-1_Shop00001/ })
  await assert.rejects(applySeed(domain, pool({ Schema: [{ Name: 'team', Mutable: false }] })), { code: 'ConfigurationInvalid', message: /attribute custom:team/ })
})

test('a user whose making was cut short is finished by the next run', async (t) => {
  const domain = await open(t)
  await assert.rejects(applySeed({ ...domain, users: { ...domain.users, setPassword: () => Promise.reject(new Error('power cut')) } }, pool()), /power cut/)
  await applySeed(domain, pool())
  const stored = await domain.userPools.findPool('eu-west-1_Shop00001')
  assert.ok(stored)
  const ada = await findUser(domain, stored, 'ada@example.com')
  assert.equal(ada?.status, 'CONFIRMED')
  assert.deepEqual((await domain.groups.groupsOfUser(ada.id)).map(({ name }) => name), ['staff'])
})

test('instances that start at the same moment make the demo once', async (t) => {
  const domain = await open(t)
  const options = { seed: 'demo', region: 'us-east-1', publicUrl: 'http://localhost:3000' }
  await Promise.all([seedInstallation(domain, options), seedInstallation(domain, options)])
  assert.deepEqual(await seedInstallation(domain, options), NOTHING)
  const stored = await domain.userPools.findPool(demoPoolId('us-east-1'))
  assert.ok(stored)
  const ada = await findUser(domain, stored, DEMO.user.username)
  assert.ok(await domain.passwordHasher.verify(ada?.credential?.hash ?? '', DEMO.user.password))
  assert.equal((await domain.appClients.findClient(DEMO.webClientId))?.settings.CallbackURLs[0], 'http://localhost:3000/demo/api/auth/callback/poolhouse')
})

test('the demo moves with its public address, wherever that is', async (t) => {
  const domain = await open(t)
  await applySeed(domain, demoSeed({ region: 'us-east-1', publicUrl: 'http://192.168.1.2:3000' }))
  assert.deepEqual(await applySeed(domain, demoSeed({ region: 'us-east-1', publicUrl: 'https://auth.example.com' })), { created: [], changed: ['app client demospa', 'app client demoweb'] })
})

test('a refusal names the seed', async (t) => {
  const domain = await open(t)
  await assert.rejects(seedInstallation(domain, { seed: '/nowhere.yaml', region: 'us-east-1', publicUrl: 'http://localhost:3000' }), { code: 'ConfigurationInvalid', message: /\/nowhere\.yaml/ })
  assert.deepEqual(await seedInstallation(domain, { seed: 'none', region: 'us-east-1', publicUrl: 'http://localhost:3000' }), NOTHING)
})
