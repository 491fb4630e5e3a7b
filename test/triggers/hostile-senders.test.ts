import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { loadMasterKeys } from '#src/config/master-key.ts'
import { minutes, seconds } from '#src/contracts/duration.ts'
import { systemRandom } from '#src/crypto/random.ts'
import { createSealer } from '#src/crypto/sealing.ts'
import { MAX_TRIES } from '#src/delivery/back-off.ts'
import { createCodeEncrypter } from '#src/delivery/code-keys/encrypt-code.ts'
import { createFunctionTransport } from '#src/delivery/function-transport.ts'
import { startOutboxWorker } from '#src/delivery/outbox-worker.ts'
import { createOutboxStore } from '#src/storage/outbox-store.ts'
import { until } from '#test/reliability/until.ts'
import { AMPLE_MS, handlerText, json, openHostileStage } from './hostile-stage.ts'
import { arnOf, registerBehaviour, registerText } from './register-functions.ts'

const KMSKeyID = 'arn:aws:kms:us-east-1:000000000000:key/5e4d'
type Row = { status: string; tries: number; next_try_at: Date }

/** A pool whose functions send its messages, and a second worker that looks for them when it is told to instead of every few seconds. */
async function open(t: TestContext) {
  const stage = await openHostileStage(t, { variables: { CODE_KEYS: `${KMSKeyID}=aes:${Buffer.alloc(32, 7).toString('base64')}` } })
  const { opened, config, clock, runner, name } = stage
  clock.hold()
  const said: string[] = []
  const log = (_facts: object, words: string) => void said.push(words)
  const worker = startOutboxWorker({
    clock, fraction: () => 0.4, channel: 'FUNCTION', parallel: 32, keepBodies: true, log: { info: log, warn: log, error: log },
    outbox: createOutboxStore({ sql: opened.sql, sealer: createSealer(loadMasterKeys(config)) }),
    transport: createFunctionTransport({ triggers: runner, codeEncrypter: createCodeEncrypter({ keys: config.codeKeys, random: systemRandom }) }),
  })
  t.after(() => worker.stop())
  const rowOf = async (email: string): Promise<Row> => {
    const rows = (await opened.prisma.$queryRawUnsafe('SELECT status, tries, next_try_at FROM outbox_messages WHERE destination = $1 ORDER BY created_at DESC', email)) as Row[]
    return rows[0] ?? assert.fail('No message.')
  }
  return {
    ...stage, said, rowOf,
    sendBy: (function_: string) => name({ CustomEmailSender: { LambdaArn: arnOf(function_), LambdaVersion: 'V1_0' }, KMSKeyID }),
    /** Once the message was tried so often, by whichever worker. */
    tried: async (email: string, tries: number): Promise<Row> => {
      let row = await rowOf(email)
      await until(`${email} was tried ${tries} times`, async () => {
        worker.wake()
        row = await rowOf(email)
        // A message under way is leased for longer than it may wait.
        return row.tries >= tries && (row.status !== 'pending' || row.next_try_at.getTime() - clock.now().getTime() !== minutes(2))
      })
      return row
    },
  }
}

const due = ({ next_try_at }: Row, now: Date): number => next_try_at.getTime() - now.getTime()

/** Ends the server's process of the function, or never answers, or is nowhere. */
const UNANSWERED: Readonly<Record<string, (t: TestContext, stage: Awaited<ReturnType<typeof open>>, name: string) => Promise<() => Promise<number>>>> = {
  'is killed in the middle of the call': async (_t, stage, name) => (await registerText(stage, name, handlerText('process.exit(1)'))).calls,
  'TR-03 does not answer': async (t, stage, name) => counted(await registerBehaviour(t, stage, 'webhook', name, () => undefined)),
  'TR-02 redirects to an inner address, by webhook': async (t, stage, name) => counted(await registerBehaviour(t, stage, 'webhook', name, (response) => json(response, '', 307, { location: 'http://127.0.0.1:1/' }))),
  'TR-02 redirects to an inner address, by lambda': async (t, stage, name) => counted(await registerBehaviour(t, stage, 'lambda', name, (response) => json(response, '', 307, { location: 'http://127.0.0.1:1/' }))),
}
const counted = ({ events }: { events(): Promise<unknown[]> }) => async () => (await events()).length

test('a sender that throws for good is asked three times, with pauses, and the message ends as failed where operators see it', async (t) => {
  const stage = await open(t)
  const { signUp, sendBy, tried, clock, client, sdk, findUser, message, said, logLines } = stage
  const { calls } = await registerText(stage, 'throws', handlerText('throw new Error("the provider is closed")'))
  await sendBy('throws')
  assert.equal((await signUp('ada@example.com')).CodeDeliveryDetails?.DeliveryMedium, 'EMAIL')
  for (const tries of [1, 2]) {
    const row = await tried('ada@example.com', tries)
    assert.equal(row.status, 'pending')
    assert.ok(due(row, clock.now()) >= seconds(2.5) * tries && due(row, clock.now()) <= seconds(5) * 2 ** (tries - 1), `${due(row, clock.now())} ms`)
    assert.equal(await calls(), tries)
    clock.advance(due(row, clock.now()))
  }
  assert.deepEqual([(await tried('ada@example.com', 3)).status, await calls()], ['failed', 3])
  assert.match([...said, ...logLines].join('\n'), /a message cannot be delivered/)
  clock.advance(minutes(60))
  assert.deepEqual([(await tried('ada@example.com', 3)).status, await calls()], ['failed', 3], 'nobody asks again')
  // The person is whole: once the function is well, another code arrives by it.
  assert.equal((await findUser('ada@example.com')).status, 'UNCONFIRMED')
  await registerText(stage, 'sends', handlerText('return event'))
  await sendBy('sends')
  await sdk.resendConfirmationCode({ ClientId: client.id, Username: 'ada@example.com' })
  assert.equal((await tried('ada@example.com', 1)).status, 'sent')
  await sdk.confirmSignUp({ ClientId: client.id, Username: 'ada@example.com', ConfirmationCode: (await message({ to: 'ada@example.com' })).code ?? '' })
})

test('a sender that gives no answer is asked once each time, at growing intervals; when it is well again the message arrives', async (t) => {
  const stage = await open(t)
  const { signUp, sendBy, tried, clock, limits, rowOf } = stage
  for (const [n, [what, register]] of Object.entries(UNANSWERED).entries()) {
    await t.test(what, async (t) => {
      const calls = await register(t, stage, `sender-${n}`)
      limits.timeoutMs = what.startsWith('TR-03') ? 1500 : AMPLE_MS
      await sendBy(`sender-${n}`)
      const people = [1, 2, 3].map((m) => `p${n}-${m}@example.com`)
      for (const person of people) await signUp(person)
      for (let tries = 1; tries <= 4; tries++) {
        for (const person of people) {
          const row = await tried(person, tries)
          const wait = due(row, clock.now())
          assert.equal(row.status, 'pending')
          assert.ok(wait >= seconds(5) * 2 ** (tries - 1) / 2 && wait <= seconds(5) * 2 ** (tries - 1), `${tries}: ${wait} ms`)
        }
        assert.equal(await calls(), people.length * tries, 'one call for each message')
        clock.advance(seconds(5) * 2 ** (tries - 1))
      }
      limits.timeoutMs = AMPLE_MS
      await registerText(stage, `sender-${n}`, handlerText('return event'))
      for (const person of people) assert.equal((await tried(person, 5)).status, 'sent')
      assert.deepEqual([await calls(), (await rowOf(people[0] ?? '')).tries], [n === 0 ? 15 : 12, 5])
    })
  }
})

test('a sender that nobody registered is looked for fifty times at most, and then the message has failed', async (t) => {
  const { signUp, sendBy, tried, clock } = await open(t)
  await sendBy('nobody')
  await signUp('ada@example.com')
  for (let tries = 1; tries < MAX_TRIES; tries++) {
    assert.equal((await tried('ada@example.com', tries)).status, 'pending')
    clock.advance(minutes(30))
  }
  assert.deepEqual(await tried('ada@example.com', MAX_TRIES).then(({ status, tries }) => [status, tries]), ['failed', MAX_TRIES])
})

test('TR-04 what a sender answers is of no interest, whatever it is: the message counts as sent', async (t) => {
  const stage = await open(t)
  const answers = { garbage: 'return "garbage"', nothing: '', large: 'return "x".repeat(10 * 1024 * 1024)', prototype: 'return JSON.parse(\'{"response":{"__proto__":{}}}\')', other: 'return { ...event, triggerSource: "PreSignUp_SignUp" }' }
  for (const [name, body] of Object.entries(answers)) {
    const { calls } = await registerText(stage, name, handlerText(body))
    await stage.sendBy(name)
    await stage.signUp(`${name}@example.com`)
    assert.deepEqual([(await stage.tried(`${name}@example.com`, 1)).status, await calls()], ['sent', 1], name)
  }
})
