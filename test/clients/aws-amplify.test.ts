import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { Amplify } from 'aws-amplify'
import {
  confirmResetPassword, confirmSignIn, confirmSignUp, fetchAuthSession, fetchUserAttributes, getCurrentUser, resetPassword, setUpTOTP, signIn, signOut, signUp,
  updatePassword, updateUserAttributes, updateMFAPreference, verifyTOTPSetup,
} from 'aws-amplify/auth'
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito'
import { decodeBase32 } from '#src/crypto/base32.ts'
import { hotp, timeStep } from '#src/crypto/totp.ts'
import { makePool, makeUser, PASSWORD } from '#test/aws-api/make-pool.ts'
import { openAwsApi, type AwsApi } from '#test/aws-api/open-aws-api.ts'
import { wrongCodeOf } from '#test/aws-api/second-factors.ts'

/** Amplify as applications set it up, with the endpoint of the pool as its only unusual setting. It is one for the process. */
async function openAmplify(t: TestContext, settings: Parameters<typeof makePool>[1] = {}) {
  const api = await openAwsApi(t)
  const made = await makePool(api, settings)
  Amplify.configure({ Auth: { Cognito: { userPoolId: made.pool.id, userPoolClientId: made.client.id, userPoolEndpoint: api.url } } })
  const kept = new Map<string, string>()
  cognitoUserPoolsTokenProvider.setKeyValueStorage({
    setItem: (key, value) => Promise.resolve(void kept.set(key, value)),
    getItem: (key) => Promise.resolve(kept.get(key) ?? null),
    removeItem: (key) => Promise.resolve(void kept.delete(key)),
    clear: () => Promise.resolve(kept.clear()),
  })
  t.after(() => signOut())
  return { api, ...made }
}

const codeOf = async (api: AwsApi, to: string): Promise<string> => (await api.message({ to })).code ?? ''
const nameOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'nothing was refused', (error: Error) => error.name)

test('aws-amplify: sign-up, confirmation, sign-in by SRP, refresh, attributes, password and sign-out', async (t) => {
  const { api } = await openAmplify(t)
  const { nextStep, userId } = await signUp({ username: 'ada', password: PASSWORD, options: { userAttributes: { email: 'ada@example.com' } } })
  assert.equal(nextStep.signUpStep, 'CONFIRM_SIGN_UP')
  const code = await codeOf(api, 'ada@example.com')
  assert.equal(await nameOf(confirmSignUp({ username: 'ada', confirmationCode: code === '000000' ? '000001' : '000000' })), 'CodeMismatchException')
  assert.ok((await confirmSignUp({ username: 'ada', confirmationCode: code })).isSignUpComplete)
  assert.equal((await signIn({ username: 'ada', password: PASSWORD })).nextStep.signInStep, 'DONE')
  assert.deepEqual([(await getCurrentUser()).username, (await getCurrentUser()).userId], ['ada', userId])
  const before = (await fetchAuthSession()).tokens?.accessToken.toString()
  const after = (await fetchAuthSession({ forceRefresh: true })).tokens?.accessToken.toString()
  assert.ok(before && after && before !== after)
  await updateUserAttributes({ userAttributes: { name: 'Ada' } })
  assert.equal((await fetchUserAttributes()).name, 'Ada')
  await updatePassword({ oldPassword: PASSWORD, newPassword: 'Another-Horse-9' })
  await signOut({ global: true })
  assert.equal(await nameOf(getCurrentUser()), 'UserUnAuthenticatedException')
  assert.equal((await signIn({ username: 'ada', password: 'Another-Horse-9', options: { authFlowType: 'USER_PASSWORD_AUTH' } })).isSignedIn, true)
})

test('aws-amplify: what is refused has the names that applications tell apart', async (t) => {
  const { api, pool } = await openAmplify(t)
  await makeUser(api, pool, 'ada')
  assert.equal(await nameOf(signIn({ username: 'ada', password: 'Wrong-Horse-9' })), 'NotAuthorizedException')
  assert.equal(await nameOf(signIn({ username: 'nobody', password: PASSWORD })), 'UserNotFoundException')
  assert.equal(await nameOf(signUp({ username: 'ada', password: PASSWORD })), 'UsernameExistsException')
  assert.equal(await nameOf(signUp({ username: 'eve', password: 'short' })), 'InvalidPasswordException')
})

test('aws-amplify: a forgotten password, and a forced new one', async (t) => {
  const { api, pool } = await openAmplify(t)
  await makeUser(api, pool, 'ada')
  assert.equal((await resetPassword({ username: 'ada' })).nextStep.resetPasswordStep, 'CONFIRM_RESET_PASSWORD_WITH_CODE')
  await confirmResetPassword({ username: 'ada', confirmationCode: await codeOf(api, 'ada@example.com'), newPassword: 'Another-Horse-9' })
  assert.equal((await signIn({ username: 'ada', password: 'Another-Horse-9' })).isSignedIn, true)
  await signOut()
  await api.sdk.adminSetUserPassword({ UserPoolId: pool.id, Username: 'ada', Password: 'Temporary-Horse-9', Permanent: false })
  assert.equal((await signIn({ username: 'ada', password: 'Temporary-Horse-9' })).nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED')
  assert.equal((await confirmSignIn({ challengeResponse: PASSWORD })).isSignedIn, true)
})

test('aws-amplify: an authenticator app is set up and then asked for', async (t) => {
  const { api, pool } = await openAmplify(t)
  await api.sdk.setUserPoolMfaConfig({ UserPoolId: pool.id, MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } })
  await makeUser(api, pool, 'ada')
  await signIn({ username: 'ada', password: PASSWORD })
  const { sharedSecret } = await setUpTOTP()
  const codeNow = () => hotp(decodeBase32(sharedSecret), timeStep(api.clock.now()))
  await verifyTOTPSetup({ code: codeNow() })
  await updateMFAPreference({ totp: 'PREFERRED' })
  await signOut()
  assert.equal((await signIn({ username: 'ada', password: PASSWORD })).nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE')
  assert.equal(await nameOf(confirmSignIn({ challengeResponse: wrongCodeOf(api, sharedSecret) })), 'CodeMismatchException')
  api.clock.advance(31_000)
  assert.equal((await confirmSignIn({ challengeResponse: codeNow() })).isSignedIn, true)
})

test('aws-amplify: a code by mail instead of a password, chosen among the first factors', async (t) => {
  const { api, pool } = await openAmplify(t, { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } })
  await makeUser(api, pool, 'ada')
  const begun = await signIn({ username: 'ada', options: { authFlowType: 'USER_AUTH' } })
  assert.equal(begun.nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION')
  assert.equal((await confirmSignIn({ challengeResponse: 'EMAIL_OTP' })).nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE')
  assert.equal((await confirmSignIn({ challengeResponse: await codeOf(api, 'ada@example.com') })).isSignedIn, true)
})
