import assert from 'node:assert/strict'
import { createSealer } from '#src/crypto/sealing.ts'
import { systemRandom } from '#src/crypto/random.ts'
import type { Message } from '#src/domain/messages/message-sender.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { createOutboxStore } from './outbox-store.ts'

const sealer = createSealer({ current: { id: 'test', key: Buffer.alloc(32, 1) } })
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000)
const message: Message = {
  poolId: 'us-east-1_Outbox001', clientId: 'client1', userId: null, username: 'Ada', medium: 'EMAIL', purpose: 'sign-up', to: 'ada@example.com',
  subject: 'Your code', text: 'Your code is 123456.', html: '<p>123456</p>', code: '123456', link: null,
}
const claimAll = { channel: 'EMAIL', now: at(10), leaseUntil: at(130), limit: 10 } as const

forEachEngine('the outbox gives back what was stored, and keeps codes unreadable', async (_t, open) => {
  const { sql } = await open()
  const outbox = createOutboxStore({ sql, sealer })
  const id = systemRandom.uuid()
  await outbox.addMessage(id, message, at(0))
  assert.deepEqual(await outbox.findMessage(id), { ...message, id, status: 'pending', tries: 0, createdAt: at(0) })
  const [row] = await sql.query(statement<{ text: string }>('test_outbox_row', 'SELECT outbox_messages::text AS text FROM outbox_messages'), [])
  assert.doesNotMatch(row?.text ?? '', /(?<![0-9a-f-])123456(?![0-9a-f-])|Your code/)
  assert.equal(await outbox.findMessage('no-uuid'), null)
})

forEachEngine('each due message is claimed by one of twenty', async (_t, open) => {
  const { sql } = await open()
  const outbox = createOutboxStore({ sql, sealer })
  for (let i = 0; i < 30; i++) await outbox.addMessage(systemRandom.uuid(), message, at(i % 10))
  await outbox.addMessage(systemRandom.uuid(), message, at(60))
  await outbox.addMessage(systemRandom.uuid(), { ...message, medium: 'SMS' }, at(0))
  const claims = (await Promise.all(Array.from({ length: 20 }, () => outbox.claimDueMessages({ ...claimAll, limit: 2 })))).flat()
  assert.equal(claims.length, new Set(claims.map(({ id }) => id)).size)
  const rest = await outbox.claimDueMessages({ ...claimAll, limit: 100 })
  assert.equal(claims.length + rest.length, 30)
  assert.ok([...claims, ...rest].every(({ tries, medium }) => tries === 1 && medium === 'EMAIL'))
})

forEachEngine('a claim ends with its lease, and an old claim decides nothing any more', async (_t, open) => {
  const { sql } = await open()
  const outbox = createOutboxStore({ sql, sealer })
  await outbox.addMessage(systemRandom.uuid(), message, at(0))
  const [lost] = await outbox.claimDueMessages(claimAll)
  assert.deepEqual(await outbox.claimDueMessages(claimAll), [])
  const [again] = await outbox.claimDueMessages({ ...claimAll, now: at(130), leaseUntil: at(250) })
  assert.ok(lost && again)
  assert.equal(again.tries, 2)
  await outbox.markSent(lost, at(131), true)
  await outbox.postpone(lost, at(1), 'late')
  assert.equal((await outbox.findMessage(again.id))?.status, 'pending')
  assert.deepEqual(await outbox.claimDueMessages({ ...claimAll, now: at(200) }), [])
  await outbox.postpone(again, at(300), 'ETIMEDOUT')
  assert.equal((await outbox.claimDueMessages({ ...claimAll, now: at(299) })).length, 0)
  assert.equal((await outbox.claimDueMessages({ ...claimAll, now: at(300) })).length, 1)
})

forEachEngine('a finished message loses its text where it is not kept, and goes in the end', async (_t, open) => {
  const { sql } = await open()
  const outbox = createOutboxStore({ sql, sealer })
  for (let i = 0; i < 3; i++) await outbox.addMessage(systemRandom.uuid(), message, at(i))
  const [first, second, third] = await outbox.claimDueMessages(claimAll)
  assert.ok(first && second && third)
  await outbox.markSent(first, at(11), false)
  await outbox.markFailed(second, 'EENVELOPE 550', false)
  await outbox.markSent(third, at(11), true)
  assert.equal(await outbox.findMessage(first.id), null)
  assert.deepEqual((await outbox.findMessages({}, 10)).map(({ id, status }) => ({ id, status })), [{ id: third.id, status: 'sent' }])
  assert.deepEqual(await outbox.claimDueMessages({ ...claimAll, now: at(10_000) }), [])
  assert.equal(await outbox.deleteFinished(at(2), 100), 2)
  assert.equal(await outbox.deleteFinished(at(100), 100), 1)
})

forEachEngine('messages are found by any subset, newest first', async (_t, open) => {
  const { sql } = await open()
  const outbox = createOutboxStore({ sql, sealer })
  const add = async (change: Partial<Message>, seconds: number) => outbox.addMessage(systemRandom.uuid(), { ...message, ...change }, at(seconds))
  await add({ text: 'old' }, 1)
  await add({ text: 'new' }, 2)
  await add({ text: 'bob', to: 'bob@example.com', username: 'bob' }, 3)
  await add({ text: 'other pool', poolId: 'us-east-1_Other0001', clientId: null }, 4)
  const texts = async (filter: Parameters<typeof outbox.findMessages>[0]) => (await outbox.findMessages(filter, 10)).map(({ text }) => text)
  assert.deepEqual(await texts({}), ['other pool', 'bob', 'new', 'old'])
  assert.deepEqual(await texts({ to: 'ADA@example.com', pool: message.poolId }), ['new', 'old'])
  assert.deepEqual(await texts({ username: 'ada', client: 'client1', after: at(1) }), ['new'])
  assert.deepEqual(await texts({ to: "' OR 1=1 --" }), [])
})
