import assert from 'node:assert/strict'
import { pbkdf2Sync, scryptSync } from 'node:crypto'
import { test } from 'node:test'
import type { PasswordHashingAlgorithmType } from '@aws-sdk/client-cognito-identity-provider'
import { hash as argon2 } from '@node-rs/argon2'
import { hash as bcrypt } from '@node-rs/bcrypt'
import { statement } from '#src/storage/engine/sql.ts'
import { csvOf, importFile, person } from '#test/aws-api/import-users.ts'
import { makePool, PASSWORD } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'
import { createSrpClient } from '#test/users/srp-client.ts'

const salt = Buffer.from('00112233445566778899aabbccddeeff', 'hex')
const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
const HASHES: Record<PasswordHashingAlgorithmType, string> = {
  BCRYPT: await bcrypt(PASSWORD, 5),
  SCRYPT: `1024$8$1$${salt.toString('hex')}$${scryptSync(PASSWORD, salt, 32, { N: 1024, r: 8, p: 1 }).toString('hex')}`,
  // The very parameters that the server under test uses: there is still a verifier to make.
  ARGON2ID: await argon2(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1, outputLen: 32 }),
  PBKDF2_SHA256: `$pbkdf2-sha256$1000$${base64(salt)}$${base64(pbkdf2Sync(PASSWORD, salt, 1000, 32, 'sha256'))}`,
}
const COLUMNS = ['cognito:username', 'email', 'email_verified', 'cognito:mfa_enabled', 'password_hash']
const stored = statement<{ row: string }>('test_stored_hash', 'SELECT (to_jsonb(u))::text AS row FROM users u WHERE username = $1')

for (const [algorithm, hash] of Object.entries(HASHES) as [PasswordHashingAlgorithmType, string][]) {
  test(`CreateUserImportJob: users with ${algorithm} hashes sign in with their passwords, and the first time makes the hash ours`, async (t) => {
    const api = await openAwsApi(t)
    const { pool, client } = await makePool(api)
    const { Status, counts, log } = await importFile(api, pool.id, csvOf(COLUMNS, [person('ada', { password_hash: hash }), person('bob'), person('eve', { password_hash: `${hash.slice(0, -5)}*` })]), algorithm)
    assert.deepEqual([Status, counts], ['Succeeded', [2, 0, 1]])
    assert.deepEqual(log, [`[FAILED] Line Number 4 - password_hash: The value is no ${algorithm} hash in a form that is supported.`])
    const statusOf = async (Username: string) => (await api.sdk.adminGetUser({ UserPoolId: pool.id, Username })).UserStatus
    assert.deepEqual([await statusOf('ada'), await statusOf('bob')], ['CONFIRMED', 'RESET_REQUIRED'])
    const rowOf = async () => (await api.opened.sql.query(stored, ['ada']))[0]?.row ?? ''
    assert.ok(!(await rowOf()).includes(hash), 'readable in a dump')

    const plain = (Password: string) => api.sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD: Password } })
    const bySrp = async () => {
      const srp = createSrpClient()
      const { Session, ChallengeParameters = {} } = await api.sdk.initiateAuth({ AuthFlow: 'USER_SRP_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', SRP_A: srp.srpA } })
      return api.sdk.respondToAuthChallenge({ ClientId: client.id, ChallengeName: 'PASSWORD_VERIFIER', Session, ChallengeResponses: srp.answer(ChallengeParameters, pool.id, PASSWORD) })
    }
    const wrong = { name: 'NotAuthorizedException', message: 'Incorrect username or password.', status: 400 }
    assert.deepEqual([await refusalOf(plain(`${PASSWORD}x`)), await refusalOf(bySrp())], [wrong, wrong])
    assert.ok((await plain(PASSWORD)).AuthenticationResult?.AccessToken)
    assert.match(await rowOf(), /"password_hash": ?"\$argon2id\$v=19\$m=8,t=1,p=1/)
    assert.ok((await bySrp()).AuthenticationResult?.AccessToken)
    assert.deepEqual(await refusalOf(plain(`${PASSWORD}x`)), wrong)
    assert.ok((await plain(PASSWORD)).AuthenticationResult?.AccessToken)
  })
}

test('CreateUserImportJob: hashes need their column, their algorithm and a cost within bounds', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  const without = await importFile(api, pool.id, csvOf(COLUMNS.slice(0, -1), [person('ada')]), 'BCRYPT')
  assert.deepEqual([without.Status, without.CompletionMessage], ['Failed', 'The CSV header lacks a column: password_hash'])
  const dear = await importFile(api, pool.id, csvOf(COLUMNS, [person('ada', { password_hash: HASHES.BCRYPT.replace('$05$', '$13$') }), person('bob', { password_hash: HASHES.SCRYPT })]), 'BCRYPT')
  assert.deepEqual(dear.log, [
    '[FAILED] Line Number 2 - password_hash: The parameters of the BCRYPT hash exceed the maximum.',
    '[FAILED] Line Number 3 - password_hash: The value is no BCRYPT hash in a form that is supported.',
  ])
  const columns = [...((await api.sdk.getCSVHeader({ UserPoolId: pool.id })).CSVHeader ?? []), 'password_hash']
  const unannounced = await importFile(api, pool.id, csvOf(columns, [person('ada', { password_hash: HASHES.BCRYPT }), person('bob')]))
  assert.deepEqual(unannounced.log, ['[FAILED] Line Number 2 - password_hash: The import job was created without a password hashing algorithm.'])
  assert.deepEqual(unannounced.counts, [1, 0, 1])
})

test('StartUserImportJob: a password that is reset first takes the place of the imported one', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, { Policies: { PasswordPolicy: { PasswordHistorySize: 3 } } })
  await importFile(api, pool.id, csvOf(COLUMNS, [person('ada', { password_hash: HASHES.BCRYPT })]), 'BCRYPT')
  await api.sdk.adminSetUserPassword({ UserPoolId: pool.id, Username: 'ada', Password: 'Another-Horse-7', Permanent: true })
  const plain = (Password: string) => api.sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD: Password } })
  assert.equal((await refusalOf(plain(PASSWORD))).name, 'NotAuthorizedException')
  assert.ok((await plain('Another-Horse-7')).AuthenticationResult)
})

test('StartUserImportJob: users who can sign in by a code need no password, and MFA is switched on where a row says so', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api, { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } })
  const columns = (await api.sdk.getCSVHeader({ UserPoolId: pool.id })).CSVHeader ?? []
  await importFile(api, pool.id, csvOf(columns, [person('ada')]))
  assert.equal((await api.sdk.adminGetUser({ UserPoolId: pool.id, Username: 'ada' })).UserStatus, 'CONFIRMED')
  const SmsConfiguration = { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' }
  const { pool: optional } = await makePool(api, { MfaConfiguration: 'OPTIONAL', SmsConfiguration, SmsMfaConfiguration: { SmsConfiguration } })
  const end = await importFile(api, optional.id, csvOf(columns, [person('ada', { phone_number: '+12345550100', 'cognito:mfa_enabled': 'true' }), person('bob', { 'cognito:mfa_enabled': '' })]))
  assert.deepEqual(end.counts, [2, 0, 0])
  const { UserMFASettingList, PreferredMfaSetting } = await api.sdk.adminGetUser({ UserPoolId: optional.id, Username: 'ada' })
  assert.deepEqual([UserMFASettingList, PreferredMfaSetting], [['SMS_MFA'], 'SMS_MFA'])
})
