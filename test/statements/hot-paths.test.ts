import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { minutes } from '#src/contracts/duration.ts'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { createResourceServer } from '#src/domain/resource-servers/create-resource-server.ts'
import { askForTokens, beginAuthorize, browserFor, exchangeCode, issuerOf, logIn, refresh, signInHosted, userInfoStatus } from '#test/drive/application.ts'
import { codeOf, pageOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'

const PERSON = { username: 'ada@example.com', password: PASSWORD }
type Engine = 'embedded' | 'postgresql'

/** A warm installation: caches are filled, as they are after the first requests. Nothing happens in it but what a test does. */
async function openWarm(t: TestContext, engine: Engine, settings: Parameters<typeof openPoolhouse>[1] = {}) {
  const poolhouse = await openPoolhouse(t, { engine, ...settings })
  await poolhouse.addUser(PERSON.username)
  const tokens = await logIn(browserFor(poolhouse.application), poolhouse.application, PERSON)
  return { ...poolhouse, tokens }
}

/**
 * Statements that `work` sends. What runs by the clock (the sweeper, the outbox, the change feed) comes on top now and then,
 * so the least of a few attempts counts.
 */
async function statementsOf({ opened }: Pick<Poolhouse, 'opened'>, work: () => Promise<unknown>): Promise<number> {
  const counts: number[] = []
  for (let attempt = 0; attempt < 8; attempt++) {
    const before = opened.statements()
    await work()
    counts.push(opened.statements() - before)
  }
  return Math.min(...counts)
}

for (const engine of ['embedded', 'postgresql'] as const) {
  test(`a whole login takes at most 4 statements, with a session at most 3 (${engine})`, async (t) => {
    const warm = await openWarm(t, engine)
    const { application } = warm
    assert.ok((await statementsOf(warm, () => logIn(browserFor(application), application, PERSON))) <= 4)
    const browser = browserFor(application)
    await signInHosted(browser, application, PERSON)
    const again = async () => assert.equal((await exchangeCode(application, codeOf(await beginAuthorize(browser, application)))).status, 200)
    assert.ok((await statementsOf(warm, again)) <= 3)
  })

  test(`user info takes one statement, key set and discovery none (${engine})`, async (t) => {
    const warm = await openWarm(t, engine)
    const { application, tokens } = warm
    assert.equal(await statementsOf(warm, async () => assert.equal(await userInfoStatus(application, tokens.access_token), 200)), 1)
    for (const path of ['/.well-known/jwks.json', '/.well-known/openid-configuration']) {
      assert.equal(await statementsOf(warm, async () => assert.equal((await fetch(`${issuerOf(application)}${path}`)).status, 200)), 0, path)
    }
  })

  test(`a refresh takes one statement, with rotation two (${engine})`, async (t) => {
    const plain = await openWarm(t, engine)
    assert.equal(await statementsOf(plain, async () => assert.equal((await refresh(plain.application, plain.tokens.refresh_token)).status, 200)), 1)
    const rotating = await openWarm(t, engine, { client: { RefreshTokenRotation: { Feature: 'ENABLED' }, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] } })
    let token = rotating.tokens.refresh_token
    assert.equal(await statementsOf(rotating, async () => {
      const { body } = await refresh(rotating.application, token)
      assert.notEqual(body.refresh_token ?? token, token)
      token = body.refresh_token ?? ''
    }), 2)
  })

  test(`client credentials take no statement, nor does a wrong secret (${engine})`, async (t) => {
    const warm = await openWarm(t, engine)
    const { domain, pool, application } = warm
    await createResourceServer(domain, { UserPoolId: pool.id, Identifier: 'api', Name: 'api', Scopes: [{ ScopeName: 'read', ScopeDescription: 'read' }] })
    const machine = await createUserPoolClient(domain, {
      UserPoolId: pool.id, ClientName: 'machine', GenerateSecret: true, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: ['api/read'],
    })
    const ask = async (secret: string, status: number) =>
      assert.equal((await askForTokens({ ...application, clientId: machine.id }, { grant_type: 'client_credentials', client_secret: secret })).status, status)
    const secret = machine.secrets[0]?.value ?? assert.fail()
    await ask(secret, 200)
    assert.equal(await statementsOf(warm, () => ask(secret, 200)), 0)
    assert.equal(await statementsOf(warm, () => ask('another secret of the same length', 400)), 0)
  })

  test(`a wrong password and an unknown user take the same number of statements, 3 at most (${engine})`, async (t) => {
    const warm = await openWarm(t, engine)
    const { application } = warm
    const failing = async (username: string) => {
      // Late enough that no attempt meets the lock of those before.
      warm.clock.advance(minutes(20))
      const browser = browserFor(application)
      const page = pageOf(await beginAuthorize(browser, application), 'sign-in')
      const before = warm.opened.statements()
      pageOf(await browser.submit(page, 'sign-in', { username, password: 'Wrong-Horse-9' }), 'sign-in')
      return warm.opened.statements() - before
    }
    const least = async (username: string) => {
      const counts: number[] = []
      while (counts.length < 8) counts.push(await failing(username))
      return Math.min(...counts)
    }
    const [known, unknown] = [await least(PERSON.username), await least('nobody@example.com')]
    assert.equal(known, unknown)
    assert.ok(known <= 3, `${known} statements`)
  })
}
