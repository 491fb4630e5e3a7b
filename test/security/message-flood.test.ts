import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours } from '#src/contracts/duration.ts'
import { updateUserAttributes } from '#src/domain/attributes/update-user-attributes.ts'
import { requireUser } from '#src/domain/users/find-user.ts'
import { makeUser } from '#test/users/make-user.ts'
import { makePoolAndClient, openUserDeps } from '#test/users/open-user-deps.ts'

test('CR-15 a user who changes the address again and again mails five strangers an hour at most', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  const { id } = await makeUser(deps, pool, 'eve')
  const change = async (n: number) => {
    const user = await requireUser(deps, pool, id)
    return updateUserAttributes(deps, { pool, client, user, attributes: { email: `stranger${n}@example.com` } }).then(() => 'sent', ({ code }: { code: string }) => code)
  }
  const before = deps.sent.length
  const answers: string[] = []
  for (let n = 0; n < 12; n++) answers.push(await change(n))
  assert.deepEqual([...new Set(answers.slice(5))], ['LimitExceeded'])
  assert.equal(deps.sent.length - before, 5)
  const user = await requireUser(deps, pool, id)
  await updateUserAttributes(deps, { pool, client, user, attributes: { given_name: 'Eve', email: user.attributes['email'] ?? '' } })
  deps.clock.advance(hours(1) + 1000)
  assert.equal(await change(99), 'sent')
})
