import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '#src/domain/domain-error.ts'
import type { TriggerName } from '#src/domain/triggers/trigger-runner.ts'
import { refusalOf } from '#test/aws-api/open-aws-api.ts'
import { PASSWORD } from '#test/drive/open-poolhouse.ts'
import { SMS } from '#test/drive/second-factors.ts'
import { byPassword, codeFor, email, known, setStage, type Stage } from './stage.ts'

const OTHER = 'Other-Horse-10'
const PHONE = '+14155550100'
const throwing = (trigger: TriggerName) => () => { throw new DomainError('UserLambdaValidation', `${trigger} failed with error not today.`) }
const refused = (trigger: TriggerName) => ({ name: 'UserLambdaValidationException', message: `${trigger} failed with error not today.`, status: 400 })

const describeUser = async ({ sdk, UserPoolId }: Stage, Username: string) => {
  const { UserStatus, UserAttributes = [], UserMFASettingList } = await sdk.adminGetUser({ UserPoolId, Username })
  return { status: UserStatus, mfa: UserMFASettingList, ...Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value])) } as Record<string, unknown>
}
const signUp = ({ sdk, ClientId }: Stage, Username: string, UserAttributes = email(Username), Password = PASSWORD) => sdk.signUp({ ClientId, Username, Password, UserAttributes })

test('pre sign-up confirms and verifies, and moves an alias from who had it', async (t) => {
  const stage = await setStage(t, {})
  await known(stage, 'old')
  assert.equal((await byPassword(stage, 'old@example.com')).AuthenticationResult?.TokenType, 'Bearer')
  stage.triggers.functions.PreSignUp = () => ({ autoConfirmUser: true, autoVerifyEmail: true })
  assert.equal((await signUp(stage, 'new', email('old'), OTHER)).UserConfirmed, true)
  const [holder, loser] = [await describeUser(stage, 'new'), await describeUser(stage, 'old')]
  assert.deepEqual([holder.status, holder.email_verified, loser.email_verified], ['CONFIRMED', 'true', 'false'])
  assert.ok((await byPassword(stage, 'old@example.com', OTHER)).AuthenticationResult, 'the address is the new one’s name')
  await assert.rejects(byPassword(stage, 'old@example.com'))
  assert.ok((await byPassword(stage, 'old')).AuthenticationResult, 'the old one keeps the name')
})

test('pre sign-up verifies without confirming; what is not there, is of another type, or refused stores nobody', async (t) => {
  const stage = await setStage(t, {})
  const { triggers } = stage
  triggers.functions.PreSignUp = () => ({ autoVerifyPhone: true })
  await stage.sdk.signUp({ ClientId: stage.ClientId, Username: 'ann', Password: PASSWORD, UserAttributes: [...email('ann'), { Name: 'phone_number', Value: PHONE }] })
  const ann = await describeUser(stage, 'ann')
  assert.deepEqual([ann.status, ann.phone_number_verified, ann.email_verified], ['UNCONFIRMED', 'true', 'false'])
  for (const [answer, name] of [
    [() => ({ autoVerifyPhone: true }), 'InvalidLambdaResponseException'], [() => ({ autoConfirmUser: 'yes' }), 'InvalidLambdaResponseException'], [throwing('PreSignUp'), 'UserLambdaValidationException'],
  ] as const) {
    triggers.functions.PreSignUp = answer
    assert.equal((await refusalOf(signUp(stage, 'bob'))).name, name)
    assert.equal((await refusalOf(describeUser(stage, 'bob'))).name, 'UserNotFoundException')
  }
})

test('pre sign-up of users that an operator creates can refuse, and its other words count for nothing', async (t) => {
  const stage = await setStage(t, { PreSignUp: () => ({ autoConfirmUser: true, autoVerifyEmail: true }) })
  const create = (Username: string) => stage.sdk.adminCreateUser({ UserPoolId: stage.UserPoolId, Username, UserAttributes: email(Username), MessageAction: 'SUPPRESS', TemporaryPassword: PASSWORD })
  await create('ann')
  const ann = await describeUser(stage, 'ann')
  assert.deepEqual([ann.status, ann.email_verified], ['FORCE_CHANGE_PASSWORD', 'false'])
  stage.triggers.functions.PreSignUp = throwing('PreSignUp')
  assert.deepEqual(await refusalOf(create('bob')), refused('PreSignUp'))
})

test('post confirmation that refuses is told, and the user stays confirmed', async (t) => {
  const stage = await setStage(t, { PostConfirmation: throwing('PostConfirmation') })
  await signUp(stage, 'ann')
  const confirm = async () => stage.sdk.confirmSignUp({ ClientId: stage.ClientId, Username: 'ann', ConfirmationCode: await codeFor(stage, 'ann') })
  assert.deepEqual(await refusalOf(confirm()), refused('PostConfirmation'))
  assert.equal((await describeUser(stage, 'ann')).status, 'CONFIRMED')
})

test('pre and post authentication that refuse give no tokens', async (t) => {
  const stage = await setStage(t, {})
  await known(stage, 'ann')
  for (const trigger of ['PreAuthentication', 'PostAuthentication'] as const) {
    stage.triggers.functions[trigger] = throwing(trigger)
    assert.deepEqual(await refusalOf(byPassword(stage, 'ann')), refused(trigger))
    delete stage.triggers.functions[trigger]
  }
  assert.ok((await byPassword(stage, 'ann')).AuthenticationResult)
})

test('custom challenges: what they define is what happens', async (t) => {
  const stage = await setStage(t, {
    CreateAuthChallenge: () => ({ publicChallengeParameters: { question: '6 × 7', code: 3, none: null }, privateChallengeParameters: { answer: '42' }, challengeMetadata: 'first' }),
    VerifyAuthChallengeResponse: () => ({ answerCorrect: false }),
  })
  await known(stage, 'ann')
  const begin = () => stage.sdk.initiateAuth({ ClientId: stage.ClientId, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: 'ann' } })
  stage.triggers.functions.DefineAuthChallenge = () => ({ failAuthentication: true })
  assert.equal((await refusalOf(begin())).name, 'NotAuthorizedException')
  stage.triggers.functions.DefineAuthChallenge = () => ({ issueTokens: true })
  assert.ok((await begin()).AuthenticationResult)
  stage.triggers.functions.DefineAuthChallenge = ({ request }) => ((request.session as unknown[]).length === 0 ? { challengeName: 'CUSTOM_CHALLENGE' } : { failAuthentication: true })
  const { ChallengeName, ChallengeParameters = {}, Session } = await begin()
  assert.deepEqual([ChallengeName, ChallengeParameters.question, ChallengeParameters.code, ChallengeParameters.none, ChallengeParameters.answer], ['CUSTOM_CHALLENGE', '6 × 7', '3', undefined, undefined])
  const answer = stage.sdk.respondToAuthChallenge({ ClientId: stage.ClientId, ChallengeName: 'CUSTOM_CHALLENGE', Session, ChallengeResponses: { USERNAME: 'ann', ANSWER: '41' } })
  assert.equal((await refusalOf(answer)).name, 'NotAuthorizedException')
  const last = stage.triggers.calls.at(-1)
  assert.deepEqual([last?.trigger, last?.request.session], ['DefineAuthChallenge', [{ challengeName: 'CUSTOM_CHALLENGE', challengeResult: false, challengeMetadata: 'first' }]])
})

test('migration: status, attributes, second factor and alias are what the function says; the password is asked for once', async (t) => {
  const stage = await setStage(t, {}, { pool: { MfaConfiguration: 'OPTIONAL', ...SMS } })
  const { triggers } = stage
  const says = (answer: Record<string, unknown>) => { triggers.functions.UserMigration = () => answer }
  const address = { email: 'ann@example.com', email_verified: 'true' }
  says({})
  assert.equal((await refusalOf(byPassword(stage, 'nobody'))).name, 'NotAuthorizedException')
  says({ userAttributes: { ...address, username: 'ann', phone_number: PHONE, phone_number_verified: 'true', nickname: 'A' }, finalUserStatus: 'CONFIRMED', enableSMSMFA: true })
  assert.equal((await byPassword(stage, 'ann', 'short')).ChallengeName, 'SMS_MFA', 'the policy does not judge an old password')
  const ann = await describeUser(stage, 'ann')
  assert.deepEqual([ann.status, ann.email_verified, ann.phone_number_verified, ann.nickname, ann.mfa], ['CONFIRMED', 'true', 'true', 'A', ['SMS_MFA']])
  const calls = triggers.calls.length
  assert.equal((await byPassword(stage, 'ann', 'short')).ChallengeName, 'SMS_MFA')
  assert.equal(triggers.calls.length, calls)
  says({ userAttributes: { username: 'bob', email: 'bob@example.com', email_verified: 'true' } })
  assert.equal((await refusalOf(byPassword(stage, 'bob'))).name, 'PasswordResetRequiredException')
  assert.equal((await describeUser(stage, 'bob')).status, 'RESET_REQUIRED')
  says({ userAttributes: { username: 'rob', email: 'bob@example.com', email_verified: 'true' }, finalUserStatus: 'CONFIRMED', forceAliasCreation: true })
  assert.ok((await byPassword(stage, 'rob')).AuthenticationResult)
  assert.deepEqual([(await describeUser(stage, 'rob')).email_verified, (await describeUser(stage, 'bob')).email_verified], ['true', 'false'])
  for (const wrong of [{ userAttributes: { ...address, custom: 'x' } }, { userAttributes: { email: 'no address' } }, { userAttributes: address, finalUserStatus: 'DONE' }]) {
    says(wrong)
    assert.equal((await refusalOf(byPassword(stage, 'eve'))).name, 'InvalidLambdaResponseException', JSON.stringify(wrong))
  }
})

test('a custom message is sent in the function’s words, with the code in its place; without a place it is refused', async (t) => {
  const stage = await setStage(t, { CustomMessage: ({ request }) => ({ emailSubject: 'Ours', emailMessage: `<b>Use ${String(request.codeParameter)}</b>`, smsMessage: null }) })
  await signUp(stage, 'ann')
  const { subject, html, code } = await stage.poolhouse.message({ username: 'ann' })
  assert.deepEqual([subject, html], ['Ours', `<b>Use ${code}</b>`])
  const withoutPlace = [{ emailMessage: 'no place' }, { emailMessage: `{####}${'x'.repeat(20_000)}` }, { emailSubject: 'x'.repeat(141) }]
  for (const [index, answer] of withoutPlace.entries()) {
    stage.triggers.functions.CustomMessage = () => answer
    assert.deepEqual(await refusalOf(signUp(stage, `user${index}`)), { name: 'InvalidLambdaResponseException', message: 'Unrecognizable lambda output', status: 400 })
  }
  stage.triggers.functions.CustomMessage = ({ request }) => ({ emailMessage: `${String(request.usernameParameter)}: ${String(request.codeParameter)}` })
  await stage.sdk.adminCreateUser({ UserPoolId: stage.UserPoolId, Username: 'carl', UserAttributes: email('carl'), DesiredDeliveryMediums: ['EMAIL'], TemporaryPassword: 'Temp-<b>-9' })
  assert.equal((await stage.poolhouse.message({ username: 'carl' })).html, 'carl: Temp-&lt;b&gt;-9')
})

test('a custom message words mails only where the pool says that they are sent by an account of its own; its text messages anywhere', async (t) => {
  const stage = await setStage(t, {}, { pool: { EmailConfiguration: {}, AutoVerifiedAttributes: ['phone_number', 'email'], ...SMS } })
  const unreadable = { name: 'InvalidLambdaResponseException', message: 'Unrecognizable lambda output', status: 400 }
  for (const [index, answer] of [{ emailMessage: 'Use {####}' }, { emailSubject: 'Ours' }, { smsMessage: 'Use {####}', emailSubject: 'Ours' }].entries()) {
    stage.triggers.functions.CustomMessage = () => answer
    assert.deepEqual(await refusalOf(signUp(stage, `user${index}`)), unreadable, JSON.stringify(answer))
  }
  stage.triggers.functions.CustomMessage = () => ({ smsMessage: 'Ours: {####}', emailMessage: null, emailSubject: '' })
  await signUp(stage, 'ann', [{ Name: 'phone_number', Value: PHONE }])
  assert.match((await stage.poolhouse.message({ username: 'ann' })).text, /^Ours: \d{6}$/)
})

test('a message that the function sends is sent by nobody else, and the person who waits does not wait for it', async (t) => {
  const codes: unknown[] = []
  let answer = () => {}
  const answered = new Promise<void>((resolve) => { answer = resolve })
  const stage = await setStage(t, {})
  const seen = new Promise<void>((resolve) => {
    stage.triggers.functions.CustomEmailSender = ({ request }) => {
      codes.push(request.code)
      resolve()
      return answered.then(() => ({})) as never
    }
  })
  assert.equal((await signUp(stage, 'ann')).CodeDeliveryDetails?.DeliveryMedium, 'EMAIL')
  await seen
  const code = await codeFor(stage, 'ann')
  await stage.sdk.confirmSignUp({ ClientId: stage.ClientId, Username: 'ann', ConfirmationCode: code })
  answer()
  assert.match(code, /^\d{6}$/)
  assert.ok(String(codes[0]).length > 100 && !Buffer.from(String(codes[0]), 'base64').includes(code))
})
