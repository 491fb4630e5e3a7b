import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { createSdk, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { beginAuthorize, browserFor, logIn, refresh, signInHosted, signUpHosted, userInfoStatus } from '#test/drive/application.ts'
import { codeOf, pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'
import { createSrpClient } from '#test/users/srp-client.ts'

const EMAIL = 'ada@example.com'
const PERSON = { username: EMAIL, password: PASSWORD }

async function openBoth(t: TestContext, options: Parameters<typeof openPoolhouse>[1] = {}) {
  const poolhouse = await openPoolhouse(t, options)
  const sdk = createSdk(poolhouse.url)
  t.after(() => sdk.destroy())
  const ClientId = poolhouse.client.id
  /** As the SDKs in browsers and phones do it. */
  async function signInBySrp(username: string, password: string) {
    const srp = createSrpClient()
    const begun = await sdk.initiateAuth({ AuthFlow: 'USER_SRP_AUTH', ClientId, AuthParameters: { USERNAME: username, SRP_A: srp.srpA } })
    const { AuthenticationResult } = await sdk.respondToAuthChallenge({
      ClientId, ChallengeName: 'PASSWORD_VERIFIER', Session: begun.Session, ChallengeResponses: srp.answer(begun.ChallengeParameters ?? {}, poolhouse.pool.id, password),
    })
    return AuthenticationResult ?? assert.fail()
  }
  const refreshByApi = (REFRESH_TOKEN: string) => sdk.initiateAuth({ AuthFlow: 'REFRESH_TOKEN_AUTH', ClientId, AuthParameters: { REFRESH_TOKEN } })
  return { ...poolhouse, sdk, ClientId, signInBySrp, refreshByApi }
}

test('RespondToAuthChallenge: who signed up on the page signs in by SRP over the API', async (t) => {
  const { application, message, signInBySrp } = await openBoth(t)
  const browser = browserFor(application)
  const waiting = pageOf(await signUpHosted(browser, application, { email: EMAIL, password: PASSWORD }), 'confirm')
  const { code } = await message({ to: EMAIL })
  codeOf(await browser.submit(waiting, 'confirm-sign-up', { username: EMAIL, code: code ?? '' }))
  const tokens = await signInBySrp(EMAIL, PASSWORD)
  assert.ok(tokens.AccessToken && tokens.IdToken && tokens.RefreshToken)
  assert.equal((await refusalOf(signInBySrp(EMAIL, `${PASSWORD}!`))).message, 'Incorrect username or password.')
})

test('ConfirmSignUp: who signed up over the API signs in on the page, and by the Session of the sign-up', async (t) => {
  const { application, message, sdk, ClientId } = await openBoth(t, { client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] } })
  const { Session: first } = await sdk.signUp({ ClientId, Username: EMAIL, Password: PASSWORD })
  const { code } = await message({ to: EMAIL })
  const { Session } = await sdk.confirmSignUp({ ClientId, Username: EMAIL, ConfirmationCode: code ?? '', Session: first })
  const goOn = () => sdk.initiateAuth({ AuthFlow: 'USER_AUTH', ClientId, AuthParameters: { USERNAME: EMAIL }, Session })
  assert.ok((await goOn()).AuthenticationResult?.AccessToken)
  assert.equal((await refusalOf(goOn())).name, 'NotAuthorizedException')
  codeOf(await signInHosted(browserFor(application), application, PERSON))
})

test('InitiateAuth: a refresh token of the token endpoint works over the API, and the reverse', async (t) => {
  const { application, addUser, signInBySrp, refreshByApi } = await openBoth(t)
  await addUser(EMAIL)
  const ofPage = await logIn(browserFor(application), application, PERSON)
  const renewed = (await refreshByApi(ofPage.refresh_token)).AuthenticationResult
  assert.equal(await userInfoStatus(application, renewed?.AccessToken ?? ''), 200)
  const ofApi = await signInBySrp(EMAIL, PASSWORD)
  const answer = await refresh(application, ofApi.RefreshToken ?? '')
  assert.deepEqual([answer.status, typeof answer.body.access_token, typeof answer.body.id_token], [200, 'string', 'string'])
})

test('GlobalSignOut: CR-17 ends what was signed in on both wires, whichever token asks for it, and the browser\'s session', async (t) => {
  const { application, addUser, sdk, signInBySrp, refreshByApi } = await openBoth(t)
  await addUser(EMAIL)
  for (const asks of ['page', 'api'] as const) {
    const browser = browserFor(application)
    const ofPage = await logIn(browser, application, PERSON)
    const ofApi = await signInBySrp(EMAIL, PASSWORD)
    const AccessToken = asks === 'page' ? ofPage.access_token : (ofApi.AccessToken ?? '')
    await sdk.globalSignOut({ AccessToken })
    for (const access of [ofPage.access_token, ofApi.AccessToken ?? '']) {
      assert.equal((await refusalOf(sdk.getUser({ AccessToken: access }))).message, 'Access Token has been revoked')
      assert.equal(await userInfoStatus(application, access), 401)
    }
    for (const token of [ofPage.refresh_token, ofApi.RefreshToken ?? '']) {
      assert.equal((await refresh(application, token)).body.error, 'invalid_grant')
      assert.equal((await refusalOf(refreshByApi(token))).message, 'Refresh Token has been revoked')
    }
    pageOf(await beginAuthorize(browser, application), 'sign-in')
  }
})

test('ChangePassword: a password set over the API is the page\'s, and its SRP verifier new', async (t) => {
  const { application, addUser, sdk, signInBySrp } = await openBoth(t)
  await addUser(EMAIL)
  const { AccessToken } = await signInBySrp(EMAIL, PASSWORD)
  await sdk.changePassword({ AccessToken, PreviousPassword: PASSWORD, ProposedPassword: 'Another-Horse-9' })
  codeOf(await signInHosted(browserFor(application), application, { username: EMAIL, password: 'Another-Horse-9' }))
  assert.ok((await signInBySrp(EMAIL, 'Another-Horse-9')).AccessToken)
  assert.equal((await refusalOf(signInBySrp(EMAIL, PASSWORD))).message, 'Incorrect username or password.')
})
