import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import type { LambdaConfigType } from '@aws-sdk/client-cognito-identity-provider'
import { refusalOf } from '#test/aws-api/open-aws-api.ts'
import { claimsOf } from '#test/drive/second-factors.ts'
import type { PoolhouseOptions } from '#test/drive/open-poolhouse.ts'
import { changedTables, handlerText, openHostileStage, storedRows } from './hostile-stage.ts'
import { arnOf, registerText } from './register-functions.ts'

const UNREADABLE = { name: 'InvalidLambdaResponseException', message: 'Unrecognizable lambda output', status: 400 }
const ANSWERS = arnOf('answers')
const RIDDLE: LambdaConfigType = { DefineAuthChallenge: ANSWERS, CreateAuthChallenge: ANSWERS, VerifyAuthChallengeResponse: ANSWERS }

/** A pool with one function, a file, that answers what the test says of each trigger. */
async function open(t: TestContext, LambdaConfig: LambdaConfigType, options: PoolhouseOptions = {}) {
  const stage = await openHostileStage(t, options)
  const path = join(stage.config.dataDir, 'answers.json')
  const { calls } = await registerText(stage, 'answers', handlerText(`return { ...event, response: JSON.parse(require("node:fs").readFileSync(${JSON.stringify(path)}, "utf8"))[event.triggerSource.split("_")[0]] ?? {} }`))
  await stage.name(LambdaConfig)
  const { sdk, client } = stage
  return {
    ...stage, calls,
    says: (answers: Record<string, unknown>) => writeFile(path, JSON.stringify(answers)),
    begin: (USERNAME = 'ada@example.com') => sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME } }),
    answer: (Session: string | undefined, ANSWER = '41') => sdk.respondToAuthChallenge({ ClientId: client.id, ChallengeName: 'CUSTOM_CHALLENGE', Session, ChallengeResponses: { USERNAME: 'ada@example.com', ANSWER } }),
  }
}

const ASKS = { challengeName: 'CUSTOM_CHALLENGE' }
/** What the three functions of a custom sign-in may say that no sign-in comes of. */
const NO_CHALLENGE: readonly [what: string, answers: Record<string, unknown>][] = [
  ['tokens by a text', { DefineAuthChallenge: { issueTokens: 'true' } }],
  ['tokens by a number', { DefineAuthChallenge: { issueTokens: 1 } }],
  ['a failure by a text', { DefineAuthChallenge: { ...ASKS, failAuthentication: 'no' } }],
  ['nothing at all', { DefineAuthChallenge: {} }],
  ['members of another answer', { DefineAuthChallenge: { answerCorrect: true, autoConfirmUser: true } }],
  ['a challenge that there is not', { DefineAuthChallenge: { challengeName: 'NO_CHALLENGE' } }],
  ['a challenge that is not the functions’', { DefineAuthChallenge: { challengeName: 'SMS_MFA' } }],
  ['a challenge that is no text', { DefineAuthChallenge: { challengeName: { name: 'CUSTOM_CHALLENGE' } } }],
  ['parameters that are a text', { DefineAuthChallenge: ASKS, CreateAuthChallenge: { publicChallengeParameters: 'title' } }],
  ['parameters that are a list', { DefineAuthChallenge: ASKS, CreateAuthChallenge: { publicChallengeParameters: ['title'] } }],
  ['parameters within parameters', { DefineAuthChallenge: ASKS, CreateAuthChallenge: { publicChallengeParameters: { title: { text: '?' } } } }],
  ['private parameters within parameters', { DefineAuthChallenge: ASKS, CreateAuthChallenge: { privateChallengeParameters: { answers: ['42'] } } }],
  ['private parameters without end', { DefineAuthChallenge: ASKS, CreateAuthChallenge: { privateChallengeParameters: { answer: '4'.repeat(100_000) } } }],
  ['a note without end', { DefineAuthChallenge: ASKS, CreateAuthChallenge: { challengeMetadata: 'x'.repeat(3000) } }],
  ['a note that is no text', { DefineAuthChallenge: ASKS, CreateAuthChallenge: { challengeMetadata: { a: 1 } } }],
]

test('TR-04 functions of a custom sign-in that answer in another form let nobody in and keep nothing', async (t) => {
  const { addUser, says, begin, answer, ...stage } = await open(t, RIDDLE)
  await addUser('ada@example.com')
  const before = await storedRows(stage)
  for (const [what, answers] of NO_CHALLENGE) {
    await says(answers)
    assert.deepEqual(await refusalOf(begin()), UNREADABLE, what)
  }
  await says({ DefineAuthChallenge: { ...ASKS, issueTokens: true, failAuthentication: true } })
  assert.deepEqual(await refusalOf(begin()).then(({ name, message }) => [name, message]), ['NotAuthorizedException', 'Incorrect username or password.'], 'failure outweighs tokens')
  assert.deepEqual(changedTables(before, await storedRows(stage)), [])
  for (const answerCorrect of ['true', 1, { answerCorrect: true }, [true]]) {
    await says({ DefineAuthChallenge: ASKS })
    const { Session } = await begin()
    await says({ DefineAuthChallenge: { issueTokens: true }, VerifyAuthChallengeResponse: { answerCorrect } })
    assert.deepEqual(await refusalOf(answer(Session)), UNREADABLE, JSON.stringify(answerCorrect))
    assert.equal((await refusalOf(answer(Session))).name, 'NotAuthorizedException', 'the challenge is over')
  }
  assert.deepEqual(changedTables(before, await storedRows(stage)).filter((table) => table !== 'sign_in_attempts'), [])
})

test('TR-07 what functions keep for themselves is in no answer, in no row and in no log; the name stays the sign-in’s own', async (t) => {
  const { addUser, says, begin, opened, logLines, stores, pool } = await open(t, RIDDLE, { variables: { LOG_LEVEL: 'debug' } })
  const { username } = await addUser('ada@example.com')
  await says({ DefineAuthChallenge: ASKS, CreateAuthChallenge: { publicChallengeParameters: { USERNAME: 'eve', question: '?' }, privateChallengeParameters: { answer: 'kept-for-us', USERNAME: 'eve' }, challengeMetadata: 'noted-for-us' } })
  const told = await begin()
  assert.deepEqual(told.ChallengeParameters, { USERNAME: username, question: '?' })
  await stores.triggerInvocations.flush()
  const written = await stores.triggerInvocations.listInvocations({ poolId: pool.id }, 10)
  assert.equal(written.length, 2)
  const rows = await opened.prisma.$queryRawUnsafe('SELECT state::text FROM sign_in_attempts')
  for (const where of [JSON.stringify(told), JSON.stringify(rows), logLines.join('\n'), JSON.stringify(written)]) assert.ok(where !== '' && !where.includes('kept-for-us'))
})

test('functions that ask on and on, whatever is answered, are held up after fifteen answers', async (t) => {
  for (const answerCorrect of [false, true]) {
    const { addUser, says, begin, answer, calls, clock } = await open(t, RIDDLE)
    clock.hold()
    await addUser('ada@example.com')
    await says({ DefineAuthChallenge: ASKS, VerifyAuthChallengeResponse: { answerCorrect } })
    let { Session } = await begin()
    let rounds = 0
    const refusal = await refusalOf((async () => {
      for (; rounds < 100; rounds++) ({ Session } = await answer(Session))
    })())
    assert.deepEqual([refusal.name, refusal.message, rounds], ['NotAuthorizedException', 'Password attempts exceeded', 15])
    const counted = await calls()
    assert.equal(counted, 2 + 15 * 3)
    assert.equal((await refusalOf(answer((await begin()).Session))).message, 'Password attempts exceeded')
    assert.equal(await calls(), counted + 2, 'no answer is judged meanwhile')
  }
})

const PLACE = 'Code {####}'
/** Words that no message comes of. */
const NO_WORDS: readonly [what: string, words: unknown][] = [
  ['no place for the code', { emailMessage: 'Welcome' }], ['a place that is not whole', { emailMessage: 'Code {###}' }], ['a place in the subject alone', { emailSubject: PLACE, emailMessage: 'Welcome' }],
  ['a text message without a place', { emailMessage: PLACE, smsMessage: 'Welcome' }], ['words without end', { emailMessage: `${PLACE}${'x'.repeat(20_000)}` }], ['half a megabyte', { emailMessage: `${PLACE}${'x'.repeat(500_000)}` }],
  ['a subject without end', { emailMessage: PLACE, emailSubject: 'x'.repeat(141) }], ['a text message without end', { smsMessage: `{####}${'x'.repeat(140)}` }],
  ['words that are a number', { emailMessage: 42 }], ['words that are a list', { emailMessage: [PLACE] }], ['words that are an object', { emailMessage: { html: PLACE } }],
]

test('TR-04 words of a function that no message can be made of send nothing, and the older code goes on', async (t) => {
  const { signUp, says, sdk, client, message, ...stage } = await open(t, { CustomMessage: ANSWERS })
  await says({ CustomMessage: {} })
  await signUp('ada@example.com')
  const ada = { ClientId: client.id, Username: 'ada@example.com' }
  const { code, subject, html } = await message({ to: 'ada@example.com' })
  assert.ok(code && subject && html, 'no words are the pool’s own')
  const before = await storedRows(stage)
  for (const [what, CustomMessage] of NO_WORDS) {
    await says({ CustomMessage })
    stage.clock.advance(60 * 60_000)
    assert.deepEqual(await refusalOf(sdk.resendConfirmationCode(ada)), UNREADABLE, what)
  }
  assert.deepEqual(changedTables(before, await storedRows(stage)), [])
  await sdk.confirmSignUp({ ...ada, ConfirmationCode: code })
})

test('words of a function are the pool’s: HTML goes out as it is, and nothing adds lines to a subject', async (t) => {
  const { signUp, says, message } = await open(t, { CustomMessage: ANSWERS })
  const emailMessage = '<script>alert(1)</script><p onclick="x()">{####}</p>'
  await says({ CustomMessage: { emailMessage, emailSubject: 'Welcome\r\nBcc: eve@example.com' } })
  await signUp('ada@example.com')
  const { code, html, subject, text } = await message({ to: 'ada@example.com' })
  assert.equal(html, emailMessage.replace('{####}', code ?? ''))
  assert.doesNotMatch(subject ?? '', /[\r\n]/)
  assert.ok(text.includes(code ?? '-') && !text.includes('<script'))
})

const CONFIRMED = { finalUserStatus: 'CONFIRMED' }
const ADDRESS = { email: 'old@example.com', email_verified: 'true' }
/** What a function says of somebody who is elsewhere that nobody is stored by. */
const NO_USER: readonly [what: string, answer: unknown][] = [
  ['a status that there is not', { userAttributes: ADDRESS, finalUserStatus: 'FORCE_CHANGE_PASSWORD' }], ['a status that is no text', { userAttributes: ADDRESS, finalUserStatus: true }],
  ['attributes that are a text', { userAttributes: 'email', ...CONFIRMED }], ['attributes that are a list', { userAttributes: [ADDRESS], ...CONFIRMED }],
  ['an attribute that is a list', { userAttributes: { ...ADDRESS, name: ['Ada'] }, ...CONFIRMED }], ['an attribute that is an object', { userAttributes: { ...ADDRESS, address: { formatted: 'x' } }, ...CONFIRMED }],
  ['an attribute that the pool does not have', { userAttributes: { ...ADDRESS, 'custom:none': 'x' }, ...CONFIRMED }], ['an attribute of every object', { userAttributes: { ...ADDRESS, constructor: 'x' }, ...CONFIRMED }],
  ['an address that is none', { userAttributes: { email: 'nowhere' }, ...CONFIRMED }], ['an attribute without end', { userAttributes: { ...ADDRESS, name: 'x'.repeat(3000) }, ...CONFIRMED }],
  ['a user name that cannot be', { userAttributes: { ...ADDRESS, username: 'a b\u0007' }, ...CONFIRMED }],
  ['an action that there is not', { userAttributes: ADDRESS, ...CONFIRMED, messageAction: 'SEND' }], ['a medium that there is not', { userAttributes: ADDRESS, ...CONFIRMED, desiredDeliveryMediums: ['FAX'] }],
  ['a take-over by a text', { userAttributes: ADDRESS, ...CONFIRMED, forceAliasCreation: 'true' }],
]

test('TR-03 TR-04 a migration never opens: what is of another form stores nobody, for sign-in and forgotten password', async (t) => {
  const { addUser, says, signIn, sdk, client, ...stage } = await open(t, { UserMigration: ANSWERS }, { pool: { UsernameAttributes: [], AliasAttributes: ['email'] } })
  const ada = await addUser('ada')
  const before = await storedRows(stage)
  for (const [what, answer] of NO_USER) {
    await says({ UserMigration: answer })
    assert.deepEqual(await refusalOf(signIn('old')), UNREADABLE, what)
    assert.deepEqual(await refusalOf(sdk.forgotPassword({ ClientId: client.id, Username: 'old' })), UNREADABLE, what)
    stage.clock.advance(60 * 60_000)
  }
  // An answer that knows nobody is a wrong password, and what belongs to others stays theirs.
  for (const [answer, name] of [
    [{}, 'NotAuthorizedException'], [{ userAttributes: null }, 'NotAuthorizedException'], [{ autoConfirmUser: true }, 'NotAuthorizedException'],
    [{ userAttributes: { ...ADDRESS, email: 'ada@example.com' }, ...CONFIRMED }, 'AliasExistsException'], [{ userAttributes: { ...ADDRESS, username: 'ada' }, ...CONFIRMED }, 'UsernameExistsException'],
  ] as const) {
    await says({ UserMigration: answer })
    assert.equal((await refusalOf(signIn('old'))).name, name, JSON.stringify(answer))
    stage.clock.advance(60 * 60_000)
  }
  assert.deepEqual(changedTables(before, await storedRows(stage)), [])
  await says({ UserMigration: { userAttributes: { ...ADDRESS, sub: ada.id, username: 'old' }, ...CONFIRMED } })
  const { AuthenticationResult } = await signIn('old')
  assert.notEqual(claimsOf(AuthenticationResult?.IdToken)['sub'], ada.id)
})

type Version = 'V1_0' | 'V2_0' | 'V3_0'
const both = (change: unknown) => ({ idTokenGeneration: change, accessTokenGeneration: change })
const many = Object.fromEntries(Array.from({ length: 5001 }, (_, n) => [`c${n}`, n]))
/** Overrides that no token comes of. */
const NO_CLAIMS: readonly [what: string, versions: readonly Version[], details: unknown][] = [
  ['details that are a text', ['V1_0', 'V2_0', 'V3_0'], 'none'], ['details that are a list', ['V1_0', 'V2_0', 'V3_0'], [{}]],
  ['claims that are a list', ['V1_0'], { claimsToAddOrOverride: ['plan'] }], ['a claim that is an object', ['V1_0'], { claimsToAddOrOverride: { plan: { name: 'basic' } } }], ['suppression by a text', ['V1_0'], { claimsToSuppress: 'email' }],
  ['groups that are a text', ['V1_0', 'V2_0', 'V3_0'], { groupOverrideDetails: { groupsToOverride: 'admins' } }], ['groups that are numbers', ['V1_0', 'V2_0', 'V3_0'], { groupOverrideDetails: { groupsToOverride: [1] } }],
  ['a role that is a list', ['V1_0', 'V2_0', 'V3_0'], { groupOverrideDetails: { preferredRole: ['x'] } }], ['too many claims', ['V1_0'], { claimsToAddOrOverride: many }],
  ['too many claims', ['V2_0', 'V3_0'], both({ claimsToAddOrOverride: many })], ['too many scopes', ['V2_0', 'V3_0'], { accessTokenGeneration: { scopesToAdd: Object.keys(many) } }],
  ['a token that is a text', ['V2_0', 'V3_0'], both('all')], ['claims that are a list', ['V2_0', 'V3_0'], both({ claimsToAddOrOverride: [{ plan: 'basic' }] })],
  ['suppression of numbers', ['V2_0', 'V3_0'], both({ claimsToSuppress: [1] })], ['scopes that are a text', ['V2_0', 'V3_0'], { accessTokenGeneration: { scopesToAdd: 'orders/read' } }], ['scopes that are objects', ['V2_0', 'V3_0'], { accessTokenGeneration: { scopesToSuppress: [{}] } }],
]

test('TR-04 overrides of another form give no tokens, in every version', async (t) => {
  const { addUser, says, signIn, name, opened } = await open(t, {})
  await addUser('ada@example.com')
  for (const version of ['V1_0', 'V2_0', 'V3_0'] as const) {
    await name({ PreTokenGenerationConfig: { LambdaArn: ANSWERS, LambdaVersion: version } })
    for (const [what, versions, details] of NO_CLAIMS) {
      if (!versions.includes(version)) continue
      await says({ TokenGeneration: { [version === 'V1_0' ? 'claimsOverrideDetails' : 'claimsAndScopeOverrideDetails']: details } })
      assert.deepEqual(await refusalOf(signIn('ada@example.com')), UNREADABLE, `${version}: ${what}`)
    }
  }
  assert.deepEqual(await opened.prisma.$queryRawUnsafe('SELECT origin_jti FROM token_families WHERE revoked_at IS NULL'), [])
})

test('a claim as large as an answer may be is signed, and whoever sends such a token back is refused without harm', async (t) => {
  const { addUser, says, signIn, application } = await open(t, { PreTokenGenerationConfig: { LambdaArn: ANSWERS, LambdaVersion: 'V2_0' } })
  await addUser('ada@example.com')
  const giant = 'x'.repeat(900_000)
  await says({ TokenGeneration: { claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride: { giant } } } } })
  const { AuthenticationResult } = await signIn('ada@example.com')
  assert.ok(claimsOf(AuthenticationResult?.AccessToken)['giant'] === giant)
  const AccessToken = AuthenticationResult?.AccessToken ?? ''
  const status = (answer: Promise<Response>) => answer.then((response) => response.status, () => 'cut off')
  assert.ok([431, 'cut off'].includes(await status(fetch(`${application.publicUrl}/${application.poolId}/oauth2/userInfo`, { headers: { authorization: `Bearer ${AccessToken}` } }))))
  const target = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSCognitoIdentityProviderService.GetUser' }
  assert.ok([413, 'cut off'].includes(await status(fetch(application.publicUrl, { method: 'POST', headers: target, body: JSON.stringify({ AccessToken }) }))))
  await says({ TokenGeneration: {} })
  assert.ok((await signIn('ada@example.com')).AuthenticationResult)
})
