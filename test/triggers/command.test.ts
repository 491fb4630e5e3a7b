import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { loadConfig } from '#src/config/config.ts'
import { systemRandom } from '#src/crypto/random.ts'
import { uuidV7 } from '#src/crypto/uuid-v7.ts'
import type { CallOutcome, FunctionCaller } from '#src/delivery/triggers/create-trigger-runner.ts'
import type { TriggerInvocation } from '#src/domain/triggers/trigger-invocation.ts'
import { createUserPool } from '#src/domain/user-pools/create-user-pool.ts'
import { updateUserPool } from '#src/domain/user-pools/update-user-pool.ts'
import { createRuntime } from '#src/server/create-runtime.ts'
import { examine } from '#src/server/doctor/examine.ts'
import { openLogs } from '#src/server/log.ts'
import { administerTriggers } from '#src/server/triggers/administer-triggers.ts'
import { carryOutTriggerCommand } from '#src/server/triggers/carry-out-trigger-command.ts'
import { readTriggerCommand } from '#src/server/triggers/read-trigger-command.ts'
import { triggerCommandDeps } from '#src/server/triggers/trigger-command-deps.ts'
import { createTestRuntime } from '#test/create-test-runtime.ts'
import { freePort } from '#test/free-port.ts'
import { until } from '#test/reliability/until.ts'
import { createEmbeddedFolder } from '#test/storage/embedded-template.ts'

const arn = (name: string): string => `arn:aws:lambda:us-east-1:000000000000:function:${name}`

async function folder(t: TestContext) {
  const dataDir = await createEmbeddedFolder()
  t.after(() => rmSync(dataDir, { recursive: true, force: true }))
  mkdirSync(join(dataDir, 'functions'))
  writeFileSync(join(dataDir, 'functions', 'a.mjs'), 'export const handler = async (event) => event\n')
  const variables = { SEED: 'none', DATA_DIR: dataDir, PORT: String(await freePort()), OUTBOUND_ALLOW: '127.0.0.0/8' }
  const config = loadConfig(variables)
  const run = async (words: string): Promise<string> => {
    const command = readTriggerCommand(words.split(' '), { variables: {}, readFile: (path) => readFileSync(path, 'utf8') }) ?? assert.fail(words)
    return administerTriggers({ config, log: openLogs(config, { write: () => undefined }).log, signal: AbortSignal.timeout(60_000), write: () => assert.fail('nothing is followed') }, command)
  }
  return { dataDir, config, variables, run }
}

const anInvocation = (poolId: string, change: Partial<TriggerInvocation> = {}): TriggerInvocation => {
  const at = new Date()
  return {
    id: uuidV7(systemRandom, at), at, poolId, clientId: 'client', trigger: 'PreSignUp', source: 'PreSignUp_SignUp', functionName: arn('a'),
    event: { version: '1', triggerSource: 'PreSignUp_SignUp', userName: 'ada', request: { userAttributes: { email: 'ada@example.com' } }, response: { autoConfirmUser: false } },
    response: { autoConfirmUser: true }, durationMs: 3, attempts: 1, outcome: 'answered', error: null, output: null, requestId: 'r', ...change,
  }
}

test('functions are registered, listed, changed and removed while the server is stopped; TR-06 a secret is shown once, and rotated with overlap', async (t) => {
  const { run, dataDir } = await folder(t)
  assert.match(await run(`set ${arn('a')} --module a.mjs`), /function:a {2}module {2}functions\/a\.mjs handler, 128 MiB/)
  const [, secret = ''] = /shown this once: (whsec_\S{44})\n/.exec(await run(`set ${arn('b')} --webhook https://127.0.0.1:9/x`)) ?? []
  assert.equal(Buffer.from(secret.slice(6), 'base64').length, 32)
  // A new address keeps the secret that the other side has.
  assert.doesNotMatch(await run(`set ${arn('b')} --webhook https://127.0.0.1:9/y`), /whsec_/)
  assert.match(await run(`rotate-secret ${arn('b')}`), /whsec_[\s\S]*signed with both until/)
  await run(`set ${arn('c')} --lambda --endpoint http://127.0.0.1:9000 --region eu-west-1`)
  const listed = await run('list')
  assert.match(listed, /:a {2}module .*\n.*:b {2}webhook {2}https:\/\/127\.0\.0\.1:9\/y, two secrets until .*\n.*:c {2}lambda {2}http:\/\/127\.0\.0\.1:9000 in eu-west-1, no credentials/)
  assert.doesNotMatch(listed, /whsec_/)
  await assert.rejects(run(`remove ${arn('z')}`), { code: 'CommandRefused' })
  await assert.rejects(run('tail'), /nothing to follow/)
  assert.deepEqual(readdirSync(dataDir).includes('commands'), false)
})

test('TR-01: an address in a private network, a file outside of the folder and a name that is none are refused when saved', async (t) => {
  const { config } = await folder(t)
  const { stores, domain } = await createTestRuntime(t)
  const caller: FunctionCaller = { call: () => assert.fail('nothing is called') }
  const deps = triggerCommandDeps({ config, stores, caller, clock: domain.clock })
  for (const words of [
    `${arn('a')} --webhook https://10.0.0.1/`, `${arn('a')} --webhook https://[::ffff:10.0.0.1]/`, `${arn('a')} --webhook https://0xa.1/`, `${arn('a')} --webhook http://192.0.2.1/`, `${arn('a')} --webhook ftp://127.0.0.1/`,
    `${arn('a')} --webhook https://user:pass@127.0.0.1/`, `${arn('a')} --lambda --endpoint http://169.254.169.254/`, `${arn('a')} --webhook https://nothing.invalid/`,
    `${arn('a')} --module ../a.mjs`, `${arn('a')} --module /etc/passwd`, `${arn('a')} --module absent.js`, 'f --module a.mjs', 'arn:aws:s3:::bucket --module a.mjs',
  ]) {
    const command = readTriggerCommand(['set', ...words.split(' ')], { variables: {}, readFile: () => '' })
    if (command === null || command.kind === 'tail') assert.fail(words)
    await assert.rejects(carryOutTriggerCommand(deps, command), { code: 'CommandRefused' }, words)
  }
  assert.deepEqual(await stores.registeredFunctions.listFunctions(), [])
})

test('a running server on its embedded database answers the same commands, and follows', async (t) => {
  const { run, config, dataDir } = await folder(t)
  const runtime = await createRuntime(config, openLogs(config, { write: () => undefined }).log)
  t.after(() => runtime.close())
  const pool = await createUserPool(runtime.domain, { region: 'us-east-1', request: { PoolName: 'people', LambdaConfig: { PreSignUp: arn('a'), PostConfirmation: `${arn('b')}:live` } } })
  assert.match(await run('list'), new RegExp(`No functions\\.\\n.*:a {2}MISSING {2}named by ${pool.id} as PreSignUp.*\\n.*:b:live {2}MISSING`))
  assert.match(await run(`set ${arn('a')} --module a.mjs`), /module/)
  assert.match(await run(`set ${arn('b')} --webhook https://127.0.0.1:9/`), /whsec_/)
  assert.doesNotMatch(await run('list'), /MISSING/)
  assert.equal((await runtime.stores.registeredFunctions.findFunction(arn('a')))?.kind, 'module')
  assert.match(await run(`rotate-secret ${arn('b')} --overlap 0`), /no use from now on/)
  assert.match(await run(`remove ${arn('b')}`), /not called any more/)
  await assert.rejects(run(`remove ${arn('b')}`), /no function/)

  const before = anInvocation(pool.id)
  runtime.stores.triggerInvocations.add(before)
  assert.match(await run('log'), new RegExp(`PreSignUp_SignUp {2}${pool.id} {2}ada {2}answered 3 ms {2}${arn('a')} {2}${before.id}\\n$`))
  assert.equal(await run('log --trigger PostConfirmation'), 'No calls.\n')
  assert.match(await run(`show ${before.id}`), /event\n\{[\s\S]*ada@example\.com[\s\S]*response\n\{\n {2}"autoConfirmUser": true/)

  const stopped = new AbortController()
  let followed = ''
  const following = administerTriggers({ config, log: openLogs(config, { write: () => undefined }).log, signal: stopped.signal, write: (text) => (followed += text) }, { kind: 'tail', poolId: pool.id })
  await until('the call is followed', async () => {
    runtime.stores.triggerInvocations.add(anInvocation(pool.id, { outcome: 'threw', error: 'No\u001b[2J entry' }))
    await runtime.stores.triggerInvocations.flush()
    return followed !== ''
  })
  stopped.abort()
  await following
  assert.match(followed, / threw 3 ms .* {2}No\ufffd\[2J entry\n$/)
  assert.doesNotMatch(followed, new RegExp(before.id))
  assert.deepEqual(readdirSync(join(dataDir, 'commands')), [])
})

test('a call is replayed against the function that the pool has now, and nothing is applied or written down', async (t) => {
  const { domain, stores, config } = await createTestRuntime(t)
  const pool = await createUserPool(domain, { region: 'us-east-1', request: { PoolName: 'people', LambdaConfig: { UserMigration: arn('old') } } })
  await updateUserPool(domain, { UserPoolId: pool.id, LambdaConfig: { UserMigration: arn('new') } })
  const calls: Parameters<FunctionCaller['call']>[0][] = []
  let outcome: Partial<CallOutcome> = { outcome: 'answered', response: { userAttributes: { email: 'ada@example.com' } } }
  const caller: FunctionCaller = {
    call: (input) => {
      calls.push(input)
      return Promise.resolve({ outcome: 'answered', response: null, error: null, attempts: 1, failure: null, durationMs: 4, output: 'asked with correct horse\n', ...outcome })
    },
  }
  const deps = triggerCommandDeps({ config, stores, caller, clock: domain.clock })
  const stored = anInvocation(pool.id, {
    trigger: 'UserMigration', source: 'UserMigration_Authentication', functionName: arn('old'), response: { userAttributes: { email: 'ada@example.com' } },
    event: { version: '1', triggerSource: 'UserMigration_Authentication', userName: 'ada', request: { password: '[redacted]', validationData: {} }, response: {} },
  })
  stores.triggerInvocations.add(stored)
  const replay = (values: Record<string, string>, id = stored.id) => carryOutTriggerCommand(deps, { kind: 'replay', id, values })
  await assert.rejects(replay({}), /--value request\.password=…/)
  await assert.rejects(replay({ 'request.password': 'correct horse', 'request.__proto__': 'x' }), /Nothing was redacted at request\.__proto__/)
  await assert.rejects(replay({}, uuidV7(systemRandom, new Date())), /no call/)
  const shown = await replay({ 'request.password': 'correct horse' })
  assert.match(shown, new RegExp(`^${arn('new')} {2}answered {2}4 ms[\\s\\S]*The same as then\\.`))
  assert.doesNotMatch(shown, /correct horse/)
  assert.deepEqual(calls.map(({ functionName, event }) => [functionName, event.request]), [[arn('new'), { password: 'correct horse', validationData: {} }]])
  outcome = { outcome: 'threw', error: 'not correct horse' }
  assert.match(await replay({ 'request.password': 'correct horse' }), /threw[\s\S]*not \[redacted\][\s\S]*then: answered\n\{/)
  assert.deepEqual((await stores.triggerInvocations.listInvocations({}, 10)).map(({ id }) => id), [stored.id])
  assert.deepEqual((await stores.users.listUsers({ poolId: pool.id, filter: null, after: null, limit: 10 })).users, [])
})

test('the doctor names triggers whose functions nobody registered', async (t) => {
  const { run, config, variables } = await folder(t)
  const runtime = await createRuntime(config, openLogs(config, { write: () => undefined }).log)
  await createUserPool(runtime.domain, { region: 'us-east-1', request: { PoolName: 'people', LambdaConfig: { PreSignUp: arn('a'), KMSKeyID: 'arn:aws:kms:us-east-1:000000000000:key/k' } } })
  await runtime.close()
  const problems = async () => (await examine(variables)).filter(({ kind, sentence }) => kind === 'problem' && sentence.includes('registered')).length
  assert.equal(await problems(), 1)
  await run(`set ${arn('a')} --module a.mjs`)
  assert.equal(await problems(), 0)
})
