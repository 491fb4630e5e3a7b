import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adminDeleteUserAttributes, adminUpdateUserAttributes } from '#src/domain/users/admin-update-user-attributes.ts'
import { findUser, requireUser } from '#src/domain/users/find-user.ts'
import { makeUser } from '#test/users/make-user.ts'
import { lastCode, makePoolAndClient, openUserDeps, refusalOf } from '#test/users/open-user-deps.ts'
import { deleteUserAttributes } from './delete-user-attributes.ts'
import { getUserAttributeVerificationCode } from './get-user-attribute-verification-code.ts'
import { updateUserAttributes } from './update-user-attributes.ts'
import { verifyUserAttribute } from './verify-user-attribute.ts'

test('a new address is unproven and loses its alias until its code comes back', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, { AliasAttributes: ['email'] })
  const user = await makeUser(deps, pool, 'ada')
  const changed = await updateUserAttributes(deps, { pool, client, user, attributes: { email: 'new@example.com', given_name: 'Ada' } })
  assert.deepEqual(changed.deliveries, [{ destination: 'n***@e***', medium: 'EMAIL', attribute: 'email' }])
  assert.deepEqual(changed.user.attributes, { email: 'new@example.com', email_verified: 'false', given_name: 'Ada' })
  assert.equal(await findUser(deps, pool, 'ada@example.com'), null)
  assert.equal(await findUser(deps, pool, 'new@example.com'), null)
  const verified = await verifyUserAttribute(deps, { pool, user: changed.user, attribute: 'email', code: lastCode(deps) })
  assert.equal(verified.attributes['email_verified'], 'true')
  assert.equal((await findUser(deps, pool, 'NEW@example.com'))?.id, user.id)
  assert.equal((await refusalOf(verifyUserAttribute(deps, { pool, user: verified, attribute: 'email', code: lastCode(deps) }))).code, 'ExpiredCode')
})

test('where the pool verifies before updating, the old address lives until the new one is proven', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, {
    AliasAttributes: ['email'], UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
  })
  const user = await makeUser(deps, pool, 'ada')
  const changed = await updateUserAttributes(deps, { pool, client, user, attributes: { email: 'new@example.com' } })
  assert.deepEqual([changed.user.attributes['email'], changed.user.attributes['email_verified']], ['ada@example.com', 'true'])
  assert.equal(deps.sent.at(-1)?.to, 'new@example.com')
  assert.equal((await findUser(deps, pool, 'ada@example.com'))?.id, user.id)
  assert.equal((await getUserAttributeVerificationCode(deps, { pool, client, user: changed.user, attribute: 'email' })).destination, 'n***@e***')
  const verified = await verifyUserAttribute(deps, { pool, user: changed.user, attribute: 'email', code: lastCode(deps) })
  assert.deepEqual([verified.attributes['email'], verified.pendingAttributes], ['new@example.com', {}])
  assert.equal(await findUser(deps, pool, 'ada@example.com'), null)
  const skipped = await adminUpdateUserAttributes(deps, { pool, username: 'ada', attributes: { email: 'third@example.com', email_verified: 'true' } })
  assert.deepEqual([skipped.user.attributes['email'], skipped.deliveries], ['third@example.com', []])
})

test('AW-13 an address changed to a victim\'s stays unproven, and the alias stays the victim\'s', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, { AliasAttributes: ['email'] })
  const victim = await makeUser(deps, pool, 'victim')
  const eve = await makeUser(deps, pool, 'eve')
  const { user } = await updateUserAttributes(deps, { pool, client, user: eve, attributes: { email: 'victim@example.com' } })
  assert.equal(user.attributes['email_verified'], 'false')
  assert.equal((await findUser(deps, pool, 'victim@example.com'))?.id, victim.id)
  assert.equal((await refusalOf(verifyUserAttribute(deps, { pool, user, attribute: 'email', code: lastCode(deps) }))).code, 'AliasExists')
  assert.equal((await refusalOf(adminUpdateUserAttributes(deps, { pool, username: 'eve', attributes: { email_verified: 'true' } }))).code, 'AliasExists')
})

test('where the address is the user name it changes at once, is unique, and cannot be removed', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, { UsernameAttributes: ['email'] })
  const user = await makeUser(deps, pool, 'ada@example.com')
  await makeUser(deps, pool, 'bob@example.com')
  assert.equal((await refusalOf(updateUserAttributes(deps, { pool, client, user, attributes: { email: 'BOB@example.com' } }))).code, 'AliasExists')
  assert.equal((await refusalOf(deleteUserAttributes(deps, { pool, client, user, names: ['email'] }))).code, 'InvalidParameter')
  await updateUserAttributes(deps, { pool, client, user, attributes: { email: 'ada@example.org' } })
  assert.equal((await findUser(deps, pool, 'ada@example.org'))?.id, user.id)
  assert.equal(await findUser(deps, pool, 'ada@example.com'), null)
})

test('an alias confirmed by twenty users at once belongs to one of them', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps, { AliasAttributes: ['preferred_username'] })
  const users = await Promise.all(Array.from({ length: 20 }, (_, index) => makeUser(deps, pool, `user${index}`)))
  const outcomes = await Promise.all(users.map((user) =>
    updateUserAttributes(deps, { pool, client, user, attributes: { preferred_username: 'the-one' } }).then(() => 'won', (error: { code: string }) => error.code)))
  assert.deepEqual(outcomes.toSorted(), [...Array.from({ length: 19 }, () => 'AliasExists'), 'won'])
})

test('changes of different attributes at once are all kept', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  const user = await makeUser(deps, pool, 'ada')
  const names = ['given_name', 'family_name', 'nickname', 'locale']
  await Promise.all(names.map((name) => updateUserAttributes(deps, { pool, client, user, attributes: { [name]: 'x' } })))
  const { attributes } = await requireUser(deps, pool, 'ada')
  assert.deepEqual(names.filter((name) => attributes[name] !== 'x'), [])
})

test('codes for an attribute: five an hour sent, fifteen tried, for contacts only', async (t) => {
  const deps = await openUserDeps(t)
  const { pool, client } = await makePoolAndClient(deps)
  const user = await makeUser(deps, pool, 'ada')
  const send = (attribute: string) => getUserAttributeVerificationCode(deps, { pool, client, user, attribute })
  assert.equal((await refusalOf(send('given_name'))).code, 'InvalidParameter')
  assert.equal((await refusalOf(send('phone_number'))).code, 'InvalidParameter')
  for (let round = 0; round < 5; round++) await send('email')
  assert.equal((await refusalOf(send('email'))).code, 'LimitExceeded')
  const wrong = lastCode(deps) === '000000' ? '000001' : '000000'
  const guesses = await Promise.all(Array.from({ length: 30 }, () => refusalOf(verifyUserAttribute(deps, { pool, user, attribute: 'email', code: wrong }))))
  assert.equal(guesses.filter(({ code }) => code === 'CodeMismatch').length, 15)
})

test('an operator removes attributes, developer-only ones too, but none that is required; an alias goes with its address', async (t) => {
  const deps = await openUserDeps(t)
  const { pool } = await makePoolAndClient(deps, {
    AliasAttributes: ['email'], Schema: [{ Name: 'family_name', Required: true }, { Name: 'note', DeveloperOnlyAttribute: true, AttributeDataType: 'String' }],
  })
  const user = await makeUser(deps, pool, 'ada', { email: 'ada@example.com', email_verified: 'true', family_name: 'Lovelace' })
  await adminUpdateUserAttributes(deps, { pool, username: 'ada', attributes: { 'dev:custom:note': 'met in 1833' } })
  assert.equal((await refusalOf(adminDeleteUserAttributes(deps, { pool, username: 'ada', names: ['family_name'] }))).code, 'InvalidParameter')
  assert.equal((await refusalOf(adminDeleteUserAttributes(deps, { pool, username: 'nobody', names: ['email'] }))).code, 'UserNotFound')
  await adminDeleteUserAttributes(deps, { pool, username: 'ada', names: ['email', 'dev:custom:note'] })
  const left = await requireUser(deps, pool, 'ada')
  assert.deepEqual([left.id, left.attributes], [user.id, { family_name: 'Lovelace' }])
  assert.equal(await findUser(deps, pool, 'ada@example.com'), null)
})
