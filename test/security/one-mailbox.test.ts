import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import { makePool, PASSWORD } from '#test/aws-api/make-pool.ts'
import { openAwsApi } from '#test/aws-api/open-aws-api.ts'
import { FACTORS } from '#test/aws-api/second-factors.ts'

const CODES: UserPoolSettingsInput = { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } }

test('CR-26 the code that confirms an account signs nobody in where a second factor is demanded: one mailbox is one factor', async (t) => {
  const api = await openAwsApi(t)
  const confirm = async (settings: UserPoolSettingsInput, username: string, bySignUp: boolean) => {
    const { client } = await makePool(api, { ...CODES, ...settings })
    const made = await api.sdk.signUp({ ClientId: client.id, Username: username, Password: PASSWORD, UserAttributes: [{ Name: 'email', Value: `${username}@example.com` }] })
    const { code } = await api.message({ username })
    return api.sdk.confirmSignUp({ ClientId: client.id, Username: username, ConfirmationCode: code ?? '', ...(bySignUp ? { Session: made.Session } : {}) })
  }
  const demanding = { MfaConfiguration: 'ON', ...FACTORS.email, ...FACTORS.totp } as const
  assert.equal((await confirm(demanding, 'ada', false)).Session, undefined, 'whoever reads the mailbox knows no password')
  assert.ok((await confirm(demanding, 'bea', true)).Session, 'who signed up set the password')
  assert.ok((await confirm({}, 'cid', false)).Session, 'here the mailbox alone is enough')
})
