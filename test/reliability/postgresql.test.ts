import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { createSealer } from '#src/crypto/sealing.ts'
import { updateUserPoolClient } from '#src/domain/app-clients/update-user-pool-client.ts'
import { openDatabase } from '#src/storage/engine/database.ts'
import { createStores } from '#src/storage/create-stores.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { postRaw } from '#test/aws-api/open-aws-api.ts'
import { beginAuthorize, browserFor, exchangeCode, logIn, refresh, userInfoStatus } from '#test/drive/application.ts'
import { codeOf, pageOf } from '#test/drive/hosted-browser.ts'
import { createPostgresqlDatabase } from '#test/storage/shared-postgresql.ts'
import { startPostgresqlServer } from '#test/storage/postgresql-server.ts'
import { silentLog } from '#test/storage/records.ts'
import { codeSentTo, MASTER_KEY, PERSON, type Program, startProgram, statusOf } from './start-program.ts'
import { until } from './until.ts'

const PASSWORD = 'Newcomer-Horse-9'

async function startTwo(t: TestContext): Promise<{ one: Program; two: Program; databaseUrl: string }> {
  const { url, drop } = await createPostgresqlDatabase()
  t.after(drop)
  const variables = { DATABASE_URL: url }
  const one = await startProgram(t, { variables })
  return { one, two: await startProgram(t, { beside: one, variables }), databaseUrl: url }
}

const made = statement<{ users: number; names: number; codes: number }>(
  'test_made_once',
  `SELECT (SELECT count(*)::int FROM users) AS users, (SELECT count(*)::int FROM user_names WHERE name = $1) AS names,
  (SELECT count(*)::int FROM outbox_messages WHERE destination = $1 AND purpose = 'sign-up') AS codes`,
)

const outcomes = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).toSorted()

test('RE-07 two instances on one database: of racing uses of a code, a refresh token, a name and a reset code one wins; a page begun on one goes on at the other', async (t) => {
  const { one, two, databaseUrl } = await startTwo(t)
  const { application } = one
  const instances = Array.from({ length: 8 }, (_, n) => (n % 2 ? one.url : two.url))
  const browserOf = (program: Program) => browserFor(application, { via: program.url })

  // Every page of this sign-in is answered by the other instance than the one before.
  const here = browserOf(one)
  const page = pageOf(await beginAuthorize(here, application), 'sign-in')
  const there = browserFor(application, { via: two.url, copied: here })
  const code = codeOf(await there.submit(page, 'sign-in', PERSON))
  const exchanged = await Promise.all(instances.map((url) => exchangeCode(application, code, url)))
  assert.deepEqual(outcomes(exchanged), [200, ...Array<number>(7).fill(400)])

  const { refresh_token } = await logIn(here, application, PERSON)
  const refreshed = await Promise.all(instances.map((url) => refresh(application, refresh_token, url)))
  const won = outcomes(refreshed).filter((status) => status === 200).length
  assert.deepEqual([won <= 1, outcomes(refreshed).every((status) => status === 200 || status === 400)], [true, true])

  const newcomers = await Promise.all(instances.map(async (url) => {
    const browser = browserFor(application, { via: url })
    return { browser, page: pageOf(await beginAuthorize(browser, application, { prompt: 'create' }), 'sign-up') }
  }))
  const passwords = instances.map((_, n) => `${PASSWORD}${n}`)
  await Promise.all(newcomers.map(async ({ browser, page }, n) =>
    pageOf(await browser.submit(page, 'sign-up', { 'attribute.email': 'new@example.com', password: passwords[n] ?? '' }), 'confirm')))
  const database = await openDatabase({ databaseUrl, dataDir: '' })
  t.after(() => database.close())
  assert.deepEqual(await database.sql.query(made, ['new@example.com']), [{ users: 2, names: 1, codes: 1 }])

  const forgetful = browserOf(one)
  const forgot = pageOf(await forgetful.open(`${application.publicUrl}${pageOf(await beginAuthorize(forgetful, application), 'sign-in').view.frame.links.forgotPassword ?? ''}`), 'forgot-password')
  const asked = new Date()
  const reset = pageOf(await forgetful.submit(forgot, 'forgot-password', { username: PERSON.username }), 'reset-password')
  const resetCode = await codeSentTo(one, PERSON.username, new Date(asked.getTime() - 1))
  const resets = await Promise.all(passwords.map((password, n) =>
    browserFor(application, { via: instances[n] ?? '', copied: forgetful }).submit(reset, 'reset-password', { username: PERSON.username, code: resetCode, password })))
  assert.equal(resets.filter((stop) => stop.kind === 'application').length, 1)
})

test('RE-07 what one instance changes the others see soon, a rotated key among it', async (t) => {
  const { one, two, databaseUrl } = await startTwo(t)
  const { application } = one
  const database = await openDatabase({ databaseUrl, dataDir: '' })
  t.after(() => database.close())
  const stores = createStores({ database, sealer: createSealer({ current: { id: 'unused', key: Buffer.from(MASTER_KEY, 'base64') } }), log: silentLog })
  for (const { url } of [one, two]) pageOf(await beginAuthorize(browserFor(application, { via: url }), application), 'sign-in')
  const client = await stores.appClients.findClient(application.clientId)
  await updateUserPoolClient({ ...stores, clock: { now: () => new Date() } }, { UserPoolId: application.poolId, ClientId: application.clientId, ...client?.settings, CallbackURLs: ['https://elsewhere.example.com/'] })
  for (const { url } of [one, two]) {
    await until('the change is seen', async () => {
      const stop = await beginAuthorize(browserFor(application, { via: url }), application)
      return stop.kind === 'page' && stop.view.screen === 'error'
    })
  }

  const kids = async (url: string) => ((await (await fetch(`${url}/${application.poolId}/.well-known/jwks.json`, { headers: { 'x-forwarded-host': new URL(application.publicUrl).host } })).json()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid)
  const before = await kids(one.url)
  const said = await rotateKeys([application.poolId], { DATABASE_URL: databaseUrl })
  assert.equal(said.exitCode, 0, said.output)
  const [fresh = ''] = /[\w-]{20,}/.exec(said.output) ?? []
  for (const { url } of [one, two]) {
    await until('the new key is published', async () => (await kids(url)).includes(fresh))
    assert.deepEqual((await kids(url)).filter((kid) => kid !== fresh), before, 'the old one is still there')
  }
  const unknown = await rotateKeys(['us-east-1_nobody000'], { DATABASE_URL: databaseUrl })
  assert.deepEqual([unknown.exitCode, unknown.output], [1, 'User pool us-east-1_nobody000 does not exist.\n'])
})

/** The command that rotates keys, as an operator runs it. */
async function rotateKeys(parameters: string[], variables: Record<string, string>): Promise<{ exitCode: number; output: string }> {
  const child = spawn(process.execPath, ['scripts/rotate-signing-keys.ts', ...parameters], { env: { NODE_ENV: 'production', MASTER_KEY, LOG_LEVEL: 'fatal', ...variables }, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { output += String(chunk) })
  const [exitCode] = (await once(child, 'close')) as [number]
  return { exitCode, output }
}

test('RE-04 while PostgreSQL is away requests end in 503 within five seconds, the process lives and says it is not ready; after its return everything works again', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'poolhouse-postgresql-'))
  chmodSync(folder, 0o755) // PostgreSQL may have to run as another user
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const server = await startPostgresqlServer(join(folder, 'server'))
  t.after(() => server.stop('SIGKILL'))
  const program = await startProgram(t, { variables: { DATABASE_URL: server.url('postgres') } })
  const { application } = program
  const browser = browserFor(application)
  const tokens = await logIn(browser, application, PERSON)
  const code = codeOf(await beginAuthorize(browser, application))
  const page = pageOf(await beginAuthorize(browser, application, { prompt: 'login' }), 'sign-in')

  const { UserPool } = (await postRaw(program.url, 'CreateUserPool', { PoolName: 'At a domain' })).json as { UserPool?: { Id: string } }
  assert.equal((await postRaw(program.url, 'CreateUserPoolDomain', { UserPoolId: UserPool?.Id, Domain: 'reachable' })).status, 200)
  const mayHaveCertificate = (name: string) => statusOf(`${program.url.replace('localhost', '127.0.0.1')}/tls-permission?domain=${name}`)
  await until('the domain may have a certificate', async () => (await mayHaveCertificate('reachable.auth.localhost')) === 200)

  await server.stop()

  const within = async <T>(work: Promise<T>): Promise<T> => {
    const began = performance.now()
    const result = await work
    // Five seconds are promised; a machine that is busy with other tests gets more.
    assert.ok(performance.now() - began < 30_000, `answered after ${performance.now() - began} ms`)
    return result
  }
  await until('it says that it is not ready', async () => (await statusOf(`${program.url}/readyz`)) === 503)
  assert.equal(await statusOf(`${program.url}/healthz`), 200)
  for (const [name, status] of [['reachable.auth.localhost', 200], ['invented.auth.localhost', 403]] as const) {
    assert.equal(await mayHaveCertificate(name), status, 'known from memory')
  }
  assert.deepEqual(await within(refresh(application, tokens.refresh_token)).then(({ status, body }) => [status, body.error]), [503, 'temporarily_unavailable'])
  assert.deepEqual(await within(exchangeCode(application, code)).then(({ status, body }) => [status, body.error]), [503, 'temporarily_unavailable'])
  const authorized = await within(beginAuthorize(browser, application))
  const said = authorized.kind === 'application' ? authorized.location.searchParams.get('error') : authorized.status
  assert.ok(said === 'temporarily_unavailable' || said === 503, String(said))
  assert.equal(await within(userInfoStatus(application, tokens.access_token)), 503)
  const away = await within(browser.submit(page, 'sign-in', PERSON))
  assert.equal(away.kind === 'other' && away.status, 503)

  await server.start()
  await until('it is ready again', async () => (await statusOf(`${program.url}/readyz`)) === 200)
  codeOf(await browser.submit(page, 'sign-in', PERSON))
  assert.equal((await refresh(application, tokens.refresh_token)).status, 200)
  assert.doesNotMatch(program.output(), /nobody caught|nobody listened/)
})
