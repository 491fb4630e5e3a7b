import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours, minutes } from '#src/contracts/duration.ts'
import { expireImportJobs } from '#src/domain/user-imports/expire-import-jobs.ts'
import { csvOf, ended, importFile, person, ROLE, uploadedJob } from '#test/aws-api/import-users.ts'
import { makePool, makeUser, PASSWORD } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'

const STANDARD = [
  'name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'profile', 'picture', 'website', 'email', 'email_verified', 'gender',
  'birthdate', 'zoneinfo', 'locale', 'phone_number', 'phone_number_verified', 'address', 'updated_at',
]
const HEADER = [...STANDARD, 'cognito:mfa_enabled', 'cognito:username']
const NOBODY = 'us-east-1_000000000'

test('GetCSVHeader: the attributes of the pool, its own among them, and the two columns of files', async (t) => {
  const { domain, sdk } = await openAwsApi(t)
  const { pool } = await makePool({ domain }, { Schema: [{ Name: 'team' }] })
  const { $metadata: _, ...answer } = await sdk.getCSVHeader({ UserPoolId: pool.id })
  assert.deepEqual(answer, { CSVHeader: [...STANDARD, 'custom:team', 'cognito:mfa_enabled', 'cognito:username'], UserPoolId: pool.id })
  assert.equal((await refusalOf(sdk.getCSVHeader({ UserPoolId: NOBODY }))).name, 'ResourceNotFoundException')
})

test('CreateUserImportJob: answers a job that waits for its file, and checks every member', async (t) => {
  const { domain, sdk, url } = await openAwsApi(t)
  const { pool } = await makePool({ domain })
  const right = { UserPoolId: pool.id, JobName: 'First import', CloudWatchLogsRoleArn: ROLE }
  const { UserImportJob: job } = await sdk.createUserImportJob({ ...right, PasswordHashingAlgorithm: 'BCRYPT' })
  assert.deepEqual({ ...job, JobId: null, PreSignedUrl: null, CreationDate: null }, {
    JobName: 'First import', JobId: null, UserPoolId: pool.id, PreSignedUrl: null, CreationDate: null, Status: 'Created', CloudWatchLogsRoleArn: ROLE,
    ImportedUsers: 0, SkippedUsers: 0, FailedUsers: 0, PasswordHashingAlgorithm: 'BCRYPT',
  })
  assert.match(job?.JobId ?? '', /^import-[0-9a-zA-Z-]+$/)
  assert.ok(job?.PreSignedUrl?.startsWith(`${url}/${pool.id}/import/${job.JobId}?`))
  const wrong = [{ JobName: '' }, { JobName: 'x'.repeat(129) }, { JobName: 'a/b' }, { CloudWatchLogsRoleArn: 'role' }, { PasswordHashingAlgorithm: 'MD5' as never }]
  for (const member of wrong) assert.equal((await refusalOf(sdk.createUserImportJob({ ...right, ...member }))).name, 'InvalidParameterException')
  assert.equal((await refusalOf(sdk.createUserImportJob({ ...right, UserPoolId: NOBODY }))).name, 'ResourceNotFoundException')
})

test('DescribeUserImportJob: the same address again, and AW-09 jobs of the own pool only', async (t) => {
  const { domain, sdk } = await openAwsApi(t)
  const [{ pool }, { pool: other }] = [await makePool({ domain }), await makePool({ domain })]
  const { UserImportJob: job } = await sdk.createUserImportJob({ UserPoolId: pool.id, JobName: 'j', CloudWatchLogsRoleArn: ROLE })
  assert.deepEqual((await sdk.describeUserImportJob({ UserPoolId: pool.id, JobId: job?.JobId })).UserImportJob, job)
  const of = async (UserPoolId: string, JobId: string | undefined) => (await refusalOf(sdk.describeUserImportJob({ UserPoolId, JobId }))).name
  assert.equal(await of(other.id, job?.JobId), 'ResourceNotFoundException')
  assert.equal(await of(pool.id, 'import-nothing'), 'ResourceNotFoundException')
  assert.equal(await of(pool.id, 'export-1'), 'InvalidParameterException')
})

test('ListUserImportJobs: newest first, page by page, with tokens of its own', async (t) => {
  const { domain, sdk, clock } = await openAwsApi(t)
  const { pool } = await makePool({ domain })
  for (const JobName of ['a', 'b', 'c']) {
    await sdk.createUserImportJob({ UserPoolId: pool.id, JobName, CloudWatchLogsRoleArn: ROLE })
    clock.advance(10)
  }
  const first = await sdk.listUserImportJobs({ UserPoolId: pool.id, MaxResults: 2 })
  const second = await sdk.listUserImportJobs({ UserPoolId: pool.id, MaxResults: 2, PaginationToken: first.PaginationToken })
  assert.deepEqual([first, second].map(({ UserImportJobs }) => UserImportJobs?.map(({ JobName }) => JobName)), [['c', 'b'], ['a']])
  assert.equal(second.PaginationToken, undefined)
  assert.equal((await refusalOf(sdk.listUserImportJobs({ UserPoolId: pool.id, MaxResults: 2, PaginationToken: 'x' }))).name, 'InvalidParameterException')
  for (const MaxResults of [0, 61, undefined]) assert.equal((await refusalOf(sdk.listUserImportJobs({ UserPoolId: pool.id, MaxResults }))).name, 'InvalidParameterException')
})

test('StartUserImportJob: imports the users of the file, who set a password before they sign in', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, { AliasAttributes: ['email'], Schema: [{ Name: 'given_name', Required: true }, { Name: 'active', AttributeDataType: 'Boolean' }] })
  const columns = (await api.sdk.getCSVHeader({ UserPoolId: pool.id })).CSVHeader ?? []
  const ada = person('ada', { given_name: ' Ada ', address: '1, Main Street', birthdate: '02/01/1985', updated_at: '1471453471', phone_number: '+1 (234) 555-0100', phone_number_verified: 'false', 'custom:active': 'TRUE' })
  const job = await uploadedJob(api, pool.id, csvOf(columns, [ada, person('bob', { given_name: 'Bob' })]).replaceAll('\n', '\r\n'))
  const { UserImportJob: started } = await api.sdk.startUserImportJob({ UserPoolId: pool.id, JobId: job.JobId })
  assert.deepEqual([started?.Status, started?.StartDate instanceof Date, started?.CompletionDate], ['Pending', true, undefined])
  const end = await ended(api, job)
  assert.deepEqual([end.Status, end.CompletionMessage, end.ImportedUsers, end.SkippedUsers, end.FailedUsers], ['Succeeded', 'Import Job Completed Successfully.', 2, 0, 0])
  assert.ok(end.CompletionDate && end.StartDate && end.CompletionDate >= end.StartDate)
  const { UserStatus, Enabled, UserAttributes = [] } = await api.sdk.adminGetUser({ UserPoolId: pool.id, Username: 'ada@example.com' })
  assert.deepEqual([UserStatus, Enabled], ['RESET_REQUIRED', true])
  assert.deepEqual(Object.fromEntries(UserAttributes.filter(({ Name }) => Name !== 'sub').map(({ Name, Value }) => [Name, Value])), {
    given_name: 'Ada', address: '1, Main Street', birthdate: '1985-02-01', updated_at: '1471453471', email: 'ada@example.com', email_verified: 'true',
    phone_number: '+12345550100', phone_number_verified: 'false', 'custom:active': 'true',
  })
  assert.equal((await api.sdk.describeUserPool({ UserPoolId: pool.id })).UserPool?.EstimatedNumberOfUsers, 2)
  const tried = api.sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD } })
  assert.equal((await refusalOf(tried)).name, 'PasswordResetRequiredException')
  await api.sdk.forgotPassword({ ClientId: client.id, Username: 'ada' })
  const { code } = await api.message({ to: 'ada@example.com' })
  await api.sdk.confirmForgotPassword({ ClientId: client.id, Username: 'ada', ConfirmationCode: code ?? '', Password: PASSWORD })
  const { AuthenticationResult } = await api.sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD } })
  assert.ok(AuthenticationResult?.AccessToken)
})

test('StartUserImportJob: AW-22 tells of rows that break a rule, and imports the others', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api, { AliasAttributes: ['email'], MfaConfiguration: 'OFF', AutoVerifiedAttributes: ['email'], Schema: [{ Name: 'family_name', Required: true }, { Name: 'level', AttributeDataType: 'Number' }] })
  await makeUser(api, pool, 'known', { family_name: 'K' })
  const columns = (await api.sdk.getCSVHeader({ UserPoolId: pool.id })).CSVHeader ?? []
  const row = (name: string, more: Record<string, string> = {}) => csvOf(columns, [person(name, { family_name: 'F', ...more })]).split('\n')[1] ?? ''
  const lines = [
    columns.join(','),
    row('formula', { name: '=HYPERLINK("https://example.com")' }),
    row('nul', { name: 'a\0b' }),
    row('twin', { email: 'twin@example.com' }),
    row('other-twin', { email: 'TWIN@example.com' }),
    row('twin'),
    row('known'),
    row('alias', { email: 'known@example.com' }),
    'too,few',
    '',
    row('unproven', { email_verified: 'FALSE' }),
    row('no-address', { email: '' }),
    row('bad date', { birthdate: '02/30/1985' }),
    row('no-day', { birthdate: '1985-02-01' }),
    row('mfa', { 'cognito:mfa_enabled': 'TRUE' }),
    row('missing', { family_name: '' }),
    row('number', { 'custom:level': 'high' }),
    row('long', { name: 'x'.repeat(16_000) }),
    row('hashed'),
    row(''),
    row('"quoted"', { name: '"Q"', email: 'quoted@example.com' }),
    row('漢字', { name: '漢字😀', email: 'k@example.com' }),
  ]
  const broken = Buffer.concat([Buffer.from(`${lines.join('\n')}\n`), Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from(row('last'))])
  const { Status, counts, log } = await importFile(api, pool.id, new Uint8Array(broken))
  assert.deepEqual(log, [
    '[FAILED] Line Number 3 - The row has a NUL character.',
    '[FAILED] Line Number 5 - An account with the given email already exists.',
    '[SKIPPED] Line Number 6 - The user already exists.',
    '[SKIPPED] Line Number 7 - The user already exists.',
    '[FAILED] Line Number 8 - An account with the given email already exists.',
    '[FAILED] Line Number 9 - The row has 2 values and the header 22.',
    '[FAILED] Line Number 11 - The User Record does not set any of the auto verified attributes to true. (Example: email_verified to true).',
    '[FAILED] Line Number 12 - The User Record sets email_verified to true and has no email.',
    "[FAILED] Line Number 13 - birthdate: The date is not in the format mm/dd/yyyy.",
    '[FAILED] Line Number 14 - birthdate: The date is not in the format mm/dd/yyyy.',
    '[FAILED] Line Number 15 - cognito:mfa_enabled does not agree with the user pool, whose MFA is OFF.',
    '[FAILED] Line Number 16 - Attributes did not conform to the schema: family_name: The attribute is required',
    '[FAILED] Line Number 17 - Attributes did not conform to the schema: custom:level: Value is not a number',
    '[FAILED] Line Number 18 - The row has more than 16000 characters.',
    '[FAILED] Line Number 20 - The row has no cognito:username.',
    '[FAILED] Line Number 23 - The row is not encoded in UTF-8.',
  ])
  assert.deepEqual([Status, counts], ['Failed', [6, 2, 14]])
  const named = async (Username: string) => (await api.sdk.adminGetUser({ UserPoolId: pool.id, Username })).UserAttributes?.find(({ Name }) => Name === 'name')?.Value
  assert.equal(await named('formula'), '=HYPERLINK("https://example.com")')
  assert.equal(await named('"quoted"'), '"Q"')
  assert.equal(await named('漢字'), '漢字😀')
  assert.deepEqual((await api.sdk.listUsers({ UserPoolId: pool.id })).Users?.map(({ Username }) => Username).sort(), ['"quoted"', 'formula', 'hashed', 'known', 'last', 'twin', '漢字'].sort())
})

test('StartUserImportJob: a file that cannot be read as users of the pool fails as a whole', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  const right = csvOf(HEADER, [person('ada')])
  const files: [string, RegExp][] = [
    ['', /no header/],
    [`\u{feff}${right}`, /byte order mark/],
    [right.replace('nickname', 'custom:none'), /does not know: custom:none/],
    [right.replace('nickname', 'name'), /column twice/],
    [right.replace('nickname', 'sub'), /does not know: sub/],
    [right.replace('name,given_name', 'given_name').replace(/^(.*\n),/, '$1'), /lacks a column: name/],
    [`a\n${'\n'.repeat(500_001)}`, /more than 500000 users/],
  ]
  for (const [file, message] of files) {
    const { Status, CompletionMessage = '', counts } = await importFile(api, pool.id, file)
    assert.match(CompletionMessage, message)
    assert.ok(CompletionMessage.length <= 128)
    assert.deepEqual([Status, counts], ['Failed', [0, 0, 0]])
  }
  assert.deepEqual((await importFile(api, pool.id, `${HEADER.toReversed().join(',')}\n`)).Status, 'Succeeded')
})

test('StartUserImportJob: needs a file, a contact that the pool verifies, and a job that waits', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  const { pool: unverifying } = await makePool(api, { AutoVerifiedAttributes: [] })
  const refused = async (UserPoolId: string, JobId: string | undefined) => {
    const { name, message } = await refusalOf(api.sdk.startUserImportJob({ UserPoolId, JobId }))
    assert.equal(name, 'PreconditionNotMetException')
    return message
  }
  const { UserImportJob: empty } = await api.sdk.createUserImportJob({ UserPoolId: pool.id, JobName: 'empty', CloudWatchLogsRoleArn: ROLE })
  assert.equal(await refused(pool.id, empty?.JobId), `No csv file was uploaded for ${empty?.JobId}`)
  const verifiesNone = await uploadedJob(api, unverifying.id, csvOf(HEADER, []))
  assert.match(await refused(unverifying.id, verifiesNone.JobId), /no auto verified attributes/)
  const { JobId } = await importFile(api, pool.id, csvOf(HEADER, [person('ada')]))
  assert.match(await refused(pool.id, JobId), /started before/)
  assert.equal((await refusalOf(api.sdk.startUserImportJob({ UserPoolId: pool.id, JobId: 'import-nothing' }))).name, 'ResourceNotFoundException')
})

test('StartUserImportJob: AW-17 of racing calls one wins, and a pool runs one job at a time', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  const rows = Array.from({ length: 4000 }, (_, n) => person(`user${n}`))
  const jobs = await Promise.all([rows.slice(0, 2000), rows.slice(2000)].map((part) => uploadedJob(api, pool.id, csvOf(HEADER, part))))
  const calls = jobs.flatMap(({ UserPoolId, JobId }) => Array.from({ length: 5 }, () => api.sdk.startUserImportJob({ UserPoolId, JobId })))
  const results = await Promise.allSettled(calls)
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const result of results) if (result.status === 'rejected') assert.equal((result.reason as Error).name, 'PreconditionNotMetException')
  const winner = jobs[results.findIndex(({ status }) => status === 'fulfilled') < 5 ? 0 : 1] ?? assert.fail()
  assert.equal((await ended(api, winner)).ImportedUsers, 2000)
  const loser = jobs.find((job) => job !== winner) ?? assert.fail()
  await api.sdk.startUserImportJob({ UserPoolId: pool.id, JobId: loser.JobId })
  assert.equal((await ended(api, loser)).ImportedUsers, 2000)
})

test('StopUserImportJob: ends the job where it is, keeps who was imported, and frees the pool, which is locked meanwhile', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  const job = await uploadedJob(api, pool.id, csvOf(HEADER, Array.from({ length: 20_000 }, (_, n) => person(`user${n}`))))
  const { UserPoolId, JobId } = job
  assert.equal((await refusalOf(api.sdk.stopUserImportJob({ UserPoolId, JobId }))).name, 'PreconditionNotMetException')
  await api.sdk.startUserImportJob({ UserPoolId, JobId })
  const locked = [
    api.sdk.addCustomAttributes({ UserPoolId, CustomAttributes: [{ Name: 'team' }] }), api.sdk.updateUserPool({ UserPoolId }), api.sdk.deleteUserPool({ UserPoolId }),
  ]
  for (const change of locked) assert.equal((await refusalOf(change)).name, 'UserImportInProgressException')
  const { UserImportJob: stopping } = await api.sdk.stopUserImportJob({ UserPoolId, JobId })
  assert.ok(['Stopping', 'Stopped'].includes(stopping?.Status ?? ''))
  const end = await ended(api, job)
  assert.deepEqual([end.Status, end.CompletionMessage], ['Stopped', 'The Import Job was stopped by the developer.'])
  assert.ok((end.ImportedUsers ?? 0) < 20_000)
  assert.equal((await api.sdk.describeUserPool({ UserPoolId })).UserPool?.EstimatedNumberOfUsers, end.ImportedUsers)
  assert.equal((await refusalOf(api.sdk.stopUserImportJob({ UserPoolId, JobId }))).name, 'PreconditionNotMetException')
  assert.equal((await refusalOf(api.sdk.startUserImportJob({ UserPoolId, JobId }))).name, 'PreconditionNotMetException')
  await api.sdk.addCustomAttributes({ UserPoolId, CustomAttributes: [{ Name: 'team' }] })
  await api.sdk.deleteUserPool({ UserPoolId })
})

test('CreateUserImportJob: the address is good for one job, fifteen minutes and files; what is sent anew replaces what was there', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  const [first, second] = [await uploadedJob(api, pool.id, 'not what was meant\n'), await uploadedJob(api, pool.id, 'x\n')]
  const put = async (url: string, body = csvOf(HEADER, [person('ada')])) => (await fetch(url, { method: 'PUT', body, headers: { 'content-type': 'text/csv' } })).status
  assert.equal(await put(first.url), 200)
  assert.equal(await put(first.url.replace(first.JobId ?? '', second.JobId ?? '')), 403)
  assert.equal(await put(first.url.replace(/expires=(\d+)/, (_, seconds: string) => `expires=${Number(seconds) + 1}`)), 403)
  assert.equal(await put(first.url.replace(/signature=.*/, 'signature=')), 403)
  assert.equal(await put(first.url.replace(/\?.*/, '')), 403)
  assert.equal((await fetch(first.url.replace(/signature=.*/, 'signature=x'))).status, 403)
  assert.equal((await fetch(first.url, { method: 'POST', body: 'x' })).status, 405)
  assert.equal((await fetch(`${api.url}/${pool.id}/login`, { method: 'PUT', body: 'x' })).status, 405)
  await api.sdk.startUserImportJob({ UserPoolId: pool.id, JobId: first.JobId })
  assert.equal((await ended(api, first)).ImportedUsers, 1)
  assert.equal(await put(first.url), 409)
  api.clock.advance(minutes(15))
  assert.equal(await put(second.url), 403)
  assert.equal((await fetch(second.url)).status, 200)
})

test('DescribeUserImportJob: a job that nobody starts expires with its file', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  const { UserPoolId, JobId } = await uploadedJob(api, pool.id, csvOf(HEADER, [person('ada')]))
  api.clock.advance(hours(25))
  assert.equal((await refusalOf(api.sdk.startUserImportJob({ UserPoolId, JobId }))).name, 'PreconditionNotMetException')
  await expireImportJobs(api.domain)
  const { UserImportJob: job } = await api.sdk.describeUserImportJob({ UserPoolId, JobId })
  assert.deepEqual([job?.Status, job?.CompletionMessage], ['Expired', 'The user import job has expired.'])
})
