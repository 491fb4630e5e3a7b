import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import type { TriggerName } from '#src/domain/triggers/trigger-runner.ts'
import { refusalOf } from '#test/aws-api/open-aws-api.ts'
import type { Stop } from '#test/drive/hosted-browser.ts'
import { type Place, PLACES, toldOnPage } from './hostile-places.ts'
import { AMPLE_MS, changedTables, handlerText, type HostileStage, json, naming, openHostileStage, storedRows } from './hostile-stage.ts'
import { arnOf, registerBehaviour, registerText } from './register-functions.ts'

type Outcome = 'threw' | 'late' | 'failed' | 'unknown' | 'unreadable'
type Misbehaviour = { what: string; outcome: Outcome; arn: string; calls(): Promise<number>; mostCalls: number; timeoutMs?: number }

/** What a program is told (Cognito: exceptions of Lambda triggers). */
const TOLD: Readonly<Record<Outcome, (trigger: TriggerName) => { name: string; message: string }>> = {
  threw: (trigger) => ({ name: 'UserLambdaValidationException', message: `${trigger} failed with error No entry.` }),
  late: (trigger) => ({ name: 'UnexpectedLambdaException', message: `${trigger} failed with error Socket timeout while invoking Lambda function.` }),
  failed: (trigger) => ({ name: 'UnexpectedLambdaException', message: `${trigger} invocation failed due to error ServiceException.` }),
  unknown: (trigger) => ({ name: 'UnexpectedLambdaException', message: `${trigger} invocation failed due to error ResourceNotFoundException.` }),
  unreadable: () => ({ name: 'InvalidLambdaResponseException', message: 'Unrecognizable lambda output' }),
}

const FILES: readonly [what: string, outcome: Outcome, body: string][] = [
  ['throws', 'threw', 'throw new Error("No entry")'],
  ['TR-03 is killed in the middle of the call', 'failed', 'process.exit(1)'],
  ['TR-04 answers garbage', 'unreadable', 'return "garbage"'],
  ['TR-04 answers ten megabytes', 'unreadable', 'return { ...event, response: { filler: "x".repeat(10 * 1024 * 1024) } }'],
]

/** Functions that go wrong in every way, of all three kinds. */
async function registerMisbehaviours(t: TestContext, stage: HostileStage): Promise<Misbehaviour[]> {
  const files = await Promise.all(FILES.map(async ([what, outcome, body], n): Promise<Misbehaviour> =>
    ({ what, outcome, arn: arnOf(`bad-${n}`), mostCalls: 1, ...(await registerText(stage, `bad-${n}`, handlerText(body))) })))
  let visits = 0
  const inner = createServer((_request, response) => (visits++, void response.end('{}')))
  await new Promise<void>((resolve) => inner.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    inner.close()
    assert.equal(visits, 0, 'nobody follows a redirect')
  })
  const location = `http://127.0.0.1:${(inner.address() as AddressInfo).port}/latest/meta-data`
  const silent = await registerBehaviour(t, stage, 'webhook', 'silent', () => undefined)
  const moved = await Promise.all((['webhook', 'lambda'] as const).map(async (kind): Promise<Misbehaviour> => {
    const { events } = await registerBehaviour(t, stage, kind, `moved-${kind}`, (response) => json(response, '', 307, { location }))
    return { what: `TR-02 redirects to an inner address, by ${kind}`, outcome: 'failed', arn: arnOf(`moved-${kind}`), calls: async () => (await events()).length, mostCalls: 1 }
  }))
  return [
    ...files, ...moved,
    { what: 'TR-03 does not answer', outcome: 'late', arn: arnOf('silent'), calls: async () => (await silent.events()).length, mostCalls: 3, timeoutMs: 400 },
    { what: 'is registered by nobody', outcome: 'unknown', arn: arnOf('nobody'), calls: () => Promise.resolve(0), mostCalls: 0 },
  ]
}

/** The functions that lead to places. */
async function registerGuides(stage: HostileStage): Promise<void> {
  await registerText(stage, 'confirms', handlerText('event.response.autoConfirmUser = true; return event'))
  await registerText(stage, 'define', handlerText('event.response = event.request.session.at(-1)?.challengeResult ? { issueTokens: true } : { challengeName: "CUSTOM_CHALLENGE" }; return event'))
  await registerText(stage, 'create', handlerText('event.response = { publicChallengeParameters: { title: "Six times seven?" }, privateChallengeParameters: { answer: "42" } }; return event'))
  await registerText(stage, 'verify', handlerText('event.response.answerCorrect = event.request.challengeAnswer === "42"; return event'))
}

/** What whoever did it is told. */
async function toldAt({ wire }: Place, act: () => Promise<unknown>): Promise<{ name: string | undefined; message: string | undefined }> {
  if (wire === 'page') return toldOnPage((await act()) as Stop)
  if (wire === 'api') return refusalOf(act()).then(({ name, message }) => ({ name, message }))
  const { status, body } = (await act()) as { status: number; body: { error?: string; error_description?: string; access_token?: string } }
  assert.deepEqual([status, body.access_token], [400, undefined])
  return { name: body.error, message: body.error_description }
}

function expectedAt({ wire, trigger, quiet }: Place, outcome: Outcome): { name: string; message: string | undefined } {
  const told = TOLD[outcome](trigger)
  if (wire === 'api') return told
  if (wire === 'oauth') return { ...told, name: 'invalid_request' }
  if (outcome !== 'threw') return { name: 'temporarily_unavailable', message: undefined }
  return quiet === undefined ? { name: 'refused_by_pool', message: 'No entry' } : { name: quiet, message: undefined }
}

async function meet(stage: HostileStage, place: Place, bad: Misbehaviour, person: string): Promise<void> {
  const { beside = {}, settings } = place
  stage.limits.timeoutMs = AMPLE_MS
  await stage.name(beside, settings)
  const act = await place.ready(stage, person)
  await stage.name({ ...beside, ...naming(place.trigger, bad.arn) }, settings)
  const [before, calledBefore] = [await storedRows(stage), await bad.calls()]
  stage.limits.timeoutMs = bad.timeoutMs ?? AMPLE_MS
  assert.deepEqual(await toldAt(place, act), expectedAt(place, bad.outcome))
  const calls = (await bad.calls()) - calledBefore
  assert.ok(calls >= Math.min(1, bad.mostCalls) && calls <= bad.mostCalls, `${calls} calls`)
  assert.deepEqual(changedTables(before, await storedRows(stage)), [...(place.leaves ?? [])].toSorted())
  stage.limits.timeoutMs = AMPLE_MS
  await stage.name(beside, settings)
  await place.after?.(stage, person)
}

test('wherever a function goes wrong, the right one is told, nothing is half done and no storm follows', async (t) => {
  const stage = await openHostileStage(t)
  await registerGuides(stage)
  const misbehaviours = await registerMisbehaviours(t, stage)
  for (const [p, place] of PLACES.entries()) {
    await t.test(`${place.trigger} at ${place.what}`, async (t) => {
      for (const [n, bad] of misbehaviours.entries()) await t.test(bad.what, () => meet(stage, place, bad, `p${p}-${n}@example.com`))
    })
  }
})
