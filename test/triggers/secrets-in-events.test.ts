import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beginAuthorize, browserFor, signUpHosted } from '#test/drive/application.ts'
import { pageOf } from '#test/drive/hosted-browser.ts'
import { PASSWORD } from '#test/drive/open-poolhouse.ts'
import { byPassword, codeFor, email, known, setStage } from './stage.ts'

const NEW = 'Newer-Horse-10'

test('TR-07 no function is sent a password or a code, but migration the password and senders a code that is encrypted', async (t) => {
  const stage = await setStage(t)
  const { sdk, triggers, ClientId, poolhouse } = stage
  const codes: string[] = []
  const code = async (username: string) => {
    codes.push(await codeFor(stage, username))
    return codes.at(-1) ?? ''
  }
  await sdk.signUp({ ClientId, Username: 'ann', Password: PASSWORD, UserAttributes: email('ann') })
  await sdk.confirmSignUp({ ClientId, Username: 'ann', ConfirmationCode: await code('ann') })
  await byPassword(stage, 'ann')
  await sdk.forgotPassword({ ClientId, Username: 'ann' })
  await sdk.confirmForgotPassword({ ClientId, Username: 'ann', ConfirmationCode: await code('ann'), Password: NEW })
  const { Session } = await sdk.initiateAuth({ ClientId, AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: 'ann', PREFERRED_CHALLENGE: 'EMAIL_OTP' } })
  const { AuthenticationResult } = await sdk.respondToAuthChallenge({ ClientId, ChallengeName: 'EMAIL_OTP', Session, ChallengeResponses: { USERNAME: 'ann', EMAIL_OTP_CODE: await code('ann') } })
  await sdk.updateUserAttributes({ AccessToken: AuthenticationResult?.AccessToken, UserAttributes: email('ann2') })
  await sdk.verifyUserAttribute({ AccessToken: AuthenticationResult?.AccessToken, AttributeName: 'email', Code: await code('ann') })
  const browser = browserFor(poolhouse.application)
  pageOf(await signUpHosted(browser, poolhouse.application, { email: 'bea@example.com', password: PASSWORD, username: 'bea' }), 'confirm')
  await code('bea')
  await beginAuthorize(browser, poolhouse.application)
  const triggered = new Set(triggers.calls.map(({ trigger }) => trigger))
  assert.ok(triggered.size >= 6, [...triggered].join())
  const sent = triggers.calls.map((call) => JSON.stringify(call))
  for (const secret of [PASSWORD, NEW, AuthenticationResult?.AccessToken ?? '-', Session ?? '-']) assert.deepEqual(sent.filter((call) => call.includes(secret)), [])
  // Digits alone stand in ids too: a code would be a text of its own.
  const texts = triggers.calls.flatMap((call) => JSON.stringify(call).match(/"[^"]*"/g) ?? [])
  for (const one of codes) assert.ok(/^\d{6,8}$/.test(one) && !texts.includes(`"${one}"`), one)

  triggers.calls.length = 0
  await known(stage, 'carl')
  await assert.rejects(byPassword(stage, 'nobody', 'Old-Horse-1887'))
  const [asked] = triggers.calls
  assert.deepEqual([asked?.source, asked?.request['password']], ['UserMigration_Authentication', 'Old-Horse-1887'])
  assert.deepEqual(triggers.calls.slice(1).filter((call) => JSON.stringify(call).includes('Old-Horse-1887')), [])
  const called = new Promise<string>((resolve) => { triggers.functions.CustomEmailSender = ({ request }) => (resolve(String(request.code)), {}) })
  await sdk.forgotPassword({ ClientId, Username: 'carl' })
  const encrypted = await called
  assert.ok(encrypted.length > 100 && encrypted !== await code('carl'))
})
