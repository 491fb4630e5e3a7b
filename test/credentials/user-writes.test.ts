import assert from 'node:assert/strict'
import { test } from 'node:test'
import { updateUserAttributes } from '#src/domain/attributes/update-user-attributes.ts'
import { createGroup } from '#src/domain/groups/create-group.ts'
import { confirmSignUp } from '#src/domain/sign-up/confirm-sign-up.ts'
import { signUp } from '#src/domain/sign-up/sign-up.ts'
import { startSignIn } from '#src/domain/sign-in/start-sign-in.ts'
import { browserFor, logIn } from '#test/drive/application.ts'
import { openPoolhouse, PASSWORD } from '#test/drive/open-poolhouse.ts'
import { refusalOf } from '#test/users/open-user-deps.ts'

/** As it comes out of JSON: `__proto__` is an ordinary member there. */
const attributesOf = (name: string, value: string) => JSON.parse(JSON.stringify({ email: 'eve@example.com' }).replace('}', `,${JSON.stringify(name)}:${JSON.stringify(value)}}`)) as Record<string, string>

test('AW-12 users write no role, no proof, no identity and nothing unknown, when they sign up and later; nothing is polluted', async (t) => {
  const poolhouse = await openPoolhouse(t, {
    pool: { Schema: [{ Name: 'role', AttributeDataType: 'String', Mutable: true }, { Name: 'badge', AttributeDataType: 'String', Mutable: false }, { Name: 'note', AttributeDataType: 'String', Mutable: true, DeveloperOnlyAttribute: true }] },
    client: { WriteAttributes: ['email', 'name', 'custom:badge'] },
  })
  const { domain, pool, client } = poolhouse
  const ada = await poolhouse.addUser('ada@example.com', { 'custom:badge': '7' })
  const forbidden = ['custom:role', 'dev:custom:note', 'sub', 'email_verified', 'phone_number_verified', 'identities', 'cognito:groups', '__proto__', 'constructor', 'toString', 'custom:unknown', 'EMAIL']
  for (const name of forbidden) {
    const given = attributesOf(name, 'true')
    assert.ok(Object.hasOwn(given, name))
    const signedUp = await refusalOf(signUp(domain, { pool, client, wire: 'api', username: 'eve@example.com', password: PASSWORD, attributes: given }))
    assert.match(signedUp.code, /^(NotAuthorized|InvalidParameter)$/, `sign-up with ${name}`)
    const { email: _, ...alone } = given
    const own = Object.defineProperty(alone, name, { value: 'true', enumerable: true, configurable: true, writable: true })
    assert.match((await refusalOf(updateUserAttributes(domain, { pool, client, user: ada, attributes: own }))).code, /^(NotAuthorized|InvalidParameter)$/, `update of ${name}`)
  }
  assert.equal((await refusalOf(updateUserAttributes(domain, { pool, client, user: ada, attributes: { 'custom:badge': '8' } }))).code, 'InvalidParameter', 'immutable')
  assert.deepEqual((await poolhouse.findUser('ada@example.com')).attributes, { email: 'ada@example.com', email_verified: 'true', 'custom:badge': '7' })
  assert.equal((await refusalOf(poolhouse.findUser('eve@example.com'))).code, 'UserNotFound')
  assert.equal(({} as Record<string, unknown>)['true'], undefined)
})

test('AW-13 an address changed to a victim\'s is unproven, leaves the victim their alias, and the ID token says so', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { UsernameAttributes: [], AliasAttributes: ['email'] } })
  const { domain, pool, client, application } = poolhouse
  const victim = await poolhouse.addUser('victim')
  const attacker = await poolhouse.addUser('attacker')
  await updateUserAttributes(domain, { pool, client, user: attacker, attributes: { email: 'victim@example.com' } })
  assert.equal((await poolhouse.findUser('victim@example.com')).id, victim.id)
  const { id_token } = await logIn(browserFor(application), application, { username: 'attacker', password: PASSWORD })
  const claims = JSON.parse(Buffer.from(id_token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
  assert.deepEqual([claims['email'], claims['email_verified'], claims['sub']], ['victim@example.com', false, attacker.id])
  const signedIn = await startSignIn(domain, { pool, client, wire: 'api', flow: 'USER_PASSWORD_AUTH', username: 'victim@example.com', password: PASSWORD })
  assert.equal(signedIn.kind === 'signed-in' && signedIn.authentication.userId, victim.id)
})

test('AW-16, AW-17 of twenty sign-ups at once in spellings that look the same one wins; so do groups and aliases that are proven at once', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { UsernameAttributes: [], AliasAttributes: ['email'], UsernameConfiguration: { CaseSensitive: false } } })
  const { domain, pool, client } = poolhouse
  // The first is ASCII, the second has the Kelvin sign, the third is full-width.
  const spellings = ['kelvin', 'Kelvin', 'KELVIN', '\u212aelvin', '\uff4b\uff45\uff4c\uff56\uff49\uff4e']
  const outcome = (work: Promise<unknown>) => work.then(() => 'won', ({ code }: { code: string }) => code)
  const signedUp = await Promise.all(Array.from({ length: 20 }, (_, n) => outcome(signUp(domain, {
    pool, client, wire: 'api', username: spellings[n % spellings.length] ?? '', password: PASSWORD, attributes: { email: `kelvin${n}@example.com` },
  }))))
  assert.deepEqual(signedUp.toSorted(), [...Array<string>(19).fill('UsernameExists'), 'won'])
  const groups = await Promise.all(Array.from({ length: 10 }, () => outcome(createGroup(domain, { UserPoolId: pool.id, GroupName: 'admins' }))))
  assert.deepEqual(groups.toSorted(), [...Array<string>(9).fill('GroupExists'), 'won'])

  const names = Array.from({ length: 5 }, (_, n) => `twin${n}`)
  for (const username of names) await signUp(domain, { pool, client, wire: 'api', username, password: PASSWORD, attributes: { email: 'twins@example.com' } })
  const codes = await Promise.all(names.map(async (username) => (await poolhouse.message({ username })).code ?? ''))
  const confirmed = await Promise.all(names.map((username, n) => outcome(confirmSignUp(domain, { pool, client, wire: 'api', username, code: codes[n] ?? '' }))))
  assert.deepEqual(confirmed.toSorted(), [...Array<string>(4).fill('AliasExists'), 'won'])
})
