import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forgetDevice } from '#src/domain/devices/forget-device.ts'
import { listDevices } from '#src/domain/devices/list-devices.ts'
import { updateDeviceStatus } from '#src/domain/devices/update-device-status.ts'
import { deleteUser } from '#src/domain/users/delete-user.ts'
import { globalSignOut } from '#src/domain/users/global-sign-out.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import type { User } from '#src/domain/users/user.ts'
import { beginAuthorize, browserFor, exchangeCode, signInHosted } from '#test/drive/application.ts'
import { codeOf, type HostedBrowser, pageOf, type Stop } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { type Authenticator, claimsOf, giveAuthenticator, TOTP } from '#test/drive/second-factors.ts'

const ADA = { username: 'ada@example.com', password: PASSWORD }

const remembering = (byPrompt: boolean, spares = true): { pool: UserPoolSettingsInput } => ({
  pool: { MfaConfiguration: 'OPTIONAL', ...TOTP, DeviceConfiguration: { ChallengeRequiredOnNewDevice: spares, DeviceOnlyRememberedOnUserPrompt: byPrompt } },
})

type Setting = { poolhouse: Poolhouse; user: User; authenticator: Authenticator }

async function withAda(poolhouse: Poolhouse, email = ADA.username): Promise<Setting> {
  const user = await poolhouse.addUser(email)
  return { poolhouse, user, authenticator: await giveAuthenticator(poolhouse, user) }
}

/** Signs in by password, whoever is signed in. */
async function signInAgain({ application }: Poolhouse, browser: HostedBrowser, person = ADA): Promise<Stop> {
  const page = pageOf(await beginAuthorize(browser, application, { prompt: 'login' }), 'sign-in')
  return browser.submit(page, 'sign-in', person)
}

/** Signs in with password and code, the box ticked or not. */
async function signInByCode({ poolhouse, authenticator, user }: Setting, browser: HostedBrowser, remember = false): Promise<Stop> {
  poolhouse.clock.advance(60_000)
  const asked = pageOf(await signInAgain(poolhouse, browser, { username: user.attributes['email'] ?? '', password: PASSWORD }), 'mfa-code')
  return browser.submit(asked, 'mfa-code', { code: authenticator.code(), ...(remember ? { remember: 'on' } : {}) })
}

const tokensOf = async ({ application }: Poolhouse, stop: Stop) => (await exchangeCode(application, codeOf(stop))).body
const devicesOf = async ({ domain }: Poolhouse, user: User) => (await listDevices(domain, { user, after: null, limit: 60 })).devices
const deviceCookies = (browser: HostedBrowser) => [...browser.plain.cookies.values()].filter(({ name }) => name.includes('.device.'))

test('a browser that was to be remembered is asked for no code any more, is listed among the devices, and its tokens name it', async (t) => {
  const setting = await withAda(await openPoolhouse(t, remembering(true)))
  const { poolhouse, user } = setting
  const browser = browserFor(poolhouse.application)
  const asked = pageOf(await signInHosted(browser, poolhouse.application, ADA), 'mfa-code')
  assert.deepEqual(asked.view.remember, { checked: false, sparesCodes: true })
  codeOf(await signInByCode(setting, browserFor(poolhouse.application)))
  assert.deepEqual(await devicesOf(poolhouse, user), [], 'nobody asked')
  const first = await tokensOf(poolhouse, await signInByCode(setting, browser, true))
  const [device] = await devicesOf(poolhouse, user)
  assert.ok(device)
  assert.deepEqual([device.remembered, device.srp], [true, null])
  assert.equal(claimsOf(first.access_token)['device_key'], device.key)
  const second = await tokensOf(poolhouse, await signInAgain(poolhouse, browser))
  assert.equal(claimsOf(second.access_token)['device_key'], device.key)
  const silent = await tokensOf(poolhouse, await beginAuthorize(browser, poolhouse.application))
  assert.equal(claimsOf(silent.access_token)['device_key'], device.key, 'also where the session goes on')
  const [touched] = await devicesOf(poolhouse, user)
  assert.ok((touched?.lastAuthenticatedAt.getTime() ?? 0) > device.lastAuthenticatedAt.getTime())
  pageOf(await signInHosted(browserFor(poolhouse.application), poolhouse.application, ADA), 'mfa-code')
})

test('where the pool remembers devices by itself there is no box, and a browser becomes one by any sign-in; not where it tracks none', async (t) => {
  const setting = await withAda(await openPoolhouse(t, remembering(false)))
  const { poolhouse, user } = setting
  const browser = browserFor(poolhouse.application)
  assert.equal(pageOf(await signInHosted(browser, poolhouse.application, ADA), 'mfa-code').view.remember, undefined)
  codeOf(await signInByCode(setting, browser))
  codeOf(await signInAgain(poolhouse, browser))
  assert.equal((await devicesOf(poolhouse, user)).length, 1)
  const none = await withAda(await openPoolhouse(t, { pool: { MfaConfiguration: 'OPTIONAL', ...TOTP } }))
  const other = browserFor(none.poolhouse.application)
  codeOf(await signInByCode(none, other, true))
  pageOf(await signInAgain(none.poolhouse, other), 'mfa-code')
  assert.deepEqual([await devicesOf(none.poolhouse, none.user), deviceCookies(other)], [[], []])
})

test('where remembered devices spare nobody the code, the browser is known and the code is asked for', async (t) => {
  const setting = await withAda(await openPoolhouse(t, remembering(true, false)))
  const browser = browserFor(setting.poolhouse.application)
  codeOf(await signInByCode(setting, browser, true))
  assert.deepEqual(pageOf(await signInAgain(setting.poolhouse, browser), 'mfa-code').view.remember?.sparesCodes, false)
  const tokens = await tokensOf(setting.poolhouse, await signInByCode(setting, browser))
  assert.equal(claimsOf(tokens.access_token)['device_key'], (await devicesOf(setting.poolhouse, setting.user))[0]?.key)
})

test('a browser that was forgotten, or is not to be remembered, is asked for the code; a sign-out everywhere forgets none', async (t) => {
  const setting = await withAda(await openPoolhouse(t, remembering(true)))
  const { poolhouse, user } = setting
  const { domain, pool } = poolhouse
  const browser = browserFor(poolhouse.application)
  codeOf(await signInByCode(setting, browser, true))
  const [device] = await devicesOf(poolhouse, user)
  const deviceKey = device?.key ?? ''
  await globalSignOut(domain, { pool, user })
  poolhouse.clock.advance(1000)
  codeOf(await signInHosted(browser, poolhouse.application, ADA))
  await updateDeviceStatus(domain, { user, deviceKey, status: 'not_remembered' })
  pageOf(await signInAgain(poolhouse, browser), 'mfa-code')
  await updateDeviceStatus(domain, { user, deviceKey, status: 'remembered' })
  codeOf(await signInAgain(poolhouse, browser))
  await forgetDevice(domain, { user, deviceKey })
  pageOf(await signInAgain(poolhouse, browser), 'mfa-code')
  codeOf(await signInByCode(setting, browser, true))
  codeOf(await signInAgain(poolhouse, browser))
})

test('a browser is a device of each of its users, and the cookie is kept from scripts, other hosts and other sites', async (t) => {
  const poolhouse = await openPoolhouse(t, remembering(true))
  const [ada, bob] = [await withAda(poolhouse), await withAda(poolhouse, 'bob@example.com')]
  const browser = browserFor(poolhouse.application)
  const answered = await signInByCode(ada, browser, true)
  codeOf(answered)
  pageOf(await signInAgain(poolhouse, browser, { username: 'bob@example.com', password: PASSWORD }), 'mfa-code')
  codeOf(await signInByCode(bob, browser, true))
  for (const person of [ADA, { username: 'bob@example.com', password: PASSWORD }]) codeOf(await signInAgain(poolhouse, browser, person))
  assert.equal(deviceCookies(browser).length, 2)
  assert.ok(deviceCookies(browser).every(({ name }) => name.startsWith(`${poolhouse.pool.id}.device.`) && !name.includes(ada.user.id)))
})

test('CR-28 the cookie of one user is worth nothing to another, altered, in another pool, or of a user who is gone', async (t) => {
  const poolhouse = await openPoolhouse(t, remembering(true))
  const [ada, bob] = [await withAda(poolhouse), await withAda(poolhouse, 'bob@example.com')]
  const { application } = poolhouse
  const hers = browserFor(application)
  codeOf(await signInByCode(ada, hers, true))
  const his = browserFor(application)
  codeOf(await signInByCode(bob, his, true))
  const [{ name: herCookie, value: herValue } = assert.fail()] = deviceCookies(hers)
  const [{ name: hisCookie, value: hisValue } = assert.fail()] = deviceCookies(his)
  const [herKey = '', herSecret = ''] = herValue.split('.')
  const [hisKey = '', hisSecret = ''] = hisValue.split('.')
  const asked = async (name: string, value: string) => {
    const browser = browserFor(application)
    browser.plain.cookies.set(`${name} /`, { name, value, path: '/' })
    return (await signInHosted(browser, application, ADA)).kind
  }
  assert.equal(await asked(herCookie, herValue), 'application', 'a copy works: that is what makes it worth keeping from scripts')
  for (const value of [hisValue, `${hisKey}.${herSecret}`, `${herKey}.${hisSecret}`, `${herKey}.${herSecret.startsWith('A') ? 'B' : 'A'}${herSecret.slice(1)}`, `${herKey}.`, herKey, '', `${herKey}.${herSecret}x`]) {
    assert.equal(await asked(herCookie, value), 'page', value)
  }
  assert.equal(await asked(hisCookie, hisValue), 'page')
  assert.equal(await asked(hisCookie, herValue), 'page')
  await deleteUser(poolhouse.domain, { pool: poolhouse.pool, user: ada.user })
  await withAda(poolhouse)
  assert.equal(await asked(herCookie, herValue), 'page')
  // A runtime of its own comes last: the views of the one before are gone then.
  const elsewhere = await withAda(await openPoolhouse(t, remembering(true)))
  const other = browserFor(elsewhere.poolhouse.application)
  const moved = { name: herCookie.replace(poolhouse.pool.id, elsewhere.poolhouse.pool.id), value: herValue, path: '/' }
  other.plain.cookies.set(`${moved.name} /`, moved)
  pageOf(await signInHosted(other, elsewhere.poolhouse.application, ADA), 'mfa-code')
})
