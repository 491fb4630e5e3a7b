import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { CreateTermsCommandInput } from '@aws-sdk/client-cognito-identity-provider'
import { makePool } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'

const LINKS = { 'cognito:default': 'https://example.com/terms', 'cognito:german': 'https://example.com/de/terms' }
const UNKNOWN = '0f2b8a1e-5c54-4a7e-9a3c-3a5f0f4f0c11'

async function open(t: TestContext) {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  const create = async (change: Partial<CreateTermsCommandInput> = {}) => (await api.sdk.createTerms({
    UserPoolId: pool.id, ClientId: client.id, TermsName: 'terms-of-use', TermsSource: 'LINK', Enforcement: 'NONE', Links: LINKS, ...change,
  })).Terms ?? assert.fail()
  return { ...api, pool, client, create, refused: async (promise: Promise<unknown>) => (await refusalOf(promise)).name }
}

test('CreateTerms: answers the document as it is stored', async (t) => {
  const { sdk, pool, client, create } = await open(t)
  const { CreationDate, LastModifiedDate, TermsId, ...terms } = await create()
  assert.match(TermsId ?? '', /^[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}$/)
  assert.ok(CreationDate && Math.abs(CreationDate.getTime() - Date.now()) < 60_000)
  assert.deepEqual(LastModifiedDate, CreationDate)
  assert.deepEqual(terms, { UserPoolId: pool.id, ClientId: client.id, TermsName: 'terms-of-use', TermsSource: 'LINK', Enforcement: 'NONE', Links: LINKS })
  const bare = await create({ TermsName: 'privacy-policy', Links: undefined })
  assert.deepEqual((await sdk.describeTerms({ UserPoolId: pool.id, TermsId: bare.TermsId })).Terms?.Links, {})
})

test('CreateTerms: refuses a second one of a kind, unknown clients, and links that are none', async (t) => {
  const { pool, create, refused, ...api } = await open(t)
  await create()
  const { client: elsewhere } = await makePool(api)
  assert.equal(await refused(create()), 'TermsExistsException')
  assert.equal(await refused(create({ ClientId: elsewhere.id, UserPoolId: pool.id })), 'ResourceNotFoundException')
  assert.equal(await refused(create({ UserPoolId: 'us-east-1_000000000' })), 'ResourceNotFoundException')
  const invalid: Partial<Record<string, unknown>>[] = [
    { TermsName: 'cookies' }, { TermsSource: 'TEXT' }, { Enforcement: 'ALWAYS' }, { Links: { 'cognito:klingon': 'https://example.com' } },
    { Links: { 'cognito:default': 'javascript:alert(1)' } }, { Links: { 'cognito:default': 'data:text/html,x' } }, { Links: { 'cognito:default': `https://example.com/${'a'.repeat(1024)}` } },
  ]
  for (const change of invalid) assert.equal(await refused(create({ TermsName: 'privacy-policy', ...change })), 'InvalidParameterException', JSON.stringify(change).slice(0, 80))
  const parallel = await Promise.allSettled(Array.from({ length: 4 }, () => create({ TermsName: 'privacy-policy' })))
  assert.equal(parallel.filter(({ status }) => status === 'fulfilled').length, 1)
})

test('DescribeTerms: shows a document of its own pool only', async (t) => {
  const { sdk, pool, create, refused, ...api } = await open(t)
  const terms = await create()
  assert.deepEqual((await sdk.describeTerms({ UserPoolId: pool.id, TermsId: terms.TermsId })).Terms, terms)
  const { pool: other } = await makePool({ ...api })
  assert.equal(await refused(sdk.describeTerms({ UserPoolId: other.id, TermsId: terms.TermsId })), 'ResourceNotFoundException')
  assert.equal(await refused(sdk.describeTerms({ UserPoolId: pool.id, TermsId: UNKNOWN })), 'ResourceNotFoundException')
  assert.equal(await refused(sdk.describeTerms({ UserPoolId: pool.id, TermsId: 'x' })), 'InvalidParameterException')
})

test('DescribeTermsByClient: finds a document by client and name', async (t) => {
  const { sdk, pool, client, create, refused } = await open(t)
  const terms = await create()
  const find = (TermsName: string, ClientId = client.id) => sdk.describeTermsByClient({ UserPoolId: pool.id, ClientId, TermsName })
  assert.deepEqual((await find('terms-of-use')).Terms, terms)
  assert.equal(await refused(find('privacy-policy')), 'ResourceNotFoundException')
  assert.equal(await refused(find('terms-of-use', 'nobody')), 'ResourceNotFoundException')
})

test('UpdateTerms: changes what is given and leaves the rest', async (t) => {
  const { sdk, pool, create, refused } = await open(t)
  const { LastModifiedDate: before, ...terms } = await create()
  const update = (change: object, TermsId = terms.TermsId) => sdk.updateTerms({ UserPoolId: pool.id, TermsId, ...change })
  const { LastModifiedDate: after, ...updated } = (await update({ Links: { 'cognito:default': 'https://example.com/new' } })).Terms ?? assert.fail()
  assert.deepEqual(updated, { ...terms, Links: { 'cognito:default': 'https://example.com/new' } })
  assert.ok(before && after && after > before)
  assert.equal((await update({ TermsName: 'privacy-policy' })).Terms?.TermsName, 'privacy-policy')
  await create()
  assert.equal(await refused(update({ TermsName: 'terms-of-use' })), 'TermsExistsException')
  assert.equal(await refused(update({}, UNKNOWN)), 'ResourceNotFoundException')
  assert.equal(await refused(update({ Links: { 'cognito:default': 'nowhere' } })), 'InvalidParameterException')
})

test('DeleteTerms: removes a document and answers without a body', async (t) => {
  const { sdk, pool, create, refused, post } = await open(t)
  const { TermsId } = await create()
  assert.deepEqual([(await post('DeleteTerms', { UserPoolId: pool.id, TermsId })).text, await refused(sdk.describeTerms({ UserPoolId: pool.id, TermsId }))], ['', 'ResourceNotFoundException'])
  assert.equal(await refused(sdk.deleteTerms({ UserPoolId: pool.id, TermsId })), 'ResourceNotFoundException')
})

test('ListTerms: goes through all pages, and documents go with their client', async (t) => {
  const { sdk, pool, client, create, refused } = await open(t)
  const made = [await create(), await create({ TermsName: 'privacy-policy' })].toSorted((a, b) => ((a.TermsId ?? '') < (b.TermsId ?? '') ? -1 : 1))
  const first = await sdk.listTerms({ UserPoolId: pool.id, MaxResults: 1 })
  const second = await sdk.listTerms({ UserPoolId: pool.id, MaxResults: 1, NextToken: first.NextToken })
  assert.deepEqual([...(first.Terms ?? []), ...(second.Terms ?? [])], made.map(({ TermsId, TermsName, Enforcement, CreationDate, LastModifiedDate }) => ({
    TermsId, TermsName, Enforcement, CreationDate, LastModifiedDate,
  })))
  assert.equal(second.NextToken, undefined)
  assert.equal(await refused(sdk.listTerms({ UserPoolId: pool.id, MaxResults: 0 })), 'InvalidParameterException')
  await sdk.deleteUserPoolClient({ UserPoolId: pool.id, ClientId: client.id })
  assert.deepEqual((await sdk.listTerms({ UserPoolId: pool.id })).Terms, [])
})
