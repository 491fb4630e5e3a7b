import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours, minutes } from '#src/contracts/duration.ts'
import { findUser } from '#src/domain/users/find-user.ts'
import { lastCode, makePoolAndClient, openUserDeps, PASSWORD, refusalOf } from '#test/users/open-user-deps.ts'
import { changeUnconfirmedAddress } from './change-unconfirmed-address.ts'
import { confirmByLink } from './confirm-by-link.ts'
import { confirmSignUp } from './confirm-sign-up.ts'
import { resendConfirmationCode } from './resend-confirmation-code.ts'
import { signInAfterSignUp } from './sign-in-after-sign-up.ts'
import { signUp } from './sign-up.ts'

const hosted = { wire: 'hosted' as const, password: PASSWORD, attributes: {} }

test('HP-10 signing up with a taken address looks like any other sign-up, and its owner is told', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, { UsernameAttributes: ['email'] })
  const first = await signUp(deps, { ...hosted, pool, client, username: 'ada@example.com' })
  const second = await signUp(deps, { ...hosted, pool, client, username: 'ada@example.com', password: 'Another-Horse-7' })
  assert.deepEqual({ ...second, userId: '', proof: '' }, { ...first, userId: '', proof: '' })
  assert.equal(second.proof.length, first.proof.length)
  assert.deepEqual(deps.sent.map(({ purpose, to }) => [purpose, to]), [['sign-up', 'ada@example.com'], ['security-notice', 'ada@example.com']])
  for (let round = 0; round < 3; round++) await signUp(deps, { ...hosted, pool, client, username: 'ada@example.com' })
  assert.equal(deps.sent.filter(({ purpose }) => purpose === 'security-notice').length, 2)
  const username = 'ada@example.com'
  assert.equal((await refusalOf(confirmSignUp(deps, { pool, client, wire: 'hosted', username, code: '000000', proof: second.proof }))).code, 'CodeMismatch')
  assert.deepEqual(await resendConfirmationCode(deps, { pool, client, wire: 'hosted', username, proof: second.proof }), first.delivery)
  assert.equal((await refusalOf(signInAfterSignUp(deps, { pool, client, proof: second.proof }))).code, 'NotAuthorized')
  assert.equal(deps.sent.filter(({ purpose }) => purpose === 'resend').length, 0)
})

test('a wrong address is corrected by the browser that signed up, and by nobody else', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, { UsernameAttributes: ['email'] })
  const made = await signUp(deps, { ...hosted, pool, client, username: 'adda@example.com' })
  const old = lastCode(deps)
  const change = { pool, client, username: made.username, attribute: 'email' as const, value: 'ada@example.com' }
  const forged = [made.userId, `${made.userId}.`, `${made.userId}.${'A'.repeat(43)}`, '', made.proof.slice(0, -1)]
  for (const proof of forged) assert.equal((await refusalOf(changeUnconfirmedAddress(deps, { ...change, proof }))).code, 'NotAuthorized', proof)
  const other = await makePoolAndClient(deps, { UsernameAttributes: ['email'] })
  assert.equal((await refusalOf(changeUnconfirmedAddress(deps, { ...change, ...other, proof: made.proof }))).code, 'NotAuthorized')
  const changed = await changeUnconfirmedAddress(deps, { ...change, proof: made.proof })
  assert.deepEqual(changed, { username: 'ada@example.com', delivery: { destination: 'a***@e***', medium: 'EMAIL', attribute: 'email' } })
  assert.equal(deps.sent.at(-1)?.to, 'ada@example.com')
  assert.equal(await findUser(deps, pool, 'adda@example.com'), null)
  const confirm = { pool, client, wire: 'hosted' as const, username: changed.username }
  if (old !== lastCode(deps)) assert.equal((await refusalOf(confirmSignUp(deps, { ...confirm, code: old }))).code, 'CodeMismatch')
  await confirmSignUp(deps, { ...confirm, code: lastCode(deps) })
  assert.equal((await refusalOf(changeUnconfirmedAddress(deps, { ...change, value: 'eve@example.com', proof: made.proof }))).code, 'NotAuthorized')
})

test('correcting to a taken address says nothing about it and leaves its owner alone', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, { UsernameAttributes: ['email'] })
  const victim = await signUp(deps, { ...hosted, pool, client, username: 'victim@example.com' })
  const made = await signUp(deps, { ...hosted, pool, client, username: 'eve@example.com' })
  const before = deps.sent.length
  const changed = await changeUnconfirmedAddress(deps, { pool, client, username: made.username, proof: made.proof, attribute: 'email', value: 'victim@example.com' })
  assert.deepEqual(changed, { username: 'victim@example.com', delivery: victim.delivery })
  assert.equal(deps.sent.length, before)
  assert.equal((await findUser(deps, pool, 'victim@example.com'))?.id, victim.userId)
  const late = await signUp(deps, { ...hosted, pool, client, username: 'late@example.com' })
  deps.clock.advance(hours(24) + 1)
  assert.equal((await refusalOf(changeUnconfirmedAddress(deps, { pool, client, username: late.username, proof: late.proof, attribute: 'email', value: 'x@example.com' }))).code, 'NotAuthorized')
})

test('the browser that signed up goes on signed in, once and soon', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, { UsernameAttributes: ['email'] })
  const prepare = async (username: string) => {
    const made = await signUp(deps, { ...hosted, pool, client, username })
    assert.equal((await refusalOf(signInAfterSignUp(deps, { pool, client, proof: made.proof }))).code, 'UserNotConfirmed')
    await confirmSignUp(deps, { pool, client, wire: 'hosted', username, code: lastCode(deps), proof: made.proof })
    return made
  }
  const ada = await prepare('ada@example.com')
  const tries = await Promise.all(Array.from({ length: 10 }, () => signInAfterSignUp(deps, { pool, client, proof: ada.proof }).then((outcome) => outcome.kind, () => 'refused')))
  assert.deepEqual(tries.toSorted(), [...Array.from({ length: 9 }, () => 'refused'), 'signed-in'])
  const bob = await prepare('bob@example.com')
  deps.clock.advance(minutes(3) + 1)
  assert.equal((await refusalOf(signInAfterSignUp(deps, { pool, client, proof: bob.proof }))).code, 'NotAuthorized')
})

test('a link confirms by its long secret, and is spent then', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, {
    VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_LINK', EmailMessageByLink: '<p>Please {##confirm & go##}.</p>', EmailSubjectByLink: 'Confirm' },
  })
  const made = await signUp(deps, { ...hosted, pool, client, username: 'ada', attributes: { email: 'ada@example.com' } })
  const message = deps.sent.at(-1)
  const link = new URL(message?.link ?? '')
  assert.equal(`${link.origin}${link.pathname}`, `https://auth.example.com/${pool.id}/confirmUser`)
  assert.ok(message?.html?.startsWith('<p>Please <a href="https://auth.example.com/') && message.text.includes(link.href) && message.code === null)
  const { client_id: clientId, user_name: username = '', confirmation_code: code = '' } = Object.fromEntries(link.searchParams)
  assert.deepEqual([clientId, username, code.length], [client.id, 'ada', 32])
  assert.deepEqual(await confirmByLink(deps, { pool, client, username, code: code.slice(1) }), { kind: 'spent' })
  assert.deepEqual(await confirmByLink(deps, { pool, client, username, code }), { kind: 'confirmed', userId: made.userId, username: 'ada' })
  assert.deepEqual(await confirmByLink(deps, { pool, client, username, code }), { kind: 'spent' })
  assert.deepEqual(await confirmByLink(deps, { pool, client, username: 'nobody', code }), { kind: 'spent' })
})
