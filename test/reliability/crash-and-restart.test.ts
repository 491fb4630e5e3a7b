import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statement } from '#src/storage/engine/sql.ts'
import { openDatabase } from '#src/storage/engine/database.ts'
import { beginAuthorize, browserFor, exchangeCode, issuerOf, logIn, refresh, signInHosted, signUpHosted, userInfoStatus } from '#test/drive/application.ts'
import { codeOf, pageOf, summaryOf } from '#test/drive/hosted-browser.ts'
import { codeSentTo, isUnreachable, PERSON, type Program, startProgram, statusOf } from './start-program.ts'
import { until } from './until.ts'

const PASSWORD = 'Newcomer-Horse-9'

/** Signs people up, several at once, until the program is gone; who was told that it worked. */
function keepSigningUp({ application }: Program, workers: number): { acknowledged: string[]; ended: Promise<unknown> } {
  const acknowledged: string[] = []
  const work = async (worker: number) => {
    for (let n = 0; ; n++) {
      const email = `worker${worker}-${n}@example.com`
      try {
        pageOf(await signUpHosted(browserFor(application), application, { email, password: PASSWORD }), 'confirm')
        acknowledged.push(email)
      } catch (error) {
        if (isUnreachable(error)) return
        throw error
      }
    }
  }
  return { acknowledged, ended: Promise.all(Array.from({ length: workers }, (_, worker) => work(worker))) }
}

const failures = statement<{ count: number; locked: number }>(
  'test_failures',
  `SELECT count, extract(epoch FROM locked_until - updated_at)::int AS locked FROM attempt_counters WHERE kind = 'password' AND count > 1`,
)
const names = statement<{ name: string }>('test_all_names', 'SELECT name FROM user_names')
const halfMade = statement<{ problem: string }>(
  'test_half_made',
  `SELECT 'without a name: ' || id AS problem FROM users u WHERE NOT EXISTS (SELECT 1 FROM user_names n WHERE n.user_id = u.id)
  UNION ALL SELECT 'without a password: ' || id FROM users WHERE password_hash IS NULL OR srp_sealed IS NULL
  UNION ALL SELECT 'counted wrongly: ' || counted || ' for ' || stored FROM (SELECT (SELECT sum(users) FROM user_counts) AS counted, (SELECT count(*) FROM users) AS stored) c WHERE counted <> stored`,
)

test('RE-01 kill -9 during parallel sign-ups: everybody who was told so is there after the restart, confirms and signs in; nothing is half made', async (t) => {
  const program = await startProgram(t)
  const { acknowledged, ended } = keepSigningUp(program, 8)
  await until('people have signed up', () => acknowledged.length >= 25)
  program.kill('SIGKILL')
  assert.equal(await program.exit, null)
  await ended

  const database = await openDatabase({ dataDir: program.dataDir })
  const stored = new Set((await database.sql.query(names, [])).map(({ name }) => name))
  assert.deepEqual(acknowledged.filter((email) => !stored.has(email)), [])
  assert.deepEqual(await database.sql.query(halfMade, []), [])
  await database.close()

  const restarted = await startProgram(t, { again: program })
  const { application } = restarted
  for (const email of acknowledged.slice(-3)) {
    const browser = browserFor(application)
    const page = pageOf(await signInHosted(browser, application, { username: email, password: PASSWORD }), 'confirm')
    assert.ok(codeOf(await browser.submit(page, 'confirm-sign-up', { username: email, code: await codeSentTo(restarted, email) })
      .then((stop) => (stop.kind === 'page' ? browser.submit(stop, 'sign-in', { username: email, password: PASSWORD }) : stop))))
  }
})

test('RE-03 after a crash keys and sessions are the same; spent and revoked tokens stay dead, counters and limits stay', async (t) => {
  const program = await startProgram(t)
  const { application } = program
  const keysOf = async () => (await fetch(`${issuerOf(application)}/.well-known/jwks.json`)).text()
  const keys = await keysOf()
  const browser = browserFor(application)
  const first = await logIn(browser, application, PERSON)
  const second = (await refresh(application, first.refresh_token)).body.refresh_token ?? ''
  const revoked = await logIn(browserFor(application), application, PERSON)
  const revocation = await fetch(`${issuerOf(application)}/oauth2/revoke`, { method: 'POST', body: new URLSearchParams({ token: revoked.refresh_token, client_id: application.clientId }) })
  assert.equal(revocation.status, 200)
  const spentCode = codeOf(await beginAuthorize(browser, application))
  assert.equal((await exchangeCode(application, spentCode)).status, 200)
  const unspentCode = codeOf(await beginAuthorize(browser, application))
  const wrong = () => signInHosted(browserFor(application), application, { username: 'bob@example.com', password: 'Wrong-Horse-9' })
  for (let n = 0; n < 5; n++) assert.equal(summaryOf(await wrong()), 'wrong_credentials')

  program.kill('SIGKILL')
  await program.exit
  const restarted = await startProgram(t, { again: program })

  assert.equal(await keysOf(), keys)
  assert.ok(codeOf(await beginAuthorize(browser, application)), 'the browser is still signed in')
  assert.equal(await userInfoStatus(application, first.access_token), 200)
  assert.equal((await exchangeCode(application, unspentCode)).status, 200)
  assert.equal((await exchangeCode(application, spentCode)).body.error, 'invalid_grant')
  assert.equal(await userInfoStatus(application, revoked.access_token), 401)
  assert.equal((await refresh(application, revoked.refresh_token)).body.error, 'invalid_grant')
  const third = (await refresh(application, second)).body.refresh_token ?? ''
  assert.equal((await refresh(application, first.refresh_token)).body.error, 'invalid_grant')
  assert.equal((await refresh(application, third)).body.error, 'invalid_grant', 'a replay ends the family')
  // The five failures from before are not forgotten: the next one that is judged is the sixth.
  await until('the first lock is over', async () => summaryOf(await wrong()) === 'wrong_credentials')
  restarted.kill('SIGKILL')
  await restarted.exit
  const database = await openDatabase({ dataDir: program.dataDir })
  assert.deepEqual(await database.sql.query(failures, []), [{ count: 6, locked: 2 }])
  await database.close()
})

test('RE-02 SIGTERM under load: what was begun is answered, nobody gets a server error, readiness is over, and it exits with 0', async (t) => {
  const program = await startProgram(t)
  const { application } = program
  const statuses: number[] = []
  let answered = 0
  const work = async (worker: number) => {
    const browser = browserFor(application)
    for (;;) {
      try {
        const stop = await signUpHosted(browser, application, { email: `worker${worker}-${answered}@example.com`, password: PASSWORD })
        statuses.push(stop.kind === 'application' ? 303 : stop.status)
        answered += 1
      } catch (error) {
        if (isUnreachable(error)) return
        throw error
      }
    }
  }
  const ended = Promise.all(Array.from({ length: 6 }, (_, worker) => work(worker)))
  await until('requests are answered', () => answered >= 10)
  program.kill('SIGTERM')
  await until('it is not ready any more', async () => (await statusOf(`${program.url}/readyz`)) !== 200)
  assert.equal(await program.exit, 0, program.output())
  await ended
  assert.deepEqual(statuses.filter((status) => status >= 500), [])
})
