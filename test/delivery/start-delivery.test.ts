import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { systemRandom } from '#src/crypto/random.ts'
import { createSealer } from '#src/crypto/sealing.ts'
import type { Message } from '#src/domain/messages/message-sender.ts'
import { createOutboxStore } from '#src/storage/outbox-store.ts'
import { freePort } from '#test/free-port.ts'
import { startMailServer } from './mail-server.ts'
import { openFreshEmbedded } from '#test/storage/engines.ts'
import { createCodeEncrypter } from '#src/delivery/code-keys/encrypt-code.ts'
import { backOff } from '#src/delivery/back-off.ts'
import { createSafeFetch } from '#src/delivery/safe-fetch.ts'
import { startDelivery, type DeliveryDeps } from '#src/delivery/start-delivery.ts'

const message: Message = {
  poolId: 'us-east-1_Deliver01', clientId: 'client1', userId: null, username: 'ada', medium: 'EMAIL', purpose: 'sign-up', to: 'ada@example.com',
  subject: 'Code', text: 'Code: 123456', html: null, code: '123456', link: null,
}
const from = { name: '', address: 'no-reply@example.com' }
const never = new AbortController().signal

async function start(t: TestContext, given: Partial<DeliveryDeps> = {}) {
  const { sql } = await openFreshEmbedded(t)
  const logged: object[] = []
  const log = (facts: object, words: string) => void logged.push({ ...facts, words })
  const safeFetch = createSafeFetch({ allow: [] })
  let ahead = 0
  const clock = { now: () => new Date(Date.now() + ahead) }
  const triggers = { run: () => Promise.reject(new Error('No pool has a function.')) }
  const codeEncrypter = createCodeEncrypter({ keys: new Map(), random: systemRandom })
  const deps = { clock, random: systemRandom, triggers, codeEncrypter, outbox: createOutboxStore({ sql, sealer: createSealer({ current: { id: 'k', key: Buffer.alloc(32, 1) } }) }), safeFetch, log: { info: log, warn: log, error: log }, mode: 'development', mail: null, sms: null, pictures: { findAsset: () => Promise.resolve(null) }, ...given } as const
  const delivery = startDelivery(deps)
  t.after(async () => {
    await delivery.stop()
    await safeFetch.close()
  })
  const logs = async (words: string) => {
    while (!logged.some((line) => (line as { words: string }).words === words)) await new Promise((resolve) => setImmediate(resolve))
    return logged
  }
  return { ...delivery, deps, logs, later: (ms: number) => { ahead += ms } }
}

describe('delivery', () => {
  it('without a transport in development is the inbox', async (t) => {
    const { sender, inbox } = await start(t)
    await sender.send(message)
    const latest = await inbox?.latest({ to: 'ada@example.com' }, { waitMs: 0, signal: never })
    assert.deepEqual({ ...latest, createdAt: '' }, { to: 'ada@example.com', medium: 'EMAIL', purpose: 'sign-up', subject: 'Code', text: 'Code: 123456', html: null, code: '123456', link: null, createdAt: '' })
    const view = await inbox?.viewInbox({ pool: message.poolId })
    assert.deepEqual(view?.messages.map(({ to, medium, hasHtml }) => ({ to, medium, hasHtml })), [{ to: 'ada@example.com', medium: 'email', hasHtml: false }])
  })

  it('lets a test wait for the next message', async (t) => {
    const { sender, inbox } = await start(t)
    const waiting = inbox?.latest({ username: 'ada' }, { waitMs: 60_000, signal: never })
    await sender.send({ ...message, username: 'bob' })
    await sender.send(message)
    assert.equal((await waiting)?.code, '123456')
    assert.equal(await inbox?.latest({ username: 'nobody' }, { waitMs: 30, signal: never }), null)
    assert.equal(await inbox?.latest({ username: 'nobody' }, { waitMs: 60_000, signal: AbortSignal.abort() }), null)
  })

  it('RE-10 survives a mail server that is down: senders do not wait, nothing is lost, nothing comes twice', async (t) => {
    const port = await freePort()
    const { sender, inbox, logs, later } = await start(t, { mail: { url: `smtp://127.0.0.1:${port}`, from } })
    await Promise.all([1, 2, 3].map((n) => sender.send({ ...message, text: `Code ${n}` })))
    await logs('a message waits for another try')
    assert.equal((await inbox?.viewInbox({}))?.messages.length, 3)
    const server = await startMailServer(t, { port })
    const arrived = Promise.all([1, 2, 3, 4].map(() => server.next()))
    later(backOff(1, 0))
    await sender.send({ ...message, text: 'Code 4' })
    assert.deepEqual((await arrived).map(({ text }) => text?.trim()).sort(), ['Code 1', 'Code 2', 'Code 3', 'Code 4'])
    await logs('a message was delivered')
    assert.equal(server.mails.length, 4)
  })

  it('in production erases texts once they are delivered, and has no inbox', async (t) => {
    const server = await startMailServer(t)
    const { sender, inbox, logs, deps } = await start(t, { mode: 'production', mail: { url: `smtp://127.0.0.1:${server.port}`, from } })
    assert.equal(inbox, null)
    await sender.send(message)
    const logged = await logs('a message was delivered')
    assert.deepEqual(await deps.outbox.findMessages({}, 10), [])
    assert.doesNotMatch(JSON.stringify(logged), /(?<![0-9a-f-])123456(?![0-9a-f-])|ada@example/)
  })

  it('ends as failed where the operator waived the transport', async (t) => {
    const { sender, logs, deps } = await start(t, { mode: 'production' })
    await sender.send(message)
    await logs('a message cannot be delivered')
    assert.deepEqual(await deps.outbox.claimDueMessages({ channel: 'EMAIL', now: new Date(Date.now() + 1e9), leaseUntil: new Date(), limit: 1 }), [])
  })

  it('refuses with CodeDeliveryFailure only when a message cannot be stored', async (t) => {
    const { deps } = await start(t)
    const outbox = { ...deps.outbox, addMessage: () => Promise.reject(new Error('disk full')) }
    const broken = startDelivery({ ...deps, outbox })
    t.after(() => broken.stop())
    await assert.rejects(broken.sender.send(message), { name: 'DomainError', code: 'CodeDeliveryFailure' })
  })
})

it('waits grow to half an hour and are spread over their second half', () => {
  assert.deepEqual([1, 2, 3, 9, 10, 49].map((tries) => backOff(tries, 0) / 1000), [5, 10, 20, 1280, 1800, 1800])
  assert.equal(backOff(1, 1), 2500)
})
