import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes } from '#src/contracts/duration.ts'
import { makePool, makeUser, signIn } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { type CreationOptions, type RequestOptions, SoftwareAuthenticator } from '#test/passkeys/software-authenticator.ts'

const RP = 'auth.example.com'

test('CR-25 who keeps somebody locked out by wrong passwords keeps them from nothing else: passkey, code by mail and running sessions work, and the lock ends', async (t) => {
  const api = await openAwsApi(t, { variables: { NETWORK_TRY_LIMIT: '0' } })
  const { sdk, clock } = api
  clock.hold()
  const { pool, client } = await makePool(api, {
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] } }, WebAuthnConfiguration: { RelyingPartyId: RP },
  })
  await makeUser(api, pool, 'ada')
  const { access: AccessToken, refresh: REFRESH_TOKEN } = await signIn(api, client, 'ada')
  const device = new SoftwareAuthenticator({ origin: `https://${RP}` })
  const { CredentialCreationOptions } = await sdk.startWebAuthnRegistration({ AccessToken })
  await sdk.completeWebAuthnRegistration({ AccessToken, Credential: device.create(CredentialCreationOptions as unknown as CreationOptions) })
  const guess = async () => (await refusalOf(sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'ada', PASSWORD: 'Wrong-Horse-9' } }))).message
  /** Fails again as soon as the lock is over, until it is at its longest. */
  const keepLocked = async () => {
    for (let n = 0; n < 20; n++) {
      while ((await guess()) !== 'Password attempts exceeded');
      clock.advance(minutes(1))
    }
    while ((await guess()) !== 'Password attempts exceeded');
  }
  await keepLocked()
  assert.equal((await refusalOf(signIn(api, client, 'ada'))).message, 'Password attempts exceeded')

  const begin = (preferred: string) => sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: 'ada', PREFERRED_CHALLENGE: preferred } })
  const byPasskey = await begin('WEB_AUTHN')
  const options = JSON.parse(byPasskey.ChallengeParameters?.['CREDENTIAL_REQUEST_OPTIONS'] ?? '') as RequestOptions
  const { AuthenticationResult: signedIn } = await sdk.respondToAuthChallenge({
    ClientId: client.id, ChallengeName: 'WEB_AUTHN', Session: byPasskey.Session, ChallengeResponses: { USERNAME: 'ada', CREDENTIAL: device.get(options) },
  })
  assert.equal((await sdk.getUser({ AccessToken: signedIn?.AccessToken })).Username, 'ada')
  const byMail = await begin('EMAIL_OTP')
  const { code } = await api.message({ username: 'ada' })
  assert.ok((await sdk.respondToAuthChallenge({
    ClientId: client.id, ChallengeName: 'EMAIL_OTP', Session: byMail.Session, ChallengeResponses: { USERNAME: 'ada', EMAIL_OTP_CODE: code ?? '' },
  })).AuthenticationResult)
  assert.ok((await sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN } })).AuthenticationResult)

  assert.equal(await guess(), 'Password attempts exceeded')
  clock.advance(minutes(15))
  assert.ok((await signIn(api, client, 'ada')).access)
})
