import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import { createSdk } from '#test/aws-api/open-aws-api.ts'
import { openPoolhouse } from '#test/drive/open-poolhouse.ts'
import { arnOf, registerHandlers, type RunnerKind } from './register-functions.ts'

/** The key that codes for senders are encrypted under. */
export const KEY_ID = 'arn:aws:kms:us-east-1:000000000000:key/5e4d'
/** A LambdaConfig with every trigger but the senders. */
export const EVERY_TRIGGER = {
  PreSignUp: arnOf('pre-sign-up'), PostConfirmation: arnOf('post-confirmation'), PreAuthentication: arnOf('pre-authentication'), PostAuthentication: arnOf('post-authentication'),
  DefineAuthChallenge: arnOf('define-auth-challenge'), CreateAuthChallenge: arnOf('create-auth-challenge'), VerifyAuthChallengeResponse: arnOf('verify-auth-challenge-response'),
  UserMigration: arnOf('user-migration'), CustomMessage: arnOf('custom-message'), PreTokenGenerationConfig: { LambdaArn: arnOf('pre-token-generation-v3'), LambdaVersion: 'V3_0' },
  InboundFederation: { LambdaArn: arnOf('inbound-federation'), LambdaVersion: 'V1_0' },
} as const

/** The senders too: they are called instead of CustomMessage. */
export const SENDERS = {
  CustomEmailSender: { LambdaArn: arnOf('custom-email-sender'), LambdaVersion: 'V1_0' }, CustomSMSSender: { LambdaArn: arnOf('custom-sms-sender'), LambdaVersion: 'V1_0' }, KMSKeyID: KEY_ID,
} as const
const OWN_ACCOUNT: UserPoolSettingsInput = { EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' } }

export type Event = Record<string, unknown>

/** Somebody who sends what functions ask to be sent; `next` is the next message. */
async function startProvider(t: TestContext) {
  const messages = new EventEmitter<{ message: [{ to: string; code: string }] }>()
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => void messages.emit('message', JSON.parse(chunk.toString()) as { to: string; code: string })).on('end', () => response.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => void server.close())
  const next = () => new Promise<{ to: string; code: string }>((resolve) => void messages.once('message', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, next }
}

/** An installation whose pool has every trigger, run by one kind of runner; `settings` are the pool's own. */
export async function openWithFunctions(t: TestContext, kind: RunnerKind, settings: UserPoolSettingsInput = {}) {
  const key = randomBytes(32).toString('base64')
  const sent = await startProvider(t)
  const poolhouse = await openPoolhouse(t, { variables: { CODE_KEYS: `${KEY_ID}=aes:${key}`, LOG_LEVEL: 'warn' }, pool: { LambdaConfig: EVERY_TRIGGER, ...OWN_ACCOUNT, ...settings } })
  const functions = await registerHandlers(t, poolhouse, kind, { KEY: key, KEY_ID, PROVIDER: sent.url })
  const sdk = createSdk(poolhouse.url)
  t.after(() => sdk.destroy())
  const { pool, client } = poolhouse
  let seen = 0
  /** What the functions were called with since the last question. */
  const calls = async (): Promise<Event[]> => {
    const all = await functions.events()
    const fresh = all.slice(seen).map(withoutPatch)
    seen = all.length
    assert.deepEqual(functions.unsigned, [])
    return fresh
  }
  /** The whole event of a call, with the members that all have (Cognito: user pool Lambda trigger event). */
  const eventOf = (awsSdkVersion: string, clientId = client.id) => (triggerSource: string, userName: string, request: Event, response: Event, version = '1'): Event =>
    ({ version, triggerSource, region: pool.region, userPoolId: pool.id, userName, callerContext: { awsSdkVersion, clientId }, request, response })
  const userAttributes = async (username: string, status = 'CONFIRMED'): Promise<Event> => {
    const user = await poolhouse.findUser(username)
    return { sub: user.id, 'cognito:user_status': status, ...user.attributes }
  }
  return { ...poolhouse, sdk, calls, eventOf, userAttributes, sent }
}

/** The SDK's own version changes with each update: it is looked at by form. */
export const SDK_VERSION = 'aws-sdk-js-3'
const withoutPatch = (event: Event): Event => JSON.parse(JSON.stringify(event).replace(/"aws-sdk-js-3\.\d+\.\d+"/, `"${SDK_VERSION}"`)) as Event
export const NOBODYS_SDK = 'aws-sdk-unknown-unknown'
export const PAIRS = { from: 'the caller' }
export const NO_GROUPS = { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null }
export const NO_WORDS = { smsMessage: null, emailMessage: null, emailSubject: null }
export const NO_MIGRATION = { userAttributes: null, finalUserStatus: null, messageAction: null, desiredDeliveryMediums: null, forceAliasCreation: null, enableSMSMFA: null }
export const NO_OVERRIDES = { claimsAndScopeOverrideDetails: null }
export const placesFor = (usernameParameter: string | null = null) => ({ codeParameter: '{####}', linkParameter: '{##Click Here##}', usernameParameter })
