import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { days } from '#src/contracts/duration.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import { noticesTo } from '#test/account/inbox.ts'
import { browserFor, signInHosted } from '#test/drive/application.ts'
import { codeOf, pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'
import { until } from '#test/reliability/until.ts'
import { arnOf, registerBehaviour } from './register-functions.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }
const KMSKeyID = 'arn:aws:kms:us-east-1:000000000000:key/5e4d'
const AT_HOME = { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'x-city': 'Z%C3%BCrich', 'x-country': 'CH' }, address: '203.0.113.7' }
const ELSEWHERE = { headers: { 'user-agent': 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15', 'x-city': 'Oslo', 'x-country': 'NO' }, address: '198.51.100.9' }

/** A pool whose function sends its mails; Ada signs in where she always does, and a month later somewhere else. */
async function signInElsewhere(t: TestContext, settings: UserPoolSettingsInput) {
  const poolhouse = await openPoolhouse(t, {
    variables: { CODE_KEYS: `${KMSKeyID}=aes:${Buffer.alloc(32, 7).toString('base64')}`, TRUST_PROXY: '127.0.0.0/8', CITY_HEADER: 'X-City', COUNTRY_HEADER: 'X-Country' },
    pool: { LambdaConfig: { CustomEmailSender: { LambdaArn: arnOf('send'), LambdaVersion: 'V1_0' }, KMSKeyID }, ...settings },
  })
  const { application, addUser, clock, domain } = poolhouse
  const { events } = await registerBehaviour(t, poolhouse, 'webhook', 'send', (response) => void response.writeHead(204).end())
  const user = await addUser(ADA.username)
  codeOf(await signInHosted(browserFor(application, AT_HOME), application, ADA))
  await domain.userEvents.flush()
  clock.advance(days(30))
  clock.hold()
  codeOf(await signInHosted(browserFor(application, ELSEWHERE), application, ADA))
  await domain.userEvents.flush()
  const { events: [signIn] } = await domain.userEvents.listUserEvents({ poolId: poolhouse.pool.id, userId: user.id, after: null, limit: 1 })
  return { ...poolhouse, user, events, signIn: signIn ?? assert.fail() }
}

test('where a pool has threat protection, its function tells somebody of a sign-in in a new place, with the links of here', async (t) => {
  const { events, pool, client, user, signIn, application, clock, stores } = await signInElsewhere(t, { UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } })
  await until('the function is called', async () => (await events()).length > 0)
  const [event, ...more] = await events()
  const { ONE_CLICK_LINK_INVALID: link, ...told } = (event?.['request'] as { userAttributes: Record<string, string> }).userAttributes
  assert.deepEqual({ ...event, request: { ...(event?.['request'] as object), userAttributes: told } }, {
    version: '1', triggerSource: 'CustomEmailSender_AccountTakeOverNotification', region: pool.region, userPoolId: pool.id, userName: user.username,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: client.id },
    request: {
      type: 'customEmailSenderRequestV1', code: null, clientMetadata: {},
      userAttributes: {
        EVENT_ID: signIn.id, USER_NAME: user.username, IP_ADDRESS: '198.51.100.9', ACCOUNT_TAKE_OVER_ACTION: 'NO_ACTION', ONE_CLICK_LINK_VALID: `${application.publicUrl}/${pool.id}/account/activity`,
        LOGIN_TIME: clock.now().toISOString(), FEEDBACK_TOKEN: '', CITY: 'Oslo', COUNTRY: 'NO', DEVICE_NAME: 'Safari on macOS',
      },
    },
    response: {},
  })
  assert.deepEqual(more, [])
  const browser = browserFor(application, AT_HOME)
  const page = pageOf(await browser.open(link ?? ''), 'not-me')
  assert.equal(page.view.step.state, 'ready')
  pageOf(await browser.submit(page, 'not-me', { link: new URL(link ?? '').searchParams.get('link') ?? '' }), 'not-me')
  assert.equal((await stores.users.findUserById(pool.id, user.id))?.status, 'RESET_REQUIRED')
  await stores.triggerInvocations.flush()
  const [logged] = await stores.triggerInvocations.listInvocations({ poolId: pool.id }, 10)
  assert.doesNotMatch(JSON.stringify(logged), /notMe/)
})

test('a function that cannot expect it is not called: the mail is the built-in one', async (t) => {
  for (const UserPoolAddOns of [{ AdvancedSecurityMode: 'OFF' }, { AdvancedSecurityMode: 'AUDIT' }] as const) {
    const poolhouse = await signInElsewhere(t, { UserPoolAddOns })
    await until('Ada is told', async () => (await noticesTo(poolhouse, ADA.username)).length > 0)
    assert.match((await poolhouse.message({ to: ADA.username, purpose: 'account-notice' })).text, /Safari on macOS/)
    assert.deepEqual(await poolhouse.events(), [])
  }
})
