import type { AuthFlowType, InitiateAuthResponse } from '@aws-sdk/client-cognito-identity-provider'
import { decodeBase32 } from '#src/crypto/base32.ts'
import { hotp, timeStep } from '#src/crypto/totp.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { makePool, makeUser, PASSWORD } from './make-pool.ts'
import type { AwsApi } from './open-aws-api.ts'

const SMS = { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::000000000000:role/sms' } }

/** A pool's factors, as SetUserPoolMfaConfig would set them. */
export const FACTORS = {
  sms: { ...SMS, SmsMfaConfiguration: SMS },
  totp: { SoftwareTokenMfaConfiguration: { Enabled: true } },
  email: { EmailMfaConfiguration: {} },
} satisfies Record<string, UserPoolSettingsInput>

export type Party = { api: AwsApi; pool: UserPool; client: AppClient }

/** A pool with a client and Ada, who has a verified address and number. */
export async function makeParty(api: AwsApi, settings: UserPoolSettingsInput, attributes: Record<string, string> = {}): Promise<Party & { sub: string }> {
  const made = await makePool(api, settings)
  const sub = await makeUser(api, made.pool, 'ada', { phone_number: '+12065550100', phone_number_verified: 'true', ...attributes })
  return { api, ...made, sub }
}

export type Step = InitiateAuthResponse & { error?: string; message?: string }

/** What a step comes to: its answer, or the name and text of its refusal. */
export const outcome = (step: Promise<InitiateAuthResponse>): Promise<Step> =>
  step.catch((error: Error) => ({ error: error.name.replace(/Exception$/, ''), message: error.message }) as Step)

/** Where a step leads, in one word: `signed-in`, the challenge, or the refusal. */
export const ended = ({ AuthenticationResult, ChallengeName, error }: Step): string => (AuthenticationResult ? 'signed-in' : (ChallengeName ?? error ?? '?'))

/** A password and, it may be, a device. */
export const begin = ({ api, client }: Party, parameters: Record<string, string> = {}, flow: AuthFlowType = 'USER_PASSWORD_AUTH'): Promise<Step> =>
  outcome(api.sdk.initiateAuth({ AuthFlow: flow, ClientId: client.id, AuthParameters: { USERNAME: 'ada', PASSWORD, ...parameters } }))

/** Answers the challenge of a step. */
export const answer = ({ api, client }: Party, { ChallengeName, Session }: Step, responses: Record<string, string>): Promise<Step> =>
  outcome(api.sdk.respondToAuthChallenge({ ChallengeName, Session, ClientId: client.id, ChallengeResponses: { USERNAME: 'ada', ...responses } }))

/** The code that an authenticator shows, `steps` time steps from now. */
export const codeOf = (api: Pick<AwsApi, 'clock'>, secret: string, steps = 0): string => hotp(decodeBase32(secret), timeStep(api.clock.now()) + steps)

/** A wrong code, whatever is right now. */
export const wrongCodeOf = (api: Pick<AwsApi, 'clock'>, secret: string): string => {
  const near = [-2, -1, 0, 1, 2].map((steps) => codeOf(api, secret, steps))
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code)) ?? ''
}

/** An authenticator for whose access token this is; the time moves on, so that its first code is not the next one. */
export async function registerAuthenticator({ api }: Pick<Party, 'api'>, accessToken: string, name?: string): Promise<string> {
  const { SecretCode: secret = '' } = await api.sdk.associateSoftwareToken({ AccessToken: accessToken })
  await api.sdk.verifySoftwareToken({ AccessToken: accessToken, UserCode: codeOf(api, secret), ...(name === undefined ? {} : { FriendlyDeviceName: name }) })
  api.clock.advance(60_000)
  return secret
}
