import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Terms } from '#src/domain/terms/terms.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { aClient, after, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

forEachEngine('terms are kept, one of each name a client, found in their pool alone, and go with their client', async (_t, open) => {
  const { stores: { terms, appClients }, pool } = await storesWithPool(await open())
  const client = aClient(pool.id)
  await appClients.createClient(client)
  const some = (change: Partial<Terms> = {}): Terms => ({
    id: randomUUID(), poolId: pool.id, clientId: client.id, name: 'terms-of-use', source: 'LINK', enforcement: 'NONE',
    links: { 'cognito:default': 'https://example.com/terms' }, version: 1, createdAt: noon, updatedAt: noon, ...change,
  })
  const made = some()
  await terms.createTerms(made)
  assert.deepEqual(tally(await race(() => terms.createTerms(some()))), { TermsExists: 20 })
  await assert.rejects(terms.createTerms(some({ clientId: 'gone' })), { code: 'ResourceNotFound' })
  assert.deepEqual([await terms.findTerms(pool.id, made.id), await terms.findTerms('us-east-1_other', made.id), await terms.findTerms(pool.id, 'x')], [made, null, null])

  const policy = some({ name: 'privacy-policy' })
  await terms.createTerms(policy)
  assert.deepEqual((await terms.termsOfClient(pool.id, client.id)).map(({ name }) => name).toSorted(), ['privacy-policy', 'terms-of-use'])
  const [first, second] = [made, policy].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const page = await terms.listTerms({ poolId: pool.id, after: null, limit: 1 })
  assert.deepEqual([page.terms, await terms.listTerms({ poolId: pool.id, after: page.next, limit: 1 })], [[first], { terms: [second], next: null }])

  await assert.rejects(terms.updateTerms({ ...policy, name: 'terms-of-use' }, noon), { code: 'TermsExists' })
  const endings = await race((index) => terms.updateTerms({ ...made, links: {}, updatedAt: after(index + 1) }, noon))
  assert.deepEqual(tally(endings), { undefined: 1, ConcurrentModification: 19 })
  await terms.deleteTerms(pool.id, policy.id)
  await assert.rejects(terms.deleteTerms(pool.id, policy.id), { code: 'ResourceNotFound' })
  await appClients.deleteClient(pool.id, client.id)
  assert.equal(await terms.findTerms(pool.id, made.id), null)
})
