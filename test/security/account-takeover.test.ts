import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeUnconfirmedAddress } from '#src/domain/sign-up/change-unconfirmed-address.ts'
import { confirmSignUp } from '#src/domain/sign-up/confirm-sign-up.ts'
import { signUp } from '#src/domain/sign-up/sign-up.ts'
import { requireUser } from '#src/domain/users/find-user.ts'
import { lastCode, makePoolAndClient, openUserDeps, PASSWORD, refusalOf } from '#test/users/open-user-deps.ts'

test('CR-23 a code confirms no account whose address was changed while it was being checked', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, { UsernameAttributes: ['email'] })
  const made = await signUp(deps, { pool, client, wire: 'hosted', username: 'eve@example.com', password: PASSWORD, attributes: {} })
  const code = lastCode(deps)
  let changed = false
  const users: typeof deps.users = {
    ...deps.users,
    async updateUser(...change: Parameters<typeof deps.users.updateUser>) {
      if (!changed) {
        changed = true
        await changeUnconfirmedAddress(deps, { pool, client, proof: made.proof, username: made.username, attribute: 'email', value: 'victim@example.com' })
      }
      return deps.users.updateUser(...change)
    },
  }
  const refusal = await refusalOf(confirmSignUp({ ...deps, users }, { pool, client, wire: 'hosted', username: made.username, proof: made.proof, code }))
  assert.equal(refusal.code, 'ExpiredCode')
  const { status, attributes } = await requireUser(deps, pool, 'victim@example.com')
  assert.deepEqual([status, attributes['email_verified']], ['UNCONFIRMED', 'false'])
})
