import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { TermsAcceptance } from '#src/domain/terms/terms-acceptance.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { after, aUser, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

forEachEngine('what somebody agreed to is kept once for each version, as it was first, and goes with the person', async (_t, open) => {
  const { stores: { termsAcceptances, users }, pool } = await storesWithPool(await open())
  const user = aUser(pool.id)
  await users.createUser(user, [])
  const first: TermsAcceptance = { termsId: randomUUID(), version: 1, clientId: 'app', name: 'terms-of-use', link: 'https://example.com/terms', acceptedAt: noon }
  assert.deepEqual(tally(await race(() => termsAcceptances.acceptTerms(user.id, [first]))), { undefined: 20 })
  await termsAcceptances.acceptTerms(user.id, [{ ...first, link: 'https://example.com/other', acceptedAt: after(5) }])
  const second = { ...first, version: 2, acceptedAt: after(10) }
  await termsAcceptances.acceptTerms(user.id, [second])
  assert.deepEqual(await termsAcceptances.acceptancesOfUser(user.id), [second, first])
  await termsAcceptances.acceptTerms(randomUUID(), [first])
  await termsAcceptances.acceptTerms('nobody', [first])
  assert.deepEqual([await termsAcceptances.acceptancesOfUser('nobody'), await termsAcceptances.acceptancesOfUser(randomUUID())], [[], []])
  await users.deleteUser(pool.id, user.id)
  assert.deepEqual(await termsAcceptances.acceptancesOfUser(user.id), [])
})
