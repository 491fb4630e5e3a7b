import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createResourceServer } from '#src/domain/resource-servers/create-resource-server.ts'
import { makePool, openPoolDeps, type PoolDeps } from '#test/pools/open-pool-deps.ts'
import { addUserPoolClientSecret } from './add-user-pool-client-secret.ts'
import { createUserPoolClient } from './create-user-pool-client.ts'
import { deleteUserPoolClientSecret } from './delete-user-pool-client-secret.ts'
import { deleteUserPoolClient } from './delete-user-pool-client.ts'
import { appClientDescription, describeUserPoolClient } from './describe-user-pool-client.ts'
import { listUserPoolClientSecrets } from './list-user-pool-client-secrets.ts'
import { listUserPoolClients } from './list-user-pool-clients.ts'
import { secretMatches } from './read-app-client.ts'
import { updateUserPoolClient } from './update-user-pool-client.ts'

const SECRET = 'a_secret_of_enough_length'
const poolOf = async (deps: PoolDeps) => ({ UserPoolId: (await makePool(deps)).id })

test('a client is public unless a secret is asked for or given', async (t) => {
  const deps = await openPoolDeps(t)
  const pool = await poolOf(deps)
  const spa = await createUserPoolClient(deps, { ...pool, ClientName: 'spa' })
  assert.match(spa.id, /^[a-z0-9]{26}$/)
  assert.deepEqual(spa.secrets, [])
  const web = await createUserPoolClient(deps, { ...pool, ClientName: 'web', GenerateSecret: true })
  assert.match(web.secrets[0]?.value ?? '', /^[a-z0-9]{51}$/)
  const own = await createUserPoolClient(deps, { ...pool, ClientName: 'own', ClientSecret: SECRET })
  const stored = await describeUserPoolClient(deps, { ...pool, ClientId: own.id })
  assert.ok(secretMatches(stored, SECRET))
  assert.deepEqual(stored.settings, own.settings)
  assert.equal(appClientDescription(stored).ClientSecret, SECRET)
  assert.ok(!('Poolhouse' in appClientDescription(stored)))
  await assert.rejects(createUserPoolClient(deps, { ...pool, ClientName: 'both', GenerateSecret: true, ClientSecret: SECRET }), { code: 'InvalidParameter' })
  await assert.rejects(createUserPoolClient(deps, { ...pool, ClientName: 'short', ClientSecret: 'short' }), { code: 'InvalidParameter', message: /'clientSecret'.*greater than or equal to 24/ })
})

test('a caller can fix the id by name, once', async (t) => {
  const deps = await openPoolDeps(t)
  const pool = await poolOf(deps)
  assert.equal((await createUserPoolClient(deps, { ...pool, ClientName: '_custom_id_:myclient' })).id, 'myclient')
  await assert.rejects(createUserPoolClient(deps, { ...pool, ClientName: '_custom_id_:myclient' }), { code: 'InvalidParameter', message: /already exists/ })
  await assert.rejects(createUserPoolClient(deps, { ...pool, ClientName: '_custom_id_:my-client' }), { code: 'InvalidParameter' })
})

test('scopes must exist, also in identifiers with slashes', async (t) => {
  const deps = await openPoolDeps(t)
  const pool = await poolOf(deps)
  const machine = { ...pool, ClientName: 'machine', GenerateSecret: true, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['client_credentials' as const] }
  const AllowedOAuthScopes = ['https://api.example.com/v1/read']
  await assert.rejects(createUserPoolClient(deps, { ...machine, AllowedOAuthScopes }), { code: 'ScopeDoesNotExist', message: 'Invalid scope requested: https://api.example.com/v1/read' })
  await createResourceServer(deps, { ...pool, Identifier: 'https://api.example.com/v1', Name: 'api', Scopes: [{ ScopeName: 'read', ScopeDescription: 'read' }] })
  const client = await createUserPoolClient(deps, { ...machine, AllowedOAuthScopes })
  assert.deepEqual(client.settings.AllowedOAuthScopes, AllowedOAuthScopes)
  await assert.rejects(updateUserPoolClient(deps, { ...pool, ClientId: client.id, AllowedOAuthScopes: ['nonsense'] }), { code: 'ScopeDoesNotExist' })
})

test('an update replaces all but name, secrets and our own options', async (t) => {
  const deps = await openPoolDeps(t)
  const pool = await poolOf(deps)
  const client = await createUserPoolClient(deps, {
    ...pool, ClientName: 'web', GenerateSecret: true, AccessTokenValidity: 2, PreventUserExistenceErrors: 'ENABLED', Poolhouse: { pkceRequired: true },
    AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid'], CallbackURLs: ['https://app.example.com/'],
  })
  const updated = await updateUserPoolClient(deps, { ...pool, ClientId: client.id })
  assert.equal(updated.name, 'web')
  assert.equal(updated.settings.AccessTokenValidity, undefined)
  assert.equal(updated.settings.PreventUserExistenceErrors, 'LEGACY')
  assert.deepEqual(updated.settings.CallbackURLs, [])
  assert.equal(updated.settings.Poolhouse.pkceRequired, true)
  assert.deepEqual(updated.secrets.map(({ value }) => value), client.secrets.map(({ value }) => value))
})

test('a client of one pool does not exist in another', async (t) => {
  const deps = await openPoolDeps(t)
  const mine = await poolOf(deps)
  const other = await poolOf(deps)
  const { id: ClientId } = await createUserPoolClient(deps, { ...mine, ClientName: 'web', GenerateSecret: true })
  const refused = { code: 'ResourceNotFound', message: `User pool client ${ClientId} does not exist.` }
  await assert.rejects(describeUserPoolClient(deps, { ...other, ClientId }), refused)
  await assert.rejects(updateUserPoolClient(deps, { ...other, ClientId }), refused)
  await assert.rejects(deleteUserPoolClient(deps, { ...other, ClientId }), refused)
  await assert.rejects(addUserPoolClientSecret(deps, { ...other, ClientId }), refused)
  await assert.rejects(listUserPoolClientSecrets(deps, { ...other, ClientId }), refused)
  await deleteUserPoolClient(deps, { ...mine, ClientId })
  await assert.rejects(describeUserPoolClient(deps, { ...mine, ClientId }), refused)
})

test('two secrets live side by side, never three and never none', async (t) => {
  const deps = await openPoolDeps(t)
  const pool = await poolOf(deps)
  const { id: ClientId, secrets: [first] } = await createUserPoolClient(deps, { ...pool, ClientName: 'web', GenerateSecret: true })
  const name = { ...pool, ClientId }
  deps.clock.advance(1)
  const { secret, generated } = await addUserPoolClientSecret(deps, name)
  assert.equal(generated, true)
  assert.equal(secret.id, `${ClientId}--${deps.clock.now().getTime()}`)
  const client = await describeUserPoolClient(deps, name)
  assert.ok(secretMatches(client, secret.value) && secretMatches(client, first?.value ?? ''))
  deps.clock.advance(1)
  await assert.rejects(addUserPoolClientSecret(deps, name), { code: 'LimitExceeded' })
  const listed = await listUserPoolClientSecrets(deps, name)
  assert.deepEqual(listed.map(({ id }) => id), [first?.id, secret.id])
  assert.ok(!JSON.stringify(listed).includes(secret.value))
  await deleteUserPoolClientSecret(deps, { ...name, ClientSecretId: first?.id ?? '' })
  assert.ok(!secretMatches(await describeUserPoolClient(deps, name), first?.value ?? ''))
  await assert.rejects(deleteUserPoolClientSecret(deps, { ...name, ClientSecretId: secret.id }), { code: 'LimitExceeded' })
  await assert.rejects(deleteUserPoolClientSecret(deps, { ...name, ClientSecretId: 'unknown' }), { code: 'ResourceNotFound' })
  const own = await addUserPoolClientSecret(deps, { ...name, ClientSecret: SECRET })
  assert.equal(own.generated, false)
})

test('a public client gets no secret later', async (t) => {
  const deps = await openPoolDeps(t)
  const pool = await poolOf(deps)
  const { id: ClientId } = await createUserPoolClient(deps, { ...pool, ClientName: 'spa' })
  await assert.rejects(addUserPoolClientSecret(deps, { ...pool, ClientId }), { code: 'InvalidParameter' })
})

test('clients are listed page by page, of their pool only', async (t) => {
  const deps = await openPoolDeps(t)
  const pool = await poolOf(deps)
  const other = await poolOf(deps)
  for (const ClientName of ['a', 'b', 'c']) await createUserPoolClient(deps, { ...pool, ClientName })
  await createUserPoolClient(deps, { ...other, ClientName: 'd' })
  const first = await listUserPoolClients(deps, { ...pool, limit: 2, after: null })
  const second = await listUserPoolClients(deps, { ...pool, limit: 2, after: first.next })
  assert.deepEqual([...first.clients, ...second.clients].map(({ name }) => name).sort(), ['a', 'b', 'c'])
  assert.equal(second.next, null)
})
