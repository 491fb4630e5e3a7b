import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findRelyingParty } from '#src/domain/passkeys/relying-party.ts'
import type { UserPoolSettings } from '#src/domain/user-pools/user-pool-settings.ts'
import { createSdk } from '#test/aws-api/open-aws-api.ts'
import { beginAuthorize, browserFor } from '#test/drive/application.ts'
import { pageOf, type Stop, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { firstFactors } from '#test/drive/passkeys.ts'
import { TOTP } from '#test/drive/second-factors.ts'

const SETTINGS = ['OFF', 'OPTIONAL', 'ON'] as const
const COUNTS = ['SINGLE_FACTOR', 'MULTI_FACTOR_WITH_USER_VERIFICATION'] as const
const FACTORS = ['EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] as const
/** Every set of first factors besides the password. */
const ALLOWED = Array.from({ length: 8 }, (_, bits) => FACTORS.filter((_factor, place) => (bits >> place) % 2 === 1))

type Owner = { contacts: string; passkey: boolean; totp: boolean; password: boolean }

/** Every way a user can stand to first factors: proven contacts, a passkey or none, a second factor switched on or none, a password or none. */
const OWNERS = ['', 'email', 'phone_number', 'email phone_number'].flatMap((contacts) =>
  [true, false].flatMap((passkey) => [true, false].flatMap((totp) => [true, false].map((password): Owner => ({ contacts, passkey, totp, password })))))

for (const MfaConfiguration of SETTINGS) {
  for (const FactorConfiguration of COUNTS) {
    test(`the same first factors are offered on the pages and on the API: ${MfaConfiguration}, a passkey is ${FactorConfiguration}`, async (t) => {
      const poolhouse = await openPoolhouse(t, { pool: { UsernameAttributes: [], ...firstFactors('WEB_AUTHN'), ...(MfaConfiguration === 'OFF' ? {} : TOTP), MfaConfiguration } })
      const sdk = createSdk(poolhouse.url)
      t.after(() => sdk.destroy())
      for (const [number, owner] of OWNERS.entries()) await addOwner(poolhouse, `user${number}`, owner)
      for (const allowed of ALLOWED) {
        await change(poolhouse, {
          Policies: { ...poolhouse.pool.settings.Policies, SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', ...allowed] } },
          WebAuthnConfiguration: { FactorConfiguration, UserVerification: 'required' },
        })
        for (const [number, owner] of OWNERS.entries()) {
          const username = `user${number}`
          const { AvailableChallenges } = await sdk.initiateAuth({ AuthFlow: 'USER_AUTH', ClientId: poolhouse.client.id, AuthParameters: { USERNAME: username } })
          // SRP is how programs prove a password.
          const byApi = AvailableChallenges?.filter((name) => name !== 'PASSWORD_SRP').sort()
          assert.deepEqual(await offeredByPage(poolhouse, username), byApi, `${allowed.join()} ${JSON.stringify(owner)}`)
        }
      }
    })
  }
}

async function change({ domain, pool }: Poolhouse, settings: Partial<UserPoolSettings>): Promise<void> {
  const current = await domain.userPools.findPool(pool.id) ?? assert.fail('no pool')
  await domain.userPools.updatePool({ ...current, settings: { ...current.settings, ...settings } })
}

async function addOwner({ addUser, stores, domain, pool, clock }: Poolhouse, username: string, { contacts, passkey, totp, password }: Owner): Promise<void> {
  const user = await addUser(username, { phone_number: '+12065550100', phone_number_verified: 'true' })
  const attributes = Object.fromEntries(Object.entries(user.attributes).filter(([name]) => contacts.split(' ').includes(name.replace('_verified', ''))))
  await stores.users.updateUser({ ...user, attributes, mfa: { enabled: totp ? ['SOFTWARE_TOKEN_MFA'] : [], preferred: null }, ...(password ? {} : { credential: null }) })
  if (!passkey) return
  const party = await findRelyingParty(domain, pool) ?? assert.fail('no relying party')
  await stores.passkeys.addPasskey({
    poolId: pool.id, id: `key-of-${username}`, userId: user.id, publicKey: new Uint8Array([1]), counter: 0, transports: [], aaguid: '00000000-0000-0000-0000-000000000000',
    name: 'Passkey', rpId: party.id, attachment: 'platform', backedUp: true, createdAt: clock.now(), lastUsedAt: null,
  }, 20)
}

/** What the pages offer to whoever has said their name; a page that takes name and password at once offers the password. */
async function offeredByPage({ application }: Poolhouse, username: string): Promise<string[]> {
  const browser = browserFor(application)
  const first = pageOf(await beginAuthorize(browser, application), 'sign-in')
  if (first.view.identifierFirst !== true) return ['PASSWORD']
  return methodsAt(await browser.submit(first, 'identify', { username }))
}

/** Where there is one way alone the page of that way comes at once. */
function methodsAt(stop: Stop): string[] {
  if (stop.kind !== 'page') return [stop.kind]
  const { view } = stop
  switch (view.screen) {
    case 'choose-method': return view.methods.map(({ method }) => method).sort()
    case 'sign-in-code': return [view.destination.medium === 'email' ? 'EMAIL_OTP' : 'SMS_OTP']
    case 'use-passkey': return ['WEB_AUTHN']
    default: return [`${view.screen} ${summaryOf(stop)}`]
  }
}
