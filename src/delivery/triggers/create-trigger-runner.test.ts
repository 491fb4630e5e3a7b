import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { systemRandom } from '#src/crypto/random.ts'
import type { RegisteredFunction } from '#src/domain/functions/registered-function.ts'
import type { TriggerInvocation } from '#src/domain/triggers/trigger-invocation.ts'
import type { TriggerCall, TriggerName } from '#src/domain/triggers/trigger-runner.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { createTriggerRunner, type TriggerRunnerDeps } from './create-trigger-runner.ts'
import type { Answer, RunCall, TriggerEvent } from './function-runner.ts'
import { createTriggerMetrics } from './trigger-metrics.ts'

const arn = (name: string): string => `arn:aws:lambda:us-east-1:000000000000:function:${name}`
const noon = new Date('2026-11-21T12:00:00.000Z')
const aPool = (LambdaConfig: UserPool['settings']['LambdaConfig']): UserPool => ({ id: 'us-east-1_pool', region: 'us-east-1', settings: { LambdaConfig } }) as UserPool
const aFunction = (name: string): RegisteredFunction =>
  ({ name: arn(name), kind: 'module', settings: { file: `${name}.js`, handler: 'handler', memoryMb: 128 }, secrets: { environment: {} }, createdAt: noon, modifiedAt: noon })
const aCall = (change: Partial<TriggerCall> = {}): TriggerCall =>
  ({ trigger: 'PreSignUp', source: 'PreSignUp_SignUp', poolId: 'us-east-1_pool', clientId: 'client', userName: 'ada', request: { userAttributes: {} }, response: { autoConfirmUser: false }, ...change })

type Handler = (registered: RegisteredFunction, event: TriggerEvent, call: RunCall) => Promise<Answer> | Answer

/** A runner on functions `f` and `g` (and those named), whose answers the test gives. */
function open(handler: Handler, { pool = aPool({ PreSignUp: arn('f') }), ...change }: Partial<TriggerRunnerDeps> & { pool?: UserPool } = {}) {
  const invocations: TriggerInvocation[] = []
  const warnings: object[] = []
  const metrics = createTriggerMetrics({ lost: () => 3 })
  const registered = new Map(['f', 'g'].map((name) => [arn(name), aFunction(name)]))
  const runner = createTriggerRunner({
    userPools: { findPool: () => Promise.resolve(pool) },
    functions: { findFunction: (name) => Promise.resolve(registered.get(name) ?? null) },
    runners: { module: { run: (...given) => Promise.resolve(handler(...given)), close: () => Promise.resolve() } },
    invocations: { add: (invocation) => void invocations.push(invocation) },
    requestOrigins: { current: () => ({ wire: 'api', address: null, userAgent: 'Firefox', sdkUserAgent: 'aws-sdk-js/3.1.0 ua/2.1 os/linux', clientId: null, language: null, requestId: 'request' }) },
    metrics, clock: { now: () => noon }, random: systemRandom, log: { warn: (facts) => void warnings.push(facts) }, ...change,
  })
  return { runner, invocations, warnings, metrics }
}

const answering = (response: unknown): Handler => (_registered, event) => ({ kind: 'answered', event: { ...event, response } })
const silent: Answer = { kind: 'unanswered', cause: 'refused connection', again: true }
const codeOf = (promise: Promise<unknown>): Promise<{ code?: string; message?: string }> => promise.then(() => ({}), (error: unknown) => error as { code: string; message: string })

test('a function is given the whole event, and its response alone comes back', async () => {
  let given: unknown
  const { runner, invocations } = open((registered, event) => {
    given = [registered.name, event]
    return { kind: 'answered', event: { response: { autoConfirmUser: true }, userName: 'somebody else' } }
  })
  assert.deepEqual(await runner.run(aCall()), { autoConfirmUser: true })
  assert.deepEqual(given, [arn('f'), {
    version: '1', triggerSource: 'PreSignUp_SignUp', region: 'us-east-1', userPoolId: 'us-east-1_pool', userName: 'ada',
    callerContext: { awsSdkVersion: 'aws-sdk-js-3.1.0', clientId: 'client' }, request: { userAttributes: {} }, response: { autoConfirmUser: false },
  }])
  const [written] = invocations
  assert.deepEqual([written?.outcome, written?.attempts, written?.requestId, written?.response], ['answered', 1, 'request', { autoConfirmUser: true }])
})

test('a pool has the triggers that its LambdaConfig names, in whichever member', () => {
  const { runner } = open(answering({}))
  const has = (config: UserPool['settings']['LambdaConfig'], trigger: TriggerName) => runner.has(aPool(config), trigger)
  assert.equal(has({}, 'PreTokenGeneration'), false)
  assert.equal(has({ PreTokenGenerationConfig: { LambdaArn: arn('f'), LambdaVersion: 'V2_0' } }, 'PreTokenGeneration'), true)
  assert.equal(has({ PreTokenGeneration: arn('f') }, 'PreTokenGeneration'), true)
  assert.equal(has({ CustomEmailSender: { LambdaArn: arn('f'), LambdaVersion: 'V1_0' } }, 'CustomEmailSender'), true)
  assert.equal(has({ PreSignUp: arn('f') }, 'PostConfirmation'), false)
})

test('the version of an event is that of the trigger, and operators\' calls name no client', async () => {
  const seen: string[][] = []
  const handler: Handler = (_registered, event) => (seen.push([event.version, event.callerContext.clientId, event.callerContext.awsSdkVersion]), { kind: 'answered', event })
  for (const LambdaVersion of ['V1_0', 'V2_0', 'V3_0'] as const) {
    const { runner } = open(handler, { pool: aPool({ PreTokenGeneration: arn('f'), PreTokenGenerationConfig: { LambdaArn: arn('f'), LambdaVersion } }), requestOrigins: { current: () => null } })
    await runner.run(aCall({ trigger: 'PreTokenGeneration', source: 'TokenGeneration_Authentication', clientId: null }))
  }
  assert.deepEqual(seen, ['1', '2', '3'].map((version) => [version, 'CLIENT_ID_NOT_APPLICABLE', 'aws-sdk-unknown-unknown']))
})

test('an ARN with an alias finds the function without one, and its own first', async () => {
  const { runner } = open(answering({ ok: true }), { pool: aPool({ PreSignUp: `${arn('f')}:live` }) })
  assert.deepEqual(await runner.run(aCall()), { ok: true })
})

test('a function that throws is called once and its message shown, cut and in one line', async () => {
  let calls = 0
  const { runner, warnings } = open(() => (calls++, { kind: 'threw', message: `No${'\n'}entry ${'x'.repeat(1000)}` }))
  const error = await codeOf(runner.run(aCall()))
  assert.equal(error.code, 'UserLambdaValidation')
  assert.match(error.message ?? '', /^PreSignUp failed with error No entry x+…\.$/)
  assert.ok((error.message ?? '').length < 540)
  assert.deepEqual([calls, warnings.length], [1, 0])
})

test('TR-03 silence is tried three times, 5 seconds each, and then UnexpectedLambda says nothing about the installation', async () => {
  const given: number[] = []
  const { runner, invocations, warnings } = open((_registered, _event, { timeoutMs }) => (given.push(timeoutMs), silent))
  assert.deepEqual(await codeOf(runner.run(aCall())).then(({ code, message }) => [code, message]), ['UnexpectedLambda', 'PreSignUp invocation failed due to error ServiceException.'])
  assert.deepEqual(given, [5000, 5000, 5000])
  assert.deepEqual(invocations.map(({ outcome, attempts, error }) => [outcome, attempts, error]), [['unanswered', 3, 'refused connection']])
  assert.equal(warnings.length, 1)
})

test('an attempt that is answered ends the trying, and hopeless silence is not tried again', async () => {
  let calls = 0
  const second = open((_registered, event) => (++calls === 2 ? { kind: 'answered', event } : silent))
  assert.deepEqual(await second.runner.run(aCall()), { autoConfirmUser: false })
  assert.equal(second.invocations[0]?.attempts, 2)
  const hopeless = open(() => (calls++, { ...silent, again: false }))
  assert.equal((await codeOf(hopeless.runner.run(aCall()))).code, 'UnexpectedLambda')
  assert.equal(calls, 3)
})

test('an attempt ends with its time, even when its runner holds on to it or fails', async () => {
  const late = open((_registered, _event, { signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(silent))), { limits: { timeoutMs: 20, attempts: 2 } })
  assert.equal((await codeOf(late.runner.run(aCall()))).message, 'PreSignUp failed with error Socket timeout while invoking Lambda function.')
  const stuck = open(() => new Promise<never>(() => undefined), { limits: { timeoutMs: 10, attempts: 1 } })
  assert.equal((await codeOf(stuck.runner.run(aCall()))).code, 'UnexpectedLambda')
  const broken = open(() => Promise.reject(new Error('no worker')))
  assert.equal((await codeOf(broken.runner.run(aCall()))).code, 'UnexpectedLambda')
  assert.match(broken.invocations[0]?.error ?? '', /no worker/)
})

test('TR-04 an answer without a response, to another event, or that cannot be read is refused as such', async () => {
  for (const event of [null, [], 'yes', {}, { response: null }, { response: [] }, { triggerSource: 'PostConfirmation_ConfirmSignUp', response: {} }]) {
    const { runner, invocations } = open(() => ({ kind: 'answered', event }))
    assert.deepEqual(await codeOf(runner.run(aCall())).then(({ code, message }) => [code, message]), ['InvalidLambdaResponse', 'Unrecognizable lambda output'], JSON.stringify(event))
    assert.equal(invocations[0]?.outcome, 'unreadable')
  }
  const { runner } = open(() => ({ kind: 'unreadable', cause: 'The answer is larger than a megabyte.' }))
  assert.equal((await codeOf(runner.run(aCall()))).code, 'InvalidLambdaResponse')
})

test('TR-03 a function that nobody registered, or of a kind that nobody runs, is never let pass', async () => {
  const unknown = open(answering({}), { pool: aPool({ PreSignUp: arn('nobody') }) })
  assert.equal((await codeOf(unknown.runner.run(aCall()))).message, 'PreSignUp invocation failed due to error ResourceNotFoundException.')
  assert.equal(unknown.invocations[0]?.outcome, 'not-called')
  assert.equal(unknown.warnings.length, 1)
  const unrun = open(answering({}), { runners: {} })
  assert.equal((await codeOf(unrun.runner.run(aCall()))).code, 'UnexpectedLambda')
  assert.match(unrun.invocations[0]?.error ?? '', /kind module/)
})

test('a function knows nobody to migrate by leaving its response empty', async () => {
  const pool = aPool({ UserMigration: arn('f') })
  for (const response of [undefined, null, {}]) {
    const { runner } = open(answering(response), { pool })
    assert.deepEqual(await runner.run(aCall({ trigger: 'UserMigration', source: 'UserMigration_Authentication' })), {})
  }
})

test('what a sender says is of no interest, that it threw is, and nobody tries it again here', async () => {
  const pool = aPool({ CustomEmailSender: { LambdaArn: arn('f'), LambdaVersion: 'V1_0' } })
  const call = aCall({ trigger: 'CustomEmailSender', source: 'CustomEmailSender_SignUp' })
  for (const answer of [{ kind: 'answered', event: null }, { kind: 'unreadable', cause: 'no JSON' }] as const) assert.deepEqual(await open(() => answer, { pool }).runner.run(call), {})
  let calls = 0
  assert.equal((await codeOf(open(() => (calls++, silent), { pool }).runner.run(call))).code, 'UnexpectedLambda')
  assert.equal((await codeOf(open(() => ({ kind: 'threw', message: 'full' }), { pool }).runner.run(call))).code, 'UserLambdaValidation')
  assert.equal(calls, 1)
})

test('TR-08 calls of one function wait in a line of its own, which is never long', async () => {
  const waiting: (() => void)[] = []
  const handler: Handler = (registered, event) => new Promise((resolve) => {
    const answer = () => resolve({ kind: 'answered', event })
    if (registered.name === arn('g')) answer()
    else waiting.push(answer)
  })
  const { runner, invocations } = open(handler, { pool: aPool({ PreSignUp: arn('f'), PostConfirmation: arn('g') }), limits: { concurrency: 2, maxQueue: 1 } })
  const calls = Array.from({ length: 4 }, () => codeOf(runner.run(aCall())))
  assert.equal((await Promise.race(calls)).message, 'PreSignUp invocation failed due to error TooManyRequestsException.')
  assert.equal(waiting.length, 2)
  await runner.run(aCall({ trigger: 'PostConfirmation', source: 'PostConfirmation_ConfirmSignUp' }))
  while (invocations.length < 5) {
    waiting.splice(0).forEach((answer) => answer())
    await nextTurn()
  }
  assert.equal((await Promise.all(calls)).filter(({ code }) => code === undefined).length, 3)
})

test('TR-08 a function that stays silent is not stormed: after a while each call tries once, and three times again when it answers', async () => {
  let calls = 0
  let answer: Answer | null = silent
  const { runner } = open((_registered, event) => (calls++, answer ?? { kind: 'answered', event }), { limits: { attempts: 2 } })
  const attemptsOf = async () => {
    const before = calls
    await codeOf(runner.run(aCall()))
    return calls - before
  }
  for (let n = 0; n < 4; n++) assert.equal(await attemptsOf(), 2)
  await attemptsOf()
  assert.equal(await attemptsOf(), 1)
  answer = null
  assert.equal(await attemptsOf(), 1)
  answer = silent
  assert.equal(await attemptsOf(), 2)
})

test('TR-07 neither the log of calls nor the operator\'s holds what is secret', async () => {
  const pool = aPool({ UserMigration: arn('f') })
  const handler: Handler = (_registered, event, call) => {
    call.output(`checking ${String(event.request.password)}`)
    return { kind: 'unanswered', cause: `the old house refused "${String(event.request.password)}"`, again: false }
  }
  const { runner, invocations, warnings } = open(handler, { pool })
  await codeOf(runner.run(aCall({ trigger: 'UserMigration', source: 'UserMigration_Authentication', request: { password: 'correct horse', validationData: {} } })))
  assert.deepEqual(invocations[0]?.event.request, { password: '[redacted]', validationData: {} })
  assert.equal(invocations[0]?.output, 'checking [redacted]\n')
  assert.match(invocations[0]?.error ?? '', /refused "\[redacted\]"/)
  assert.doesNotMatch(JSON.stringify([invocations, warnings]), /correct horse/)
})

test('calls are counted by trigger, function and outcome; nothing is written down where no log is kept', async () => {
  const { runner, metrics } = open(answering({}), { invocations: null })
  await runner.run(aCall())
  await runner.run(aCall())
  const lines = metrics.lines()
  assert.ok(lines.includes(`poolhouse_trigger_calls_total{trigger="PreSignUp",function="${arn('f')}",outcome="answered"} 2`))
  assert.ok(lines.includes(`poolhouse_trigger_duration_seconds_bucket{trigger="PreSignUp",function="${arn('f')}",le="+Inf"} 2`))
  assert.ok(lines.includes('poolhouse_trigger_log_lost_total 3'))
  assert.deepEqual(createTriggerMetrics({ lost: () => 3 }).lines(), [])
})
