import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { forEachEngine } from '#test/storage/engines.ts'
import { after, aUser, noon, storesWithPool } from '#test/storage/records.ts'

forEachEngine('an offer is put off for its user and kind until the moment named last, and goes with the user', async (_t, open) => {
  const { stores: { declinedOffers, users }, pool } = await storesWithPool(await open())
  const [ada, bob] = [aUser(pool.id, {}), aUser(pool.id, {})]
  await users.createUser(ada, [])
  await users.createUser(bob, [])
  await declinedOffers.declineOffer(ada.id, 'second-factor', after(1))
  await declinedOffers.declineOffer(ada.id, 'second-factor', after(60))
  assert.equal(await declinedOffers.isOfferDeclined(ada.id, 'second-factor', after(59)), true)
  assert.equal(await declinedOffers.isOfferDeclined(ada.id, 'second-factor', after(60)), false)
  assert.equal(await declinedOffers.isOfferDeclined(ada.id, 'passkey', noon), false)
  assert.equal(await declinedOffers.isOfferDeclined(bob.id, 'second-factor', noon), false)
  assert.equal(await declinedOffers.isOfferDeclined('nobody', 'second-factor', noon), false)
  await assert.rejects(declinedOffers.declineOffer(randomUUID(), 'second-factor', after(1)), { code: 'UserNotFound' })
})
