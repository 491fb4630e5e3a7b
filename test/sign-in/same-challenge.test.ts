import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodeBase32 } from '#src/crypto/base32.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import type { MfaFactor, User } from '#src/domain/users/user.ts'
import { createSdk } from '#test/aws-api/open-aws-api.ts'
import { browserFor, signInHosted } from '#test/drive/application.ts'
import { type Stop, summaryOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { EMAIL, SMS, TOTP } from '#test/drive/second-factors.ts'

const SETTINGS = ['OFF', 'OPTIONAL', 'ON'] as const
/** Factors of a pool. With none there is nothing to demand. */
const OFFERED: Record<string, UserPoolSettingsInput> = {
  none: {}, totp: TOTP, sms: SMS, email: EMAIL, 'totp and sms': { ...TOTP, ...SMS }, 'totp and email': { ...TOTP, ...EMAIL }, 'sms and email': { ...SMS, ...EMAIL }, all: { ...TOTP, ...SMS, ...EMAIL },
}

type Owner = { contacts: string; enabled: MfaFactor[]; preferred: MfaFactor | null; registered: boolean; status?: User['status'] }

const CONTACTS = ['', 'email', 'phone_number', 'email phone_number']
const CHOICES: MfaFactor[][] = [
  [], ['SOFTWARE_TOKEN_MFA'], ['SMS_MFA'], ['EMAIL_OTP'], ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'], ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'], ['SMS_MFA', 'EMAIL_OTP'], ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
]

/** Every way a user can stand to factors: contacts, what is switched on and preferred, an authenticator or none. */
const OWNERS: Owner[] = [
  ...CONTACTS.flatMap((contacts) => CHOICES.flatMap((enabled) => [true, false].map((registered): Owner => ({ contacts, enabled, preferred: null, registered })))),
  ...CHOICES.flatMap((enabled) => enabled.map((preferred): Owner => ({ contacts: 'email phone_number', enabled, preferred, registered: true }))),
  { contacts: 'email phone_number', enabled: [], preferred: null, registered: true, status: 'FORCE_CHANGE_PASSWORD' },
  { contacts: 'email', enabled: ['SMS_MFA'], preferred: null, registered: false, status: 'RESET_REQUIRED' },
]

for (const MfaConfiguration of SETTINGS) {
  for (const [offered, factors] of Object.entries(OFFERED)) {
    // A pool cannot demand what it does not offer.
    if (MfaConfiguration !== 'OFF' && offered === 'none') continue
    test(`a password leads to the same next step on the pages and on the API: ${MfaConfiguration}, ${offered}`, async (t) => {
      const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration, UsernameAttributes: [], ...factors } })
      const sdk = createSdk(poolhouse.url)
      t.after(() => sdk.destroy())
      const ClientId = poolhouse.client.id
      for (const [number, owner] of OWNERS.entries()) {
        const username = `user${number}`
        await addOwner(poolhouse, username, owner)
        const AuthParameters = { USERNAME: username, PASSWORD }
        const byApi = await nextByApi(sdk.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId, AuthParameters }))
        const byOperator = await nextByApi(sdk.adminInitiateAuth({ AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', UserPoolId: poolhouse.pool.id, ClientId, AuthParameters }))
        const byPage = nextByPage(await signInHosted(browserFor(poolhouse.application), poolhouse.application, { username, password: PASSWORD }))
        assert.deepEqual({ page: byPage, operator: byOperator }, { page: byApi, operator: byApi }, JSON.stringify(owner))
      }
    })
  }
}

async function addOwner({ addUser, stores }: Poolhouse, username: string, { contacts, enabled, preferred, registered, status }: Owner): Promise<void> {
  const user = await addUser(username, { phone_number: '+12065550100', phone_number_verified: 'true' })
  const attributes = Object.fromEntries(Object.entries(user.attributes).filter(([name]) => contacts.split(' ').includes(name.replace('_verified', ''))))
  await stores.users.updateUser({ ...user, attributes, mfa: { enabled, preferred }, ...(status === undefined ? {} : { status }) })
  if (!registered) return
  const now = new Date()
  const seed = encodeBase32(Buffer.from('12345678901234567890'))
  await stores.softwareTokens.saveSoftwareToken({ userId: user.id, seed, pendingSeed: null, friendlyName: null, lastStep: null, createdAt: now, updatedAt: now, version: 0 })
}

type ApiAnswer = { ChallengeName?: string | undefined; ChallengeParameters?: Record<string, string> | undefined }

/** What is asked next, with what may be chosen or set up, in words that both wires have. */
async function nextByApi(answer: Promise<ApiAnswer>): Promise<string> {
  try {
    const { ChallengeName = 'signed in', ChallengeParameters = {} } = await answer
    const choices = ChallengeParameters['MFAS_CAN_CHOOSE'] ?? (ChallengeName === 'MFA_SETUP' ? '' : undefined)
    return choices ? `${ChallengeName} ${(JSON.parse(choices) as string[]).sort().join()}` : ChallengeName
  } catch (error) {
    return (error as Error).name.replace(/Exception$/, '')
  }
}

function nextByPage(stop: Stop): string {
  if (stop.kind !== 'page') return stop.kind === 'application' ? 'signed in' : String(stop.status)
  const { view } = stop
  switch (view.screen) {
    case 'mfa-code': return view.factor
    case 'mfa-choose': return `SELECT_MFA_TYPE ${view.factors.map(({ factor }) => factor).sort().join()}`
    case 'mfa-set-up':
    case 'mfa-app':
    case 'mfa-contact': return 'MFA_SETUP'
    case 'mfa-offer': return 'signed in'
    case 'new-password': return 'NEW_PASSWORD_REQUIRED'
    case 'forgot-password': return 'PasswordResetRequired'
    default: return summaryOf(stop) === 'second_factor_unavailable' ? 'MFAMethodNotFound' : `${view.screen} ${summaryOf(stop)}`
  }
}
