import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePool, makeUser, PASSWORD, signIn } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { arnOf, registerText } from './register-functions.ts'

const HANDLER = `exports.handler = async (event) => {
  console.log('asked about', event.userName, event.request.validationData.secret)
  if (event.request.validationData.stop) throw new Error('Stop: ' + event.request.validationData.secret)
  return event
}`

for (const engine of ['embedded', 'postgresql'] as const) {
  test(`a sign-in with a trigger takes no more statements than one without, and leaves a line in the log without what is secret (${engine})`, async (t) => {
    const api = await openAwsApi(t, { engine })
    const { stores, opened, triggerMetrics } = api
    const { pool, client } = await makePool(api, { LambdaConfig: { PreAuthentication: arnOf('ask') } }, {})
    await makeUser(api, pool, 'ada')
    await registerText(api, 'ask', HANDLER)
    await signIn(api, client, 'ada')
    const counts: number[] = []
    for (let attempt = 0; attempt < 8; attempt++) {
      // What others left behind, the line of the log itself too, is written outside of requests.
      await Promise.all([stores.triggerInvocations.flush(), stores.userEvents.flush()])
      const before = opened.statements()
      await signIn(api, client, 'ada')
      counts.push(opened.statements() - before)
    }
    assert.equal(Math.min(...counts), 2)

    const ClientMetadata = { secret: 'open sesame', stop: 'yes' }
    const refused = await refusalOf(api.sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'ada', PASSWORD }, ClientMetadata }))
    assert.match(refused.message, /^PreAuthentication failed with error Stop: open sesame\.$/)
    await stores.triggerInvocations.flush()
    const [stopped, ...answered] = await stores.triggerInvocations.listInvocations({ poolId: pool.id, trigger: 'PreAuthentication' }, 10)
    assert.equal(answered.length, 9)
    assert.deepEqual(answered.map(({ outcome, attempts }) => [outcome, attempts]), answered.map(() => ['answered', 1]))
    assert.deepEqual([stopped?.outcome, stopped?.error, stopped?.response, stopped?.clientId], ['threw', 'Stop: [redacted]', null, client.id])
    assert.match(stopped?.output ?? '', /asked about ada \[redacted\]/)
    assert.match(stopped?.requestId ?? '', /^[0-9a-f-]{36}$/)
    assert.match(JSON.stringify(stopped?.event), /"validationData":\{.*"secret":"\[redacted\]"/)
    assert.doesNotMatch(JSON.stringify([stopped, ...answered]), /sesame/)
    const lines = triggerMetrics.lines()
    for (const [outcome, count] of [['answered', 9], ['threw', 1]] as const) {
      assert.ok(lines.includes(`poolhouse_trigger_calls_total{trigger="PreAuthentication",function="${arnOf('ask')}",outcome="${outcome}"} ${count}`), lines.join('\n'))
    }
  })
}

test('no days of a log are no log, and the triggers run as ever', async (t) => {
  const api = await openAwsApi(t, { variables: { TRIGGER_LOG_DAYS: '0' } })
  const { pool, client } = await makePool(api, { LambdaConfig: { PreAuthentication: arnOf('ask') } }, {})
  await makeUser(api, pool, 'ada')
  await registerText(api, 'ask', 'exports.handler = async () => { throw new Error("no") }')
  await assert.rejects(signIn(api, client, 'ada'), { name: 'UserLambdaValidationException' })
  await api.stores.triggerInvocations.flush()
  assert.deepEqual(await api.stores.triggerInvocations.listInvocations({}, 10), [])
})
