import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSdk } from '#test/aws-api/open-aws-api.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'

for (const engine of ['embedded', 'postgresql'] as const) {
  test(`AdminGetUser, GetUser and any page of ListUsers take one statement, SignUp two and the one that stores its message (${engine})`, async (t) => {
    const { opened, domain, url, pool, client, addUser, message } = await openPoolhouse(t, { engine })
    const sdk = createSdk(url)
    t.after(() => sdk.destroy())
    const { id: sub } = await addUser('ada@example.com')
    await addUser('bea@example.com')
    /** The least of a few attempts: what runs by the clock comes on top now and then. */
    const statementsOf = async (work: (attempt: number) => Promise<unknown>): Promise<number> => {
      const counts: number[] = []
      for (let attempt = 0; attempt < 8; attempt++) {
        const before = opened.statements()
        await work(attempt)
        counts.push(opened.statements() - before)
      }
      return Math.min(...counts)
    }
    const { AuthenticationResult } = await sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: client.id, AuthParameters: { USERNAME: 'ada@example.com', PASSWORD } })
    for (const Username of ['ada@example.com', sub]) assert.equal(await statementsOf(() => sdk.adminGetUser({ UserPoolId: pool.id, Username })), 1, Username)
    assert.equal(await statementsOf(() => sdk.getUser({ AccessToken: AuthenticationResult?.AccessToken })), 1)
    for (const Filter of [
      undefined, 'username ^= ""', 'email = "ada@example.com"', 'email ^= "a"', 'phone_number ^= "+"', 'name = "x"', `sub = "${sub}"`, 'status = "Enabled"', 'status ^= ""',
      'cognito:user_status = "confirmed"', 'cognito:user_status ^= ""',
    ]) {
      assert.equal(await statementsOf(() => sdk.listUsers({ UserPoolId: pool.id, Filter })), 1, Filter)
    }
    const { PaginationToken } = await sdk.listUsers({ UserPoolId: pool.id, Limit: 1 })
    assert.equal(await statementsOf(() => sdk.listUsers({ UserPoolId: pool.id, Limit: 1, PaginationToken })), 1)
    // Delivery begins as soon as the message is stored, and sends statements of its own.
    const { send } = domain.messageSender
    const sends = t.mock.method(domain.messageSender, 'send', (message: Parameters<typeof send>[0]) => {
      counts.push(opened.statements() - before)
      return send(message)
    })
    const counts: number[] = []
    let before = 0
    for (let n = 0; n < 8; n++) {
      before = opened.statements()
      await sdk.signUp({ ClientId: client.id, Username: `new${n}@example.com`, Password: PASSWORD })
      await message({ to: `new${n}@example.com` })
    }
    assert.deepEqual([sends.mock.callCount(), Math.min(...counts)], [8, 2])
  })
}
